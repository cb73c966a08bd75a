import type { MachineVerdict, WhatIf } from "../../../analysis/results";
import type { Exposure } from "../../../analysis/forwarding/exposure";
import { type Content, html, type Html, table } from "../html";
import { egressNames, warningsView, verdictView } from "./fragments";

/** Makes a component's name something that leads to it; plain text where nothing listens. */
export type LinkTo = (id: string, name: string) => Content;

/** In the order of their names, "vm-9" before "vm-10". */
export const sortByName = <T extends { readonly machine: string }>(machines: readonly T[]): T[] =>
  [...machines].sort((a, b) => a.machine.localeCompare(b.machine, "en", { numeric: true }));

/** What becomes of every machine's internet traffic; `narrow` without the subnets. */
export function verdictsView(
  machines: readonly MachineVerdict[],
  linked: LinkTo,
  { narrow = false }: { readonly narrow?: boolean } = {},
): Html {
  if (machines.length === 0) return html`<p>There is no VM.</p>`;
  const rows = sortByName(machines).map((one) => [
    linked(one.id, one.machine),
    verdictView(one.verdict, one.reason),
    egressNames(one.egress),
    one.defaultFrom,
    !narrow && one.subnet,
  ]);
  const exceptions = sortByName(machines).flatMap(({ machine, exceptions: all }) =>
    all.map(({ prefix, verdict, why }) => html`<li>${machine}: ${prefix} is ${verdictView(verdict)}, ${why}</li>`),
  );
  return html`${table("Internet traffic of every VM", ["VM", "Verdict", "Leaves as", "Default from", "Subnet"], rows)}${exceptions.length > 0 && html`<ul>${exceptions}</ul>`}${warningsView(warningsOf(machines))}`;
}

function warningsOf(machines: readonly MachineVerdict[]): MachineVerdict["warnings"] {
  const all = machines.flatMap(({ warnings }) => warnings);
  return [...new Map(all.map((warning) => [`${warning.row} ${warning.text}`, warning])).values()];
}

/** Who reaches what by public IPs. */
export function exposuresView(exposures: readonly Exposure[], linked: LinkTo): Content {
  const rows = sortByName(exposures).map(({ id, machine, protocol, ports, sources, publicIp }) => [
    linked(id, machine),
    `${protocol}/${ports}`,
    sources.join(", "),
    publicIp,
  ]);
  return rows.length > 0 && table("Open to the internet", ["VM", "Port", "From", "By"], rows);
}

/** What differs once something is taken away. */
export function changesView(before: readonly MachineVerdict[], after: readonly MachineVerdict[], linked: LinkTo): Html {
  const rows = sortByName(before).flatMap((one) => {
    const now = after.find(({ id }) => id === one.id);
    if (now && keyOf(now) === keyOf(one)) return [];
    return [
      [
        linked(one.id, one.machine),
        html`${verdictView(one.verdict)} <span class="as">${egressNames(one.egress)}</span>`,
        now
          ? html`${verdictView(now.verdict, now.reason)} <span class="as">${egressNames(now.egress)}</span>`
          : "taken away",
      ],
    ];
  });
  return rows.length === 0
    ? html`<p>No VM's internet traffic fares differently.</p>`
    : table("What changes", ["VM", "Before", "Now"], rows);
}

const keyOf = ({ verdict, reason, egress }: MachineVerdict): string =>
  [verdict, reason, ...egress.map(({ name }) => name)].join("\n");

const OUTCOMES = {
  "carries-on": "carries on",
  "fails-closed": "fails closed",
  leaks: "leaks",
  undetermined: "undetermined",
} as const;

/** What happens when one thing fails. */
export function whatIfView(whatIf: readonly WhatIf[]): Content {
  const rows = whatIf.map(({ without, outcome, changes }) => [
    without,
    OUTCOMES[outcome],
    changes
      .map(({ machine, before, after, summary }) =>
        before === after ? `${machine} ${summary}` : `${machine}: ${before}, then ${after}`,
      )
      .join("; "),
  ]);
  return rows.length > 0 && table("When one thing fails", ["Without", "The tunnel", "Changes"], rows);
}
