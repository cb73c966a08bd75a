import { contains, parseSource } from "../net/ipv4";
import { type Address, hasAddress, isPublic, knownAddress, referredAddress, sameAddress } from "./address";
import { about } from "./cases";
import { egressOf } from "./egress";
import type { Fabric } from "./fabric";
import { facts } from "./facts";
import { circle, deniedBySecurityGroup, forwardedTrafficOff, guestFilter, guestForwardingOff, natMissing, nicForwardingOff, noEgress, ownDefault, peeringAccessOff, plain } from "./faults";
import { forwardPacket, translate } from "./guest/packets";
import type { Gateway, Machine, Nic, Subnet } from "./model";
import type { Packet } from "./packet";
import type { Decision, EffectiveRoute, Fault, Hop } from "./results";
import type { Route } from "./rib";
import { judge, type SecurityDecision } from "./security";
import { mayHideAddresses } from "./hidden";
import { lookup } from "./select";
import { type Ending, type Mendable, Trail } from "./trail";
import { isOpen, shown, symbolsIn } from "./unknown";

/** Answered by the host itself, whatever the routes (row 4.5). */
const HOST_ADDRESSES = ["168.63.129.16", "169.254.169.254"];

/** A packet that a machine sends by one of its NICs. One ending for each way that it may take. */
export function send(fabric: Fabric, nic: Nic, packet: Packet, trail: Trail): Ending[] {
  return leave(fabric, nic, packet, trail.to(machineHop(fabric, nic)));
}

/** A packet that comes from the internet to a NIC's public IP. */
export function receive(fabric: Fabric, nic: Nic, packet: Packet, trail: Trail): Ending[] {
  return arrive(fabric, nic, packet, trail.to({ kind: "internet", name: "internet", detail: packet.source.text, decisions: [] }));
}

/** An answer that reaches the NIC whose address the internet saw. */
export const answerAt = (fabric: Fabric, nic: Nic, packet: Packet, trail: Trail): Ending[] => receive(fabric, nic, packet, trail);

function machineHop({ view }: Fabric, nic: Nic): Hop {
  const machine = view.machineOf(nic.id);
  return { kind: "machine", name: machine?.name ?? nic.name, id: machine?.id ?? nic.id, detail: view.addressOf(nic).text, decisions: [] };
}

/** Out of a NIC: security groups, then the subnet's table. */
function leave(fabric: Fabric, nic: Nic, packet: Packet, trail: Trail): Ending[] {
  const subnet = fabric.view.subnets.get(nic.subnet);
  const hop = fabric.view.nameOf(nic);
  if (!subnet) return [outside(trail, packet, nic.id, hop, `the subnet of ${nic.name}`)];
  if (HOST_ADDRESSES.includes(packet.destination.text)) {
    return [trail.to({ kind: "host", name: "host", detail: "answered by the Azure host", decisions: [] }).end(packet, { kind: "service", direct: false })];
  }
  const passed = secured(fabric, nic, subnet, "Outbound", packet, trail);
  if ("fate" in passed) return [passed];
  return route(fabric, subnet, nic, packet, passed);
}

/** The security groups of a NIC, unless they have recorded the flow (row 6.3). */
function secured(fabric: Fabric, nic: Nic, subnet: Subnet, direction: "Inbound" | "Outbound", packet: Packet, trail: Trail): Trail | Ending {
  if (packet.answer && trail.recorded.has(nic.id)) return trail;
  const decisions = judge(fabric, nic, subnet, direction, packet);
  const denied = decisions.find(({ ok }) => !ok);
  const said = decisions.map(plainDecision);
  const next = decisions.some(({ restsOnTag }) => restsOnTag)
    ? trail.decided(...said).warned("6.6", `that a UDR 0.0.0.0/0 to Internet keeps the tag VirtualNetwork narrow in ${fabric.view.subnetName(subnet)} has been seen, and is not documented`)
    : trail.decided(...said);
  if (denied) {
    // Its own default widens the tag VirtualNetwork there, so that the rule for what it forwards no longer fits (row 6.5).
    const own = direction === "Inbound" && denied.tagged && leadsBack(fabric, subnet, nic, packet);
    return stop(next, packet, own ? ownDefault(fabric, subnet, fabric.view.nameOf(nic)) : deniedBySecurityGroup(nic, fabric.view.nameOf(nic), denied, packet, direction));
  }
  return next.with({ recorded: new Set([...next.recorded, nic.id]) });
}

