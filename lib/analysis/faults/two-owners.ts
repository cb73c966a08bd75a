import { facts } from "../facts";
import type { TwoOwners } from "../model/azure";
import type { Fault } from "../results";

type Words = Pick<Fault, "text" | "got" | "fix">;

/** What is wrong, and what to do about it. */
export const twoOwnersWords = (conflict: TwoOwners): Words & Pick<Fault, "want"> => ({
  ...wordsFor(conflict),
  want: "one owner",
});

/** A packet's path uses what two resources manage: after the next apply it may be another one. */
export const twoOwnersOnPath = (conflict: TwoOwners): Fault => ({
  reason: "not-modelled",
  at: conflict.owner,
  hop: conflict.subnet ?? conflict.of,
  ...twoOwnersWords(conflict),
  facts: facts("12.2"),
});

function wordsFor(conflict: TwoOwners): Words {
  const { others, part, of, subnet } = conflict;
  if (subnet === undefined)
    return {
      text: `${of} has ${part} blocks, and ${others.join(", ")} ${others.length === 1 ? "adds" : "add"} to them: each apply of one removes what the other made`,
      got: `"${part}" in ${of}, and ${others.join(", ")}`,
      fix: `move the blocks to resources of their own, or ${others.join(", ")} into blocks`,
    };
  return subnet === of ? twice(conflict, subnet) : ofBlock(conflict, subnet);
}

const ofBlock = ({ others, part, of, value = "" }: TwoOwners, subnet: string): Words => ({
  text: `the subnet ${subnet} is a block of ${of}, and ${others.join(", ")} sets its ${part}: the next apply of ${of} takes it off`,
  got: `a block without "${part}", and ${others.join(", ")}`,
  fix: `set "${part}"${value === "" ? "" : `: "\${${value}.id}"`} in the block of ${subnet}, and remove ${others.join(", ")}`,
});

function twice({ owner, component, others, part }: TwoOwners, subnet: string): Words {
  const argument = part === "security_group" ? "network_security_group_id_wo" : `${part}_wo`;
  // The subnet itself associates by a write-only argument.
  const owners = [owner === component ? `"${argument}" of ${owner}` : owner, ...others].join(", ");
  return {
    text: `${subnet} has ${others.length + 1} associations for ${part}: the provider rejects the second, because one exists already`,
    got: owners,
    fix: `keep one of ${owners}`,
  };
}
