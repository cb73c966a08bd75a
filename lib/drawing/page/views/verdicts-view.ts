import { serviceChange } from "../../../analysis/check/service-change";
import type { MachineVerdict, WhatIf } from "../../../analysis/results";
import type { Exposure } from "../../../analysis/forwarding/exposure";
import { type Content, html, type Html, table } from "../html";
import { egressNames, warningsView, verdictView } from "./fragments";

/** Renders a component's name as a link to it. */
export type LinkTo = (id: string, name: string) => Content;

/** Sorted by name, "vm-9" before "vm-10". */
export const sortByName = <T extends { readonly machine: string }>(machines: readonly T[]): T[] =>
  [...machines].sort((a, b) => a.machine.localeCompare(b.machine, "en", { numeric: true }));

/** The verdict on every machine's internet traffic; `narrow`: without the subnets. */
export function verdictsView(
  machines: readonly MachineVerdict[],
  linkTo: LinkTo,
  { narrow = false }: { readonly narrow?: boolean } = {},
): Html {
  if (machines.length === 0) return html`<p>No VMs found.</p>`;
  const rows = sortByName(machines).map((one) => [
    linkTo(one.id, one.machine),
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

/** What is reachable from the internet through public IPs. */
export function exposuresView(exposures: readonly Exposure[], linkTo: LinkTo): Content {
  const rows = sortByName(exposures).map(({ id, machine, protocol, ports, sources, publicIp }) => [
    linkTo(id, machine),
    `${protocol}/${ports}`,
    sources.join(", "),
    publicIp,
  ]);
  return rows.length > 0 && table("Open to the internet", ["VM", "Port", "From", "Public IP"], rows);
}

/** The VMs whose internet traffic a simulated failure changes. */
export function changesView(before: readonly MachineVerdict[], after: readonly MachineVerdict[], linkTo: LinkTo): Html {
  const rows = sortByName(before).flatMap((one) => {
    const now = after.find(({ id }) => id === one.id);
    if (now && keyOf(now) === keyOf(one)) return [];
    return [
      [
        linkTo(one.id, one.machine),
        html`${verdictView(one.verdict)} <span class="as">${egressNames(one.egress)}</span>`,
        now
          ? html`${verdictView(now.verdict, now.reason)} <span class="as">${egressNames(now.egress)}</span>`
          : "failed",
      ],
    ];
  });
  return rows.length === 0
    ? html`<p>The internet traffic of every VM is unchanged.</p>`
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

/** The outcome of every single failure. */
export function whatIfView(whatIf: readonly WhatIf[]): Content {
  const rows = whatIf.map(({ without, outcome, changes, services = [] }) => [
    without,
    OUTCOMES[outcome],
    [
      ...changes.map(({ machine, before, after, summary }) =>
        before === after ? `${machine} ${summary}` : `${machine}: ${before}, then ${after}`,
      ),
      ...services.map(serviceChange),
    ].join("; "),
  ]);
  return rows.length > 0 && table("Single failures", ["Failed", "Tunnel", "Changes"], rows);
}