/** What the NIC forwards there, its subnet would send to it again. */
const leadsBack = (fabric: Fabric, subnet: Subnet, nic: Nic, packet: Packet): boolean =>
  lookup(fabric.table(subnet), packet.destination, fabric.inCase).some(({ nextHop }) => nextHop.kind === "appliance" && nextHop.address === referredAddress(nic));

const plainDecision = ({ kind, text, because, ok, at, facts: rows }: SecurityDecision): Decision => ({ kind, text, because, ok, ...(at !== undefined && { at }), facts: rows });

/** Longest prefix, then every equal next hop (section 2). `nic`: where it is sent from; undefined: it comes in by the gateway. */
function route(fabric: Fabric, subnet: Subnet, nic: Nic | undefined, packet: Packet, trail: Trail): Ending[] {
  const hop = trail.hops.at(-1)?.name ?? "";
  const table = fabric.table(subnet);
  const rows = lookup(table, packet.destination, fabric.inCase);
  if (rows.length === 0) {
    return [stop(trail.decided(said("route", "no route", "", false, subnet.id, "2.1")), packet, plain("no-route", subnet.id, hop, `${hop} has no route to ${packet.destination.text}`, "no row holds it", "a route", "announce it, or add a UDR", "2.1"))];
  }
  const ways = [...new Map(rows.map((row) => [JSON.stringify(row.nextHop), row])).values()];
  return ways.flatMap((row) => {
    const beaten = table.some(({ state, prefix }) => state === "Invalid" && prefix === row.prefix);
    const because = row.source === "User" && beaten ? `${row.why} beats ${table.some(({ state, prefix, source }) => state === "Invalid" && prefix === row.prefix && source === "VirtualNetworkGateway") ? "BGP" : "system"}` : row.why;
    return follow(fabric, subnet, nic, packet, row, trail.decided({ kind: "route", text: `${shown(row.prefix)} -> ${target(row)}`, because, ok: true, at: subnet.id, facts: row.facts }));
  });
}

const target = (row: EffectiveRoute): string => (row.nextHop.kind === "appliance" ? shown(row.nextHop.address) : row.nextHopType);

function follow(fabric: Fabric, subnet: Subnet, nic: Nic | undefined, packet: Packet, row: EffectiveRoute, trail: Trail): Ending[] {
  const hop = trail.hops.at(-1)?.name ?? "";
  const { nextHop } = row;
  switch (nextHop.kind) {
    case "local":
      return deliver(fabric, subnet.network, subnet.network, packet, trail);
    case "peering":
      return deliver(fabric, subnet.network, nextHop.network, packet, trail, nic === undefined);
    case "appliance":
      return toAppliance(fabric, subnet, nic, packet, row, nextHop.address, trail);
    case "internet":
      return toInternet(fabric, subnet, nic, packet, row, trail);
    case "none":
      return [stop(trail, packet, plain("route-none", subnet.id, hop, `the route ${row.prefix} at ${hop} drops ${packet.destination.text}`, `${row.prefix} -> None (${row.why})`, "a route that leads on", "announce a route to it, or a UDR", ...row.facts.map((fact) => fact.row)))];
    case "circuit":
      return intoCircuit(fabric, packet, nextHop.circuit, nextHop.connection, trail);
    case "vpn":
      return intoVpn(fabric, packet, nextHop.gateway, trail);
    case "service":
      return [trail.to({ kind: "service", name: nextHop.service, detail: "by the service endpoint", decisions: [] }).end(packet, { kind: "service", direct: true })];
    case "private-endpoint":
      return [trail.to({ kind: "service", name: fabric.view.topology.privateEndpoints.find(({ id }) => id === nextHop.endpoint)?.name ?? "", id: nextHop.endpoint, detail: "private endpoint", decisions: [] }).end(packet, { kind: "service", direct: false })];
  }
}

