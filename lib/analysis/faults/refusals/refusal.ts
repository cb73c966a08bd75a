import type { Alike } from "../../../findings/alike";
import type { FactId } from "../../facts";
import type { Nic, Subnet, Topology } from "../../model/azure";

/** A configuration that the plan accepts and Azure refuses: the apply ends there. */
export interface Refusal {
  /** Ids of the networks that it concerns. */
  readonly networks: readonly string[];
  /** Id of the component to change. */
  readonly at: string;
  /** One sentence, lower case, no full stop. */
  readonly text: string;
  readonly got: string;
  readonly want: string;
  /** The text in parts, where several such refusals are one finding. */
  readonly alike?: Alike;
  /** The smallest edit. */
  readonly fix: string;
  /** The fact about Azure behind it. */
  readonly row: FactId;
  /**
   * The packets that depend on it: none on Azure Bastion, and on what gateways need those that pass a gateway.
   * @default those that pass any of the networks
   */
  readonly bearsOn?: "nothing" | "gateways" | undefined;
}

/** Azure's limits beyond which it refuses (section 9 of docs/how-azure-routes.md). */
export const REFUSED_BEYOND = {
  routesInTable: 400,
  tagRoutesInTable: 25,
  peersOfRouteServer: 8,
  peeringsOfNetwork: 500,
} as const;

/** A component with more of something than Azure accepts. */
export interface Excess {
  readonly networks: readonly string[];
  readonly component: { readonly id: string; readonly name: string };
  /** "routes". */
  readonly what: string;
  readonly count: number;
  readonly max: number;
}

/** Empty where the count is within the limit. */
export function beyondLimit({ networks, component, what, count, max }: Excess): Refusal[] {
  if (count <= max) return [];
  return [
    {
      networks,
      at: component.id,
      text: `${component.name} has ${count} ${what}`,
      got: String(count),
      want: `at most ${max} (Azure)`,
      fix: `remove ${count - max}, or summarize some of them`,
      row: "9",
    },
  ];
}

/** Name of a network; its id where the files do not have it. */
export const networkName = (topology: Topology, id: string): string =>
  topology.networks.find((network) => network.id === id)?.name ?? id;

/** Id of what a subnet or NIC is associated with for certain: not where a count decides that is known only after apply. */
export const certain = <Field extends "routeTable" | "securityGroup" | "publicIp">(
  component: Pick<Subnet & Nic, "conditional"> & { readonly [F in Field]?: string },
  field: Field,
): string | undefined => (component.conditional?.some((one) => one.with === field) ? undefined : component[field]);
