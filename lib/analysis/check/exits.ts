import { edgesOf } from "../forwarding/edge";
import { samples } from "../forwarding/public-space";
import type { Machine } from "../model/azure";
import type { MachineVerdict } from "../results";
import type { CheckContext } from "./context";
import { hubDefaults } from "./hub-defaults";
import { isDefault, nvas } from "./nvas";

/** What internet traffic is meant to leave through. */
export interface Exits {
  readonly appliances: readonly Machine[];
  /** Names of the on-premises edges. */
  readonly edges: readonly string[];
  /** Names of the firewalls that some machine's internet traffic leaves through. */
  readonly firewalls: readonly string[];
  /** Names of the virtual hubs that are to bring a default route. */
  readonly hubs: readonly string[];
}

export const exitsOf = (context: CheckContext): Exits => ({
  appliances: nvas(context.whole),
  edges: defaultEdges(context),
  firewalls: [...new Set(context.verdicts.flatMap((machine) => firewallsOf(context, machine)))],
  hubs: hubDefaults(context.index),
});

/** The firewalls that a machine's internet traffic leaves through, or that to some parts of the internet. */
function firewallsOf(context: CheckContext, { id, verdict, egress }: MachineVerdict): string[] {
  if (verdict === "firewall") return egress.flatMap(({ machine }) => machine ?? []);
  if (verdict !== "mixed") return [];
  return samples(context.topology)
    .map(({ address }) => context.path({ from: id, to: address }))
    .filter((path) => path.verdict === "firewall")
    .flatMap((path) => path.egress.flatMap(({ machine }) => machine ?? []));
}

/** Customer's edges that advertise a default route, or are configured as the default site. */
const defaultEdges = ({ index }: CheckContext): string[] => [
  ...new Set(edgesOf(index).flatMap(({ name, prefixes }) => (prefixes.some(isDefault) ? [name] : []))),
];