/** To a NIC of a network that has the address, if there is one. */
function deliver(fabric: Fabric, from: string, to: string, packet: Packet, trail: Trail, byGateway = false): Ending[] {
  const hop = trail.hops.at(-1)?.name ?? "";
  const crossed = from === to ? trail : crossPeering(fabric, from, to, packet, trail, byGateway);
  if ("fate" in crossed) return [crossed];
  const nic = nicWith(fabric, [to], packet);
  if (nic) return arrive(fabric, nic, packet, crossed);
  const network = fabric.view.networks.get(to);
  const wanted = packet.destination.text;
  if (fabric.view.isOutside(to)) return [outside(crossed, packet, network?.id ?? to, hop, `what has the address ${wanted} in ${network?.name ?? to}`)];
  return [stop(crossed, packet, plain("no-such-address", network?.id ?? to, hop, `nothing in ${network?.name ?? to} has the address ${wanted}`, wanted, "the address of a NIC", `give a machine that address, or ask for one of those that are there`, "1.1"))];
}

/** The NIC with an address: its own, or one that may turn out to have it. Never the sender's. */
function nicWith({ view, inCase }: Fabric, networks: readonly string[], { source, destination: address }: Packet): Nic | undefined {
  const nics = networks.flatMap((network) => view.subnetsOf(network)).flatMap(({ id }) => view.nicsIn(id));
  const exact = nics.find((nic) => sameAddress(view.addressOf(nic), address) || nic.furtherAddresses?.includes(address.text));
  if (exact || !address.range || address.range.length !== 32) return exact;
  return nics.find((nic) => {
    const { range } = view.addressOf(nic);
    return nic.id !== source.nic && range !== undefined && range.length < 32 && contains(range, address.range!) && inCase.ask(about(`${nic.id}.private_ip_address`, `is ${address.text}`));
  });
}

/** What both sides of a peering let through (rows 3.5 to 3.7). */
function crossPeering(fabric: Fabric, from: string, to: string, packet: Packet, trail: Trail, byGateway: boolean): Trail | Ending {
  const { view, inCase } = fabric;
  const hop = trail.hops.at(-1)?.name ?? "";
  const ours = view.peeringsOf(from).find(({ remote }) => remote === to);
  const theirs = view.peeringsOf(to).find(({ remote }) => remote === from);
  for (const side of [ours, theirs]) {
    if (side && !inCase.yes(side.virtualNetworkAccess)) return stop(trail.decided(said("peering", `${side.name} closed`, "virtual network access off", false, side.id, "3.5")), packet, peeringAccessOff(side, hop));
  }
  const ranges = view.networks.get(from)?.addressSpace ?? [];
  const foreign = !ranges.some((prefix) => packet.source.within.includes(prefix) || (packet.source.range !== undefined && within(prefix, packet.source)));
  if (!foreign || byGateway || !theirs) return trail;
  const warned = trail.warned("3.6", `that ${theirs.name} enforces allow_forwarded_traffic is documented, and was once seen not to be so`);
  if (inCase.yes(theirs.forwardedTraffic)) return warned.decided(said("peering", `${theirs.name} takes forwarded traffic`, "allow_forwarded_traffic", true, theirs.id, "3.6"));
  return stop(warned.decided(said("peering", `${theirs.name} refuses ${packet.source.text}`, "forwarded traffic off", false, theirs.id, "3.6")), packet, forwardedTrafficOff(theirs, hop, packet));
}

const within = (prefix: string, { range }: Address): boolean => {
  const written = parseSource(prefix);
  return written !== undefined && range !== undefined && contains(written, range);
};

