import { edgesOf } from "../forwarding/edge";
import type { Machine } from "../model/azure";
import type { CheckContext } from "./context";
import { hubDefaults } from "./hub-defaults";
import { isDefault, nvas } from "./nvas";
import { firewallPaths } from "./part-paths";

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
  firewalls: [
    ...new Set(
      context.verdicts
        .flatMap((machine) => firewallPaths(context, machine))
        .flatMap(({ path }) => path.egress.flatMap(({ machine }) => machine ?? [])),
    ),
  ],
  hubs: hubDefaults(context.index),
});

/** Customer's edges that advertise a default route, or are configured as the default site. */
const defaultEdges = ({ index }: CheckContext): string[] => [
  ...new Set(edgesOf(index).flatMap(({ name, prefixes }) => (prefixes.some(isDefault) ? [name] : []))),
];
