import type { Answer } from "./consistency";
import type { MachineProposal, Proposal, ProposedValue } from "./proposal";
import { textOf } from "./scenario";
import type { Claim } from "./truth";

/** A claim in one sentence, as a file of assumptions answers it: {"var.sources contains 10.0.0.4": true}. */
export const sentenceOf = (claim: Claim): string => textOf(claim).replace("\n", " ").trimEnd();

/** True for an assumption that is such a sentence with its answer, and no value of an expression. */
export const isSentence = (assumed: string, value: unknown): boolean =>
  typeof value === "boolean" && assumed.includes(" ");

/** What gives these answers, if it is assumed. */
export function proposalFor(answers: readonly Answer[]): Proposal {
  const known = new Map(
    answers.flatMap(({ claim: { about, predicate }, answer }) =>
      predicate.kind === "equals" && answer ? [[about.join(", "), valueOf(predicate.value)] as const] : [],
    ),
  );
  return joined(
    answers.map(({ claim, answer }): Proposal => {
      if (answer && claim.assume) return claim.assume;
      const value = claim.examples?.[answer ? "true" : "false"] ?? known.get(claim.about.join(", "));
      return value === undefined
        ? { values: { [sentenceOf(claim)]: answer } }
        : { values: { [claim.about.join(", ")]: value } };
    }),
  );
}

const valueOf = (text: string): string | number => (/^\d+$/.test(text) ? Number(text) : text);

/** Several proposals as one. */
export function joined(proposals: readonly Proposal[]): Proposal {
  const values = Object.assign({}, ...proposals.map((one) => one.values)) as NonNullable<Proposal["values"]>;
  const machines = proposals.reduce<Record<string, MachineProposal>>((all, { machines: some = {} }) => {
    for (const [name, machine] of Object.entries(some)) all[name] = { ...all[name], ...machine };
    return all;
  }, {});
  return {
    ...(Object.keys(values).length > 0 && { values }),
    ...(Object.keys(machines).length > 0 && { machines }),
  };
}

/** A list is JSON, which the shell must leave alone. */
const argument = (value: ProposedValue): string =>
  typeof value === "object" ? `'${JSON.stringify(value)}'` : String(value);

/** How to try what is proposed: only variables have an option of their own. */
export function assumptionText(proposal: Proposal): string {
  const values = Object.entries(proposal.values ?? {});
  if (!proposal.machines && values.every(([name]) => /^var\.[\w-]+$/.test(name)))
    return values.map(([name, value]) => `--var ${name.slice("var.".length)}=${argument(value)}`).join(" ");
  return `--assume FILE, with ${JSON.stringify(proposal)}`;
}