/** To a next hop address: directly reachable in the own or a peered network, or not at all (row 2.5). */
function toAppliance(fabric: Fabric, subnet: Subnet, nic: Nic | undefined, packet: Packet, row: EffectiveRoute, address: string, trail: Trail): Ending[] {
  const { view } = fabric;
  const hop = trail.hops.at(-1)?.name ?? "";
  const near = [subnet.network, ...view.peeringsOf(subnet.network).filter((peering) => view.connected(peering)).map(({ remote }) => remote)];
  const target = near.flatMap((network) => view.subnetsOf(network)).flatMap(({ id }) => view.nicsIn(id)).filter((one) => hasAddress(one, address));
  const balanced = target.length > 0 ? target : backendsOf(fabric, near, address);
  if (balanced.length > 0) {
    return balanced.flatMap((next) => {
      const network = view.subnets.get(next.subnet)!.network;
      const crossed = network === subnet.network ? trail : crossPeering(fabric, subnet.network, network, packet, trail, nic === undefined);
      return "fate" in crossed ? [crossed] : arrive(fabric, next, packet, crossed);
    });
  }
  const range = parseSource(address);
  const reachable = near.some((id) => (view.networks.get(id)?.addressSpace ?? []).some((prefix) => within(prefix, { text: address, within: [], ...(range && { range }) })));
  if (!range || near.some((id) => view.isOutside(id)) || (reachable && mayHideAddresses(view.topology))) return [outside(trail, packet, subnet.id, hop, `the next hop ${isOpen(address) ? symbolsIn(address).join(", ") : address} of ${shown(row.prefix)}`)];
  if (reachable) {
    return [stop(trail, packet, plain("next-hop-unreachable", subnet.routeTable ?? subnet.id, hop, `the next hop ${address} of ${row.prefix} is the address of no NIC`, `${row.prefix} -> ${address}`, "the address of a NIC", "give the next hop the NVA's address", "2.5"))];
  }
  return [
    stop(trail, packet, plain("next-hop-unreachable", subnet.routeTable ?? subnet.id, hop, `the next hop ${address} of ${row.prefix} is in no network that ${hop} reaches directly`, `${row.prefix} -> ${address}`, "an address of the own network or of a peered one: a next hop behind ExpressRoute or VPN is none", "let BGP bring the route instead", "2.5")),
  ];
}

function backendsOf({ view }: Fabric, networks: readonly string[], address: string): Nic[] {
  const frontends = view.topology.loadBalancers.flatMap((balancer) => balancer.frontends);
  const frontend = frontends.find((one) => one.address === address && networks.includes(view.subnets.get(one.subnet ?? "")?.network ?? ""));
  return (frontend?.appliances ?? []).flatMap((id) => view.nics.get(id) ?? []);
}

/** Out of Azure: with an identity of its own, and only from the NIC's own address (section 5). */
function toInternet(fabric: Fabric, subnet: Subnet, nic: Nic | undefined, packet: Packet, row: EffectiveRoute, trail: Trail): Ending[] {
  const { view } = fabric;
  const hop = trail.hops.at(-1)?.name ?? "";
  if (!nic) return [stop(trail, packet, plain("no-route", subnet.id, hop, `${hop} does not translate: what enters by it does not go on to the internet`, `${row.prefix} -> Internet in GatewaySubnet`, "a default route to an NVA, from the Route Server", "let an NVA announce 0.0.0.0/0", "8.3"))];
  if (!isPublic(packet.destination)) {
    return [stop(trail, packet, plain("no-route", subnet.id, hop, `${packet.destination.text} is private, and ${hop} sends it to the internet`, `${row.prefix} -> Internet`, "a route to it", "let routes by BGP into the subnet, or add a UDR", "2.1"))];
  }
  if (!sameAddress(packet.source, view.addressOf(nic))) {
    const warned = view.natGateways.has(subnet.natGateway ?? "") ? trail.warned("5.5", "that a NAT gateway does not translate foreign sources is inferred") : trail;
    return [stop(warned.decided(said("nat", `${packet.source.text} untranslated`, "not the NIC's own address", false, nic.id, "5.5")), packet, natMissing(view.machineOf(nic.id), nic, hop, packet))];
  }
  const egress = egressOf(fabric, nic, subnet, packet.protocol);
  if (!egress) return [stop(trail.decided(said("egress", "no address on the internet", subnet.defaultOutboundAccess === false ? "private subnet" : "", false, nic.id, "5.2")), packet, noEgress(nic, subnet, hop, packet.protocol, row.source === "Default" && trail.forwarders.length === 0 && nic.forwarding === false))];
  const because = { "public-ip": "public IP, 1:1", "nat-gateway": "NAT gateway", "load-balancer": "outbound rule", "default-outbound": "default outbound access" }[egress.kind];
  const left = trail
    .decided(said("egress", `${packet.source.text} -> ${egress.name}`, because, true, egress.id, "4.6"))
    .to({ kind: "internet", name: "internet", detail: `sees ${egress.name}${egress.address === null ? "" : ` (${egress.address})`}`, decisions: [] });
  const warned = egress.kind === "default-outbound" ? left.warned("5.7", `${hop} leaves by a default outbound address, which is shared and may change`) : left;
  return [warned.end(packet, { kind: "internet", nic, egress, row })];
}

