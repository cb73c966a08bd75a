import type { Assumptions } from "../model/assumptions";
import type { Component } from "../model/component";
import type { BranchConnection } from "./branch-connection";
import type { Circuit } from "./express-route-circuit";
import type { Connection } from "./gateway-connection";
import type { LocalNetworkGateway } from "./local-network-gateway";
import type { VpnSite } from "./vpn-site";
import { shown } from "../unknown/value";
import { TopologyError } from "../model/topology-error";

/** A customer's router on the far side: of a circuit's private peering, or of a VPN connection. */
export interface OnPremises {
  readonly name: string;
  /** Id of the circuit or VPN connection. */
  readonly at: string;
  readonly over: "circuit" | "vpn";
  readonly asn: number;
  readonly announces: readonly Announcement[];
}

/** A prefix that a customer's router announces. */
export interface Announcement {
  readonly prefix: string;
  readonly asPath: readonly number[];
  /** Links of the circuit over which it comes: 1 is the primary, 2 the secondary. @default both */
  readonly links?: readonly (1 | 2)[];
}

type Assumed = NonNullable<Assumptions["onPremises"]>[number];

/** What the user's words may name. */
interface Named {
  readonly circuits: readonly Circuit[];
  readonly connections: readonly Connection[];
  readonly localNetworkGateways: readonly LocalNetworkGateway[];
  readonly branchConnections: readonly BranchConnection[];
  readonly vpnSites: readonly VpnSite[];
}

/**
 * The routers that the user says are on the far side. @throws TopologyError where there is no such circuit or connection
 */
export const readOnPremises = (assumed: readonly Assumed[], named: Named): readonly OnPremises[] =>
  assumed.map((one) => ({
    name: one.name ?? `on-premises (AS ${one.asn})`,
    ...placeOf(one, named),
    asn: one.asn,
    announces: one.announces.map((announced) => announcement(announced, one)),
  }));

function announcement(announced: Assumed["announces"][number], { asn, links }: Assumed): Announcement {
  const { prefix, asPath, ...own } = typeof announced === "string" ? { prefix: announced } : announced;
  const over = own.links ?? links;
  return {
    prefix,
    asPath: asPath ?? [asn],
    ...(over && { links: over.map((link) => (link === "primary" ? 1 : 2)) }),
  };
}

function placeOf(one: Assumed, named: Named): Pick<OnPremises, "at" | "over"> {
  if (one.circuit !== undefined) return { at: idNamed("circuit", one.circuit, named.circuits), over: "circuit" };
  const vpn = [...named.connections, ...named.branchConnections].filter(({ circuit }) => circuit === undefined);
  const sites = new Map([...named.localNetworkGateways, ...named.vpnSites].map((site) => [site.id, site]));
  const site = (connection: Connection | BranchConnection): Component | undefined =>
    sites.get(farEndOf(connection) ?? "");
  return { at: idNamed("VPN connection", one.connection ?? "", vpn, site), over: "vpn" };
}

const farEndOf = (
  connection: Partial<Pick<Connection, "localNetworkGateway"> & Pick<BranchConnection, "site">>,
): string | undefined => connection.site ?? connection.localNetworkGateway;

/** @param other what stands for a component too: a connection is told by its site as well */
function idNamed<C extends Component>(
  label: string,
  wanted: string,
  all: readonly C[],
  other: (component: C) => Component | undefined = () => undefined,
): string {
  const key = wanted.toLowerCase();
  const isNamed = ({ id, name, path }: Component): boolean =>
    [id, name, path].some((text) => text?.toLowerCase() === key);
  const found = all.filter((one) => [one, other(one)].some((component) => component && isNamed(component)));
  if (found.length === 1) return found[0]!.id;
  const have = all.map(({ id, name }) => (shown(name) === id ? id : `${shown(name)} (${id})`)).join(", ");
  throw new TopologyError({
    text: found.length === 0 ? `no ${label} named "${wanted}"` : `several ${label}s are named "${wanted}"`,
    have: have === "" ? `none: no connection leads to a ${label === "circuit" ? "circuit" : "site by VPN"}` : have,
    fix: `name the ${label} by its name, its id or its Terraform address`,
  });
}
