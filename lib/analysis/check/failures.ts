import type { Component, Machine, Nic, Subnet, Topology } from "../model/azure";
import type { GuestBgp, HealthCheck, Origination } from "../model/guest";
import { hubPeerOf } from "../model/bgp-servers";
import { type BgpPeer, peerOf } from "../model/relations";
import { TopologyIndex } from "../model/topology-index";
import type { WhatIf } from "../results";
import type { Assumed } from "../unknown/scenario";
import { and, type Claim, claim, not, or, type Truth } from "../unknown/truth";

const WORKS = "works";
const REACHES_INTERNET = "reaches the internet";

const works = (id: string): Claim => claim(id, WORKS);

/** What fails: its kind, name and id. */
export type Failure = Pick<WhatIf, "kind" | "without" | "id">;

/** What has failed, by component id. */
export interface Failed {
  /** An NVA, a BGP connection, or an address that an NVA leaves with. */
  readonly component: string;
  /** NVAs whose health check no longer finds the internet: they withdraw what depends on it. */
  readonly unhealthy?: readonly string[];
}

/** A scenario in which one thing has failed and everything else works. @param failed absent: everything works */
export const withFailure =
  (failed?: Failed): Assumed =>
  ({ about: [id = ""], predicate }) => {
    if (predicate.kind !== "states") return undefined;
    if (predicate.text === WORKS) return id !== failed?.component;
    return predicate.text === REACHES_INTERNET ? !failed?.unhealthy?.includes(id) : undefined;
  };

/**
 * The same topology, in which NVAs, BGP sessions and egress addresses are there only as long as they work: what does not
 * depend on the one that fails is computed once for all failures.
 * @param egress ids of the public IPs and NAT gateways that may fail
 */
export function failable(topology: Topology, nvas: readonly Machine[], egress: ReadonlySet<string>): Topology {
  const index = new TopologyIndex(topology);
  const ids = new Set(nvas.map(({ id }) => id));
  const ownerOf = new Map(nvas.flatMap(({ id, nics }) => nics.map((nic) => [nic, id] as const)));
  return {
    ...topology,
    machines: topology.machines.map((machine) =>
      ids.has(machine.id) ? withHealth({ ...machine, exists: whileWorking(machine.exists, machine.id) }) : machine,
    ),
    nics: topology.nics.map((nic) => {
      const owner = ownerOf.get(nic.id);
      const own = owner === undefined ? nic : { ...nic, exists: whileWorking(nic.exists, owner) };
      return withFailingFurther(withFailing(own, "publicIp", egress), egress);
    }),
    subnets: topology.subnets.map((subnet) => withFailing(subnet, "natGateway", egress)),
    bgpConnections: topology.bgpConnections.map((connection) =>
      failableSession(connection, ids, peerOf(index, connection)),
    ),
    hubBgpConnections: topology.hubBgpConnections.map((connection) =>
      failableSession(connection, ids, hubPeerOf(index, connection)),
    ),
  };
}

const whileWorking = (exists: Truth | undefined, id: string): Truth => and(exists ?? true, works(id));

/** A session fails by itself, and with its NVA: a peer that is not in the files might advertise anything. */
function failableSession<C extends Component>(connection: C, nvas: ReadonlySet<string>, peer: BgpPeer | undefined): C {
  const exists = whileWorking(connection.exists, connection.id);
  const machine = peer?.machine?.id;
  return { ...connection, exists: machine !== undefined && nvas.has(machine) ? whileWorking(exists, machine) : exists };
}

/** Further public IPs of a NIC fail each by itself. */
const withFailingFurther = (nic: Nic, failing: ReadonlySet<string>): Nic =>
  nic.further
    ? {
        ...nic,
        further: nic.further.map((one) =>
          one.publicIp !== undefined && failing.has(one.publicIp)
            ? { ...one, attached: whileWorking(one.attached, one.publicIp) }
            : one,
        ),
      }
    : nic;

/** An association that ends when its other end fails. */
function withFailing<T extends Subnet | Nic>(
  component: T,
  kind: "publicIp" | "natGateway",
  failing: ReadonlySet<string>,
): T {
  const others = component.conditional?.filter((one) => one.with !== kind || !failing.has(one.id)) ?? [];
  const conditional = component.conditional?.filter((one) => one.with === kind && failing.has(one.id)) ?? [];
  const id = (component as Partial<Record<typeof kind, string>>)[kind];
  const certain =
    conditional.length === 0 && id !== undefined && failing.has(id) ? [{ with: kind, id, exists: true }] : [];
  const ending = [...conditional, ...certain].map((one) => ({ ...one, exists: and(one.exists, works(one.id)) }));
  return ending.length === 0 ? component : { ...component, conditional: [...others, ...ending] };
}

/** What a machine advertises only as long as its health check finds the internet, where that is what it looks for. */
function withHealth(machine: Machine): Machine {
  const bgp = machine.guest?.bgp;
  if (!machine.guest || !bgp) return machine;
  const healthy = ({ ofInternet }: HealthCheck): Truth => or(not(ofInternet), claim(machine.id, REACHES_INTERNET));
  const checked = (origination: Origination): Origination =>
    origination.healthCheck === undefined
      ? origination
      : { ...origination, present: and(origination.present, healthy(origination.healthCheck)) };
  const announcing: GuestBgp = {
    ...bgp,
    originates: bgp.originates.map(checked),
    neighbors: bgp.neighbors.map((neighbor) => ({ ...neighbor, originates: neighbor.originates.map(checked) })),
  };
  return { ...machine, guest: { ...machine.guest, bgp: announcing } };
}