/** Over a circuit: the edges look up, and hand on to a gateway or to a customer's edge (rows 8.2, 8.3). */
function intoCircuit(fabric: Fabric, packet: Packet, circuit: string, connection: string, trail: Trail): Ending[] {
  const { view } = fabric;
  const name = view.circuits.get(circuit)?.name ?? "circuit";
  const routes = bestFor(fabric, circuit, packet.destination);
  const station: Hop = { kind: "circuit", name, id: circuit, detail: `AS 12076${routes[0] ? `, has ${shown(routes[0].prefix)} from ${routes[0].stations.at(-2) ?? routes[0].stations[0]}` : ""}`, decisions: [] };
  const there = trail.to(station);
  if (routes.length === 0) {
    return [stop(there, packet, plain("no-route", view.connections.get(connection)?.id ?? circuit, name, `${name} has no route to ${packet.destination.text}`, "nobody announces it to the circuit", "a gateway or an edge that does", "announce it", "8.2"))];
  }
  return routes.flatMap((best) => {
    const gateway = view.gateways.get(best.neighbor ?? "");
    if (gateway) return enter(fabric, gateway, best.connection, packet, there);
    return [there.to({ kind: "on-premises", name: best.stations[0] ?? "on-premises", detail: `has ${shown(best.prefix)}`, decisions: [] }).end(packet, { kind: "on-premises" })];
  });
}

/** A speaker's best routes to an address: longest prefix, all equals, one for each neighbour. */
function bestFor({ ribs, inCase }: Fabric, speaker: string, address: Address): Route[] {
  const routes = ribs.best.get(speaker) ?? [];
  const rows = asRows.get(routes) ?? routes.map((route): RouteRow => ({ source: "VirtualNetworkGateway", state: "Active", prefix: route.prefix, nextHopType: "VirtualNetworkGateway", nextHopAddress: null, nextHop: { kind: "internet" }, why: "", facts: [], route }));
  asRows.set(routes, rows);
  return [...new Map((lookup(rows, address, inCase) as RouteRow[]).map(({ route }) => [route.neighbor, route])).values()];
}

/** A speaker's route in the form that a lookup takes. */
type RouteRow = EffectiveRoute & { readonly route: Route };
const asRows = new WeakMap<readonly Route[], readonly RouteRow[]>();

/** Into a network by its gateway: GatewaySubnet's table decides (row 8.3). */
function enter(fabric: Fabric, gateway: Gateway, connection: string | undefined, packet: Packet, trail: Trail): Ending[] {
  const { view, inCase } = fabric;
  const subnet = fabric.gatewaySubnet(gateway.network);
  const there = trail.to({ kind: "gateway", name: gateway.name, id: gateway.id, detail: shown(subnet?.prefixes[0] ?? ""), decisions: [] });
  const cycle = trail.cycle(gateway.id, packet);
  if (cycle) return [stop(there, packet, circle(gateway.id, gateway.name, namesOf(fabric, cycle)), namesOf(fabric, cycle))];
  if (!subnet) return [outside(there, packet, gateway.id, gateway.name, `the GatewaySubnet of ${gateway.name}`)];
  const fast = view.connections.get(connection ?? "");
  const rows = lookup(fabric.table(subnet), packet.destination, inCase);
  const local = rows.every(({ nextHop }) => nextHop.kind === "local" || nextHop.kind === "peering");
  if (fast && !local && inCase.yes(fast.fastPath)) {
    const warned = there.warned("8.6", `what FastPath on ${fast.name} does with routes of a Route Server is not documented`);
    return [outside(warned, packet, fast.id, gateway.name, `what FastPath on ${fast.name} does`, "8.6")];
  }
  return route(fabric, subnet, undefined, packet, there.visit(gateway.id, packet));
}

function intoVpn(fabric: Fabric, packet: Packet, id: string, trail: Trail): Ending[] {
  const { view } = fabric;
  const gateway = view.gateways.get(id)!;
  const there = trail.to({ kind: "gateway", name: gateway.name, id, detail: "VPN", decisions: [] });
  const cycle = trail.cycle(`vpn ${id}`, packet);
  if (cycle) return [stop(there, packet, circle(id, gateway.name, namesOf(fabric, cycle)), namesOf(fabric, cycle))];
  const routes = bestFor(fabric, id, packet.destination).filter(({ connection }) => connection !== undefined);
  if (routes.length === 0) return [stop(there, packet, plain("no-route", id, gateway.name, `${gateway.name} has no route to ${packet.destination.text}`, "no site or gateway announces it", "a connection that leads there", "add it to the local network gateway", "2.8"))];
  return routes.flatMap((best) => {
    const peer = view.gateways.get(best.neighbor ?? "");
    if (peer) return enter(fabric, peer, best.connection, packet, there.visit(`vpn ${id}`, packet));
    return [there.to({ kind: "on-premises", name: best.stations[0] ?? "on-premises", detail: `has ${shown(best.prefix)}`, decisions: [] }).end(packet, { kind: "on-premises" })];
  });
}

