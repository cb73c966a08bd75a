import { answerToForwarder, notApproved, pingOfEndpoint } from "../faults/private-endpoints";
import type { Nic, PrivateEndpoint, Subnet } from "../model/azure";
import { addressesOf, endpointsThatMayHave, getsAddress } from "../model/endpoint-addresses";
import { not, or, statement, type Truth } from "../unknown/truth";
import { isUnknown } from "../unknown/value";
import { applySecurityGroups } from "./nsg/apply";
import type { Step } from "./step";
import type { Transit } from "./transit";

/** The private endpoint of a network that has the packet's destination address, or turns out to have it. */
export function endpointAt({ routing, packet }: Transit, network: string | undefined): PrivateEndpoint | undefined {
  const { index, scenario } = routing;
  const isIn = ({ subnet }: PrivateEndpoint): boolean => index.subnets.get(subnet)?.network === network;
  const { destination } = packet;
  const [exact] = index.present(
    index.topology.privateEndpoints,
    (endpoint) => addressesOf(endpoint).includes(destination.text) && isIn(endpoint),
  );
  return (
    exact ??
    index
      .present(endpointsThatMayHave(index.topology, destination), isIn)
      .find((endpoint) => scenario.isTrue(getsAddress(endpoint, destination)))
  );
}

/** To a private endpoint: past the security group of its subnet, where that has the policy for it (row 4.10). */
export function toPrivateEndpoint(transit: Transit, endpoint: PrivateEndpoint): Step {
  const { index, scenario } = transit.routing;
  const { id, name } = endpoint;
  const subnet = index.subnets.get(endpoint.subnet);
  const there = transit.to({ kind: "service", name, id, detail: "private endpoint" });
  if (endpoint.manual !== undefined && !scenario.isTrue(isApproved(endpoint))) return there.drop(notApproved(endpoint));
  if (transit.packet.protocol === "icmp") return there.undetermined(pingOfEndpoint(endpoint));
  const policy = subnet?.privateEndpointPolicyForGroups ?? false;
  if (!subnet || policy === false) return answered(there, endpoint, subnet);
  const nic: Nic = { id, name, subnet: subnet.id, forwarding: false, applicationSecurityGroups: [] };
  const filtered = applySecurityGroups(there, { nic, subnet, direction: "Inbound", anyClientPort: true });
  if (!("disposition" in filtered)) return answered(filtered, endpoint, subnet);
  return scenario.isTrue(policy) ? filtered : answered(there, endpoint, subnet);
}

/** Of a connection by hand, whether the owner of the service approves it is not in the files (row 4.12). */
const isApproved = ({ name, manual }: PrivateEndpoint): Truth =>
  or(isUnknown(manual) && not(manual), statement(`${name} is approved by the owner of its service`));

/** Its answer goes to the source that it sees. What forwarded the packet and kept the source may not get it (row 4.11). */
function answered(transit: Transit, endpoint: PrivateEndpoint, subnet: Subnet | undefined): Step {
  const unseen = forwarderWithoutTranslation(transit);
  if (!unseen || isSymmetric(transit, unseen)) return transit.end({ kind: "service", direct: false });
  const { scenario, index } = transit.routing;
  const followsRoutes = subnet !== undefined && scenario.isTrue(subnet.privateEndpointPolicyForRoutes);
  const isStateful = index.firewalls.has(unseen.id) && transit.packet.protocol === "tcp";
  if (followsRoutes && (!isStateful || leadsBack(transit, subnet, unseen)))
    return transit
      .warned(
        "4.11",
        `${index.nameOf(unseen)} keeps the source of what it forwards to ${endpoint.name}: ${RECOMMENDED}`,
      )
      .end({ kind: "service", direct: false });
  return transit.undetermined(answerToForwarder(index, { endpoint, forwarder: unseen, packet: transit.packet }));
}

const RECOMMENDED = "Microsoft recommends source NAT there";

/** The last NIC that forwarded the packet, where it is not the one whose address the packet has as its source. */
function forwarderWithoutTranslation({ trace: { forwarders, translations } }: Transit): Nic | undefined {
  const last = forwarders.at(-1);
  return last && translations.at(-1)?.nic !== last.id ? last : undefined;
}

/** True for an NVA whose network interface has the tag that makes answers of private endpoints return to it. */
function isSymmetric({ routing: { index, scenario } }: Transit, { id, symmetric }: Nic): boolean {
  const nics = index.machineOf(id)?.nics.flatMap((one) => index.nics.get(one) ?? []) ?? [];
  return [symmetric ?? false, ...nics.map((nic) => nic.symmetric ?? false)].some((one) => scenario.isTrue(one));
}

/** True where the routes of the endpoint's subnet lead its answers to what forwarded the packet. */
function leadsBack({ routing, packet }: Transit, subnet: Subnet, { id }: Nic): boolean {
  const firewall = routing.index.firewalls.get(id);
  return routing
    .lookup(subnet, packet.source)
    .every(
      ({ nextHop }) =>
        (nextHop.kind === "appliance" && nextHop.address === firewall?.address) ||
        (nextHop.kind === "hub" && nextHop.hub === firewall?.hub),
    );
}