/** At a NIC: security groups, then the machine itself, or on through it. */
function arrive(fabric: Fabric, nic: Nic, packet: Packet, trail: Trail): Ending[] {
  const { view } = fabric;
  const subnet = view.subnets.get(nic.subnet);
  const name = view.nameOf(nic);
  const there = trail.to(machineHop(fabric, nic));
  if (!subnet) return [outside(there, packet, nic.id, name, `the subnet of ${nic.name}`)];
  const own = view.addressOf(nic);
  const mine = sameAddress(packet.destination, own) || nic.furtherAddresses?.includes(packet.destination.text) || (packet.destination.range?.length === 32 && own.range !== undefined && own.range.length < 32 && within(own.range.text, packet.destination));
  const cycle = mine ? undefined : trail.cycle(nic.id, packet);
  if (cycle) return [stop(trail, packet, loopFault(fabric, subnet, nic, packet, cycle), namesOf(fabric, cycle))];
  // Equal next hops that meet again would be walked as often as there are ways to get there.
  if (!mine && trail.walkedBefore(nic.id, packet)) return [];
  const passed = secured(fabric, nic, subnet, "Inbound", packet, there);
  if ("fate" in passed) return [passed];
  const translation = packet.answer ? passed.translations.at(-1) : undefined;
  if (mine && translation?.nic === nic.id) {
    const restored = { ...packet, destination: translation.original };
    const back = passed.with({ translations: passed.translations.slice(0, -1) }).decided(said("nat", `${own.text} -> ${translation.original.text}`, "the address before translation", true, view.machineOf(nic.id)?.id, "0"));
    return forward(fabric, nic, restored, back.visit(nic.id, restored), true);
  }
  if (mine) return [passed.end(packet, { kind: "arrived", nic })];
  return forward(fabric, nic, packet, passed.visit(nic.id, packet), false);
}

/** The default that it announces itself comes back to it; or some other circle. */
function loopFault(fabric: Fabric, subnet: Subnet, nic: Nic, packet: Packet, cycle: readonly string[]): Mendable {
  const name = fabric.view.nameOf(nic);
  const learnt = lookup(fabric.table(subnet), packet.destination, fabric.inCase).some(({ source, prefix }) => source === "VirtualNetworkGateway" && prefix === "0.0.0.0/0");
  return learnt ? ownDefault(fabric, subnet, name) : circle(subnet.routeTable ?? subnet.id, name, namesOf(fabric, [...cycle, nic.id]));
}

const namesOf = ({ view }: Fabric, stations: readonly string[]): string[] =>
  stations.map((id) => {
    const nic = view.nics.get(id);
    return nic ? view.nameOf(nic) : view.gateways.get(id)?.name ?? id;
  });

/** Through a machine: NIC, guest, translation, then out again (row 7.1). */
function forward(fabric: Fabric, nic: Nic, packet: Packet, trail: Trail, known: boolean): Ending[] {
  const { view, inCase } = fabric;
  const name = view.nameOf(nic);
  const machine = view.machineOf(nic.id);
  if (!inCase.yes(nic.forwarding)) return [stop(trail.decided(said("nic", "ip forwarding off", "Azure drops what is not addressed to the NIC", false, nic.id, "7.1")), packet, nicForwardingOff(nic, name))];
  const on = trail.decided(said("nic", "ip forwarding on", nic.name, true, nic.id, "7.1"));
  if (!machine) return [outside(on, packet, nic.id, name, `the machine of ${nic.name}`)];
  const guest = throughGuest(fabric, machine, nic, packet, on, known);
  if (guest.fault) return [stop(guest.trail, packet, guest.fault)];
  const through = guest.trail.with({ forwarders: [...guest.trail.forwarders, nic] });
  // By which of several NICs it goes on is the guest's to decide, and its routes are not read.
  if (machine.nics.length > 1 && inCase.ask(`${name} sends on by another NIC than ${nic.name}`)) return [outside(through, guest.packet, machine.id, name, `which of its NICs ${name} sends on by`)];
  return leave(fabric, nic, guest.packet, through);
}

interface Through {
  readonly packet: Packet;
  readonly trail: Trail;
  readonly fault?: Mendable;
}

function throughGuest(fabric: Fabric, machine: Machine, nic: Nic, packet: Packet, trail: Trail, known: boolean): Through {
  const { view, inCase } = fabric;
  const { guest } = machine;
  const own = view.addressOf(nic);
  const translated = (because: string): Through => ({
    packet: { ...packet, source: own },
    trail: trail.decided(said("nat", `${packet.source.text} -> ${own.text}`, because, true, machine.id, "0")).with({ translations: [...trail.translations, { nic: nic.id, original: packet.source }] }),
  });
  if (!guest) {
    if (!inCase.ask(`${machine.name} forwards and translates (its configuration cannot be read)`)) return { packet, trail, fault: guestForwardingOff(machine) };
    return isPublic(packet.destination) && !known ? translated("taken for granted") : { packet, trail };
  }
  const unread = (bearsOn: string): boolean =>
    guest.unread.some((line) => line.bearsOn === bearsOn && !inCase.ask(about(`${machine.name} does as far as its user data could be read ("${shown(line.line)}" could not)`, bearsOn)));
  // What could not be read may do the opposite of what could: switch off, or on.
  if (inCase.yes(guest.forwards.value) === unread("forwards")) {
    return { packet, trail: trail.decided(said("guest", "does not forward", guest.forwards.because, false, machine.id, "7.1")), fault: guestForwardingOff(machine) };
  }
  const asked = { source: textOf(packet.source), destination: textOf(packet.destination), protocol: packet.protocol, port: packet.port ?? 0, state: known || (packet.answer && trail.recorded.has(nic.id)) ? ("established" as const) : ("new" as const) };
  const filter = forwardPacket(guest, asked);
  const accepted = filter.verdict === "unknown" ? inCase.ask(`${machine.name} lets ${packet.source.text} to ${packet.destination.text} pass ("${shown(filter.by)}")`) : filter.verdict === "accept";
  if (accepted === unread("forward")) {
    return { packet, trail: trail.decided(said("guest", "drops what it would forward", shown(filter.by), false, machine.id, "7.1")), fault: guestFilter(machine, packet, shown(filter.by)) };
  }
  if (known || packet.answer) return { packet, trail };
  const nat = translate(guest, asked);
  const public_ = nat.action === "unknown" ? inCase.ask(`${machine.name} translates ${packet.source.text} to ${packet.destination.text} ("${shown(nat.by)}")`) : nat.action !== "none";
  if (public_ === unread("postrouting")) return { packet, trail };
  if (nat.action === "snat" && nat.address !== undefined && nat.address !== own.text) {
    return { packet: { ...packet, source: knownAddress(nat.address) }, trail: trail.decided(said("nat", `${packet.source.text} -> ${nat.address}`, shown(nat.by), true, machine.id, "0")) };
  }
  return translated(shown(nat.by));
}

/** For the guest's rules: an address, or the prefix that it lies in. */
const textOf = ({ text, range }: Address): string => (range ? (range.length === 32 ? text : range.text) : text);

const said = (kind: Decision["kind"], text: string, because: string, ok: boolean, at: string | undefined, row: string): Decision => ({ kind, text, because, ok, ...(at !== undefined && { at }), facts: facts(row) });

function stop(trail: Trail, packet: Packet, fault: Mendable, cycle?: readonly string[]): Ending {
  return trail.end(packet, { kind: "stopped", verdict: cycle ? "loop" : "dropped", reason: fault.reason, fault, ...(cycle && { cycle }) });
}

/** What happens there is outside of the file or of this model. */
function outside(trail: Trail, packet: Packet, at: string, hop: string, what: string, row = "A1"): Ending {
  const fault: Fault = plain("not-modelled", at, hop, `${what} is not known from this file`, what, "a file that says so", "give the file that has it, or say it by --assume", row);
  return trail.end(packet, { kind: "stopped", verdict: "undetermined", reason: "not-modelled", fault });
}
