import { statement } from "../unknown/truth";
import { MSEE_ASN } from "../../domain/asn";
import { parseSource } from "../../domain/ipv4";
import { METADATA_ADDRESS, PLATFORM_ADDRESS } from "../../domain/special-ranges";
import { hasAddress, sameAddress } from "../model/address";
import { outside, decision, stop } from "./endings";
import type { Fabric } from "../routes/fabric";
import { facts } from "../facts";
import { forwardingLoop, nicForwardingOff, ownDefault, faultWithoutRepair } from "../faults/fault";
import { mayHideAddresses } from "../model/unmodelled-addresses";
import { toInternet } from "./leave-azure";
import type { Gateway, Nic, Subnet } from "../model/azure";
import { crossPeering, nicWith, within } from "./peering";
import type { Packet } from "../model/packet";
import type { EffectiveRoute, Hop } from "../results";
import { secured } from "./nsg/apply";
import { throughGuest } from "./through-guest";
import type { RepairableFault } from "../faults/repairable-fault";
import { type PathOutcome, PacketTrace } from "./packet-trace";
import { isOpen, shown, symbolsIn } from "../unknown/value";

/** Answered by the host itself, whatever the routes (row 4.5). */
const HOST_ADDRESSES = [PLATFORM_ADDRESS, METADATA_ADDRESS];

/** A packet that a machine sends by one of its NICs. One ending for each way that it may take. */
export function send(fabric: Fabric, nic: Nic, packet: Packet, trail: PacketTrace): PathOutcome[] {
  return leave(fabric, nic, packet, trail.to(machineHop(fabric, nic)));
}

/** A packet that comes from the internet to a NIC's public IP; an answer, to the NIC whose address the internet saw. */
export function receive(fabric: Fabric, nic: Nic, packet: Packet, trail: PacketTrace): PathOutcome[] {
  return arrive(
    fabric,
    nic,
    packet,
    trail.to({ kind: "internet", name: "internet", detail: packet.source.text, decisions: [] }),
  );
}

function machineHop({ index }: Fabric, nic: Nic): Hop {
  const machine = index.machineOf(nic.id);
  return {
    kind: "machine",
    name: machine?.name ?? nic.name,
    id: machine?.id ?? nic.id,
    detail: index.addressOf(nic).text,
    decisions: [],
  };
}

/** Out of a NIC: security groups, then the subnet's table. */
function leave(fabric: Fabric, nic: Nic, packet: Packet, trail: PacketTrace): PathOutcome[] {
  const subnet = fabric.index.subnets.get(nic.subnet);
  const hop = fabric.index.nameOf(nic);
  if (!subnet) return [outside(trail, packet, nic.id, hop, `the subnet of ${nic.name}`)];
  if (HOST_ADDRESSES.includes(packet.destination.text)) {
    return [
      trail
        .to({
          kind: "host",
          name: "host",
          detail: "answered by the Azure host",
          decisions: [
            decision(
              "route",
              `${packet.destination.text} -> host`,
              "whatever routes and rules say",
              true,
              undefined,
              "4.5",
            ),
          ],
        })
        .end(packet, { kind: "service", direct: false }),
    ];
  }
  const passed = secured(fabric, nic, subnet, "Outbound", packet, trail);
  if ("disposition" in passed) return [passed];
  return route(fabric, subnet, nic, packet, passed);
}

/**
 * Longest prefix, then every equal next hop (section 2). `nic`: where it is sent from; undefined: it comes in by the
 * gateway.
 */
function route(
  fabric: Fabric,
  subnet: Subnet,
  nic: Nic | undefined,
  packet: Packet,
  trail: PacketTrace,
): PathOutcome[] {
  const hop = trail.hops.at(-1)?.name ?? "";
  const rows = fabric.lookup(subnet, packet.destination);
  if (rows.length === 0) {
    return [
      stop(
        trail.decided(decision("route", "no route", "", false, subnet.id, "2.1")),
        packet,
        faultWithoutRepair(
          "no-route",
          subnet.id,
          hop,
          `${hop} has no route to ${packet.destination.text}`,
          "no row holds it",
          "a route",
          "announce it, or add a UDR",
          "2.1",
        ),
      ),
    ];
  }
  const ways = [...new Map(rows.map((row) => [JSON.stringify(row.nextHop), row])).values()];
  return ways.flatMap((row) => {
    const because = row.source === "User" ? `${row.why}${beaten(fabric, subnet, row.prefix)}` : row.why;
    return follow(
      fabric,
      subnet,
      nic,
      packet,
      row,
      trail.decided({
        kind: "route",
        text: `${shown(row.prefix)} -> ${target(row)}`,
        because,
        ok: true,
        at: subnet.id,
        facts: nic ? row.facts : [...facts("8.3"), ...row.facts],
      }),
    );
  });
}

/** What a UDR wins against. */
function beaten(fabric: Fabric, subnet: Subnet, prefix: string): string {
  const losers = fabric
    .aside()
    .rows(subnet, prefix)
    .filter(({ state }) => state === "Invalid");
  if (losers.length === 0) return "";
  return losers.some(({ source }) => source === "VirtualNetworkGateway") ? " beats BGP" : " beats system";
}

const target = (row: EffectiveRoute): string =>
  row.nextHop.kind === "appliance" ? shown(row.nextHop.address) : row.nextHopType;

function follow(
  fabric: Fabric,
  subnet: Subnet,
  nic: Nic | undefined,
  packet: Packet,
  row: EffectiveRoute,
  trail: PacketTrace,
): PathOutcome[] {
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
      return [
        stop(
          trail,
          packet,
          faultWithoutRepair(
            "route-none",
            subnet.id,
            hop,
            `the route ${row.prefix} at ${hop} drops ${packet.destination.text}`,
            `${row.prefix} -> None (${row.why})`,
            "a route that leads on",
            "announce a route to it, or a UDR",
            ...row.facts.map((fact) => fact.row),
          ),
        ),
      ];
    case "circuit":
      return intoCircuit(fabric, packet, nextHop.circuit, nextHop.connection, trail);
    case "vpn":
      return intoVpn(fabric, packet, nextHop.gateway, trail);
    case "service":
      return [
        trail
          .to({ kind: "service", name: nextHop.service, detail: "by the service endpoint", decisions: [] })
          .end(packet, { kind: "service", direct: true }),
      ];
    case "private-endpoint":
      return [
        trail
          .to({
            kind: "service",
            name: fabric.index.topology.privateEndpoints.find(({ id }) => id === nextHop.endpoint)?.name ?? "",
            id: nextHop.endpoint,
            detail: "private endpoint",
            decisions: [],
          })
          .end(packet, { kind: "service", direct: false }),
      ];
  }
}

/** To a NIC of a network that has the address, if there is one. */
function deliver(
  fabric: Fabric,
  from: string,
  to: string,
  packet: Packet,
  trail: PacketTrace,
  byGateway = false,
): PathOutcome[] {
  const hop = trail.hops.at(-1)?.name ?? "";
  const crossed = from === to ? trail : crossPeering(fabric, from, to, packet, trail, byGateway);
  if ("disposition" in crossed) return [crossed];
  const nic = nicWith(fabric, [to], packet);
  if (nic) return arrive(fabric, nic, packet, crossed);
  const network = fabric.index.networks.get(to);
  const wanted = packet.destination.text;
  if (fabric.index.isOutside(to))
    return [
      outside(crossed, packet, network?.id ?? to, hop, `what has the address ${wanted} in ${network?.name ?? to}`),
    ];
  return [
    stop(
      crossed,
      packet,
      faultWithoutRepair(
        "no-such-address",
        network?.id ?? to,
        hop,
        `nothing in ${network?.name ?? to} has the address ${wanted}`,
        wanted,
        "the address of a NIC",
        `give a machine that address, or ask for one of those that are there`,
        "1.1",
      ),
    ),
  ];
}

/** To a next hop address: directly reachable in the own or a peered network, or not at all (row 2.5). */
function toAppliance(
  fabric: Fabric,
  subnet: Subnet,
  nic: Nic | undefined,
  packet: Packet,
  row: EffectiveRoute,
  address: string,
  trail: PacketTrace,
): PathOutcome[] {
  const { index } = fabric;
  const hop = trail.hops.at(-1)?.name ?? "";
  const near = [
    subnet.network,
    ...index
      .peeringsOf(subnet.network)
      .filter((peering) => index.connected(peering))
      .map(({ remote }) => remote),
  ];
  const target = near
    .flatMap((network) => index.subnetsOf(network))
    .flatMap(({ id }) => index.nicsIn(id))
    .filter((one) => hasAddress(one, address));
  const balanced = target.length > 0 ? target : backendsOf(fabric, near, address);
  if (balanced.length > 0) {
    return balanced.flatMap((next) => {
      const network = index.subnets.get(next.subnet)!.network;
      const crossed =
        network === subnet.network
          ? trail
          : crossPeering(fabric, subnet.network, network, packet, trail, nic === undefined);
      return "disposition" in crossed ? [crossed] : arrive(fabric, next, packet, crossed);
    });
  }
  const range = parseSource(address);
  const reachable = near.some((id) =>
    (index.networks.get(id)?.addressSpace ?? []).some((prefix) =>
      within(prefix, { text: address, within: [], ...(range && { range }) }),
    ),
  );
  if (!range || near.some((id) => index.isOutside(id)) || (reachable && mayHideAddresses(index.topology)))
    return [
      outside(
        trail,
        packet,
        subnet.id,
        hop,
        `the next hop ${isOpen(address) ? symbolsIn(address).join(", ") : address} of ${shown(row.prefix)}`,
      ),
    ];
  if (reachable) {
    return [
      stop(
        trail,
        packet,
        faultWithoutRepair(
          "next-hop-unreachable",
          subnet.routeTable ?? subnet.id,
          hop,
          `the next hop ${address} of ${row.prefix} is the address of no NIC`,
          `${row.prefix} -> ${address}`,
          "the address of a NIC",
          "give the next hop the NVA's address",
          "2.5",
        ),
      ),
    ];
  }
  return [
    stop(
      trail,
      packet,
      faultWithoutRepair(
        "next-hop-unreachable",
        subnet.routeTable ?? subnet.id,
        hop,
        `the next hop ${address} of ${row.prefix} is in no network that ${hop} reaches directly`,
        `${row.prefix} -> ${address}`,
        "an address of the own network or of a peered one: a next hop behind ExpressRoute or VPN is none",
        "let BGP bring the route instead",
        "2.5",
      ),
    ),
  ];
}

function backendsOf({ index }: Fabric, networks: readonly string[], address: string): Nic[] {
  const frontends = index.topology.loadBalancers.flatMap((balancer) => balancer.frontends);
  const frontend = frontends.find(
    (one) => one.address === address && networks.includes(index.subnets.get(one.subnet ?? "")?.network ?? ""),
  );
  return (frontend?.appliances ?? []).flatMap((id) => index.nics.get(id) ?? []);
}

/** Over a circuit: the edges look up, and hand on to a gateway or to a customer's edge (rows 8.2, 8.3). */
function intoCircuit(
  fabric: Fabric,
  packet: Packet,
  circuit: string,
  connection: string,
  trail: PacketTrace,
): PathOutcome[] {
  const { index } = fabric;
  const name = index.circuits.get(circuit)?.name ?? "circuit";
  const routes = fabric.bestRoutes(circuit, packet.destination);
  const station: Hop = {
    kind: "circuit",
    name,
    id: circuit,
    detail: `AS ${MSEE_ASN}${routes[0] ? `, has ${shown(routes[0].prefix)} from ${routes[0].stations.at(-2) ?? routes[0].stations[0]}` : ""}`,
    decisions: [],
  };
  const there = trail.to(station);
  if (routes.length === 0) {
    return [
      stop(
        there,
        packet,
        faultWithoutRepair(
          "no-route",
          index.connections.get(connection)?.id ?? circuit,
          name,
          `${name} has no route to ${packet.destination.text}`,
          "nobody announces it to the circuit",
          "a gateway or an edge that does",
          "announce it",
          "8.2",
        ),
      ),
    ];
  }
  return routes.flatMap((best) => {
    const gateway = index.gateways.get(best.neighbor ?? "");
    if (gateway) return enter(fabric, gateway, best.connection, packet, there);
    return [
      there
        .to({
          kind: "on-premises",
          name: best.stations[0] ?? "on-premises",
          detail: `has ${shown(best.prefix)}`,
          decisions: [],
        })
        .end(packet, { kind: "on-premises" }),
    ];
  });
}

/** Into a network by its gateway: GatewaySubnet's table decides (row 8.3). */
function enter(
  fabric: Fabric,
  gateway: Gateway,
  connection: string | undefined,
  packet: Packet,
  trail: PacketTrace,
): PathOutcome[] {
  const { index, scenario } = fabric;
  const subnet = fabric.gatewaySubnet(gateway.network);
  const there = trail.to({
    kind: "gateway",
    name: gateway.name,
    id: gateway.id,
    detail: shown(subnet?.prefixes[0] ?? ""),
    decisions: [],
  });
  const cycle = trail.cycle(gateway.id, packet);
  if (cycle)
    return [
      stop(there, packet, forwardingLoop(gateway.id, gateway.name, namesOf(fabric, cycle)), namesOf(fabric, cycle)),
    ];
  if (!subnet) return [outside(there, packet, gateway.id, gateway.name, `the GatewaySubnet of ${gateway.name}`)];
  const fast = index.connections.get(connection ?? "");
  const rows = fabric.lookup(subnet, packet.destination);
  const local = rows.every(({ nextHop }) => nextHop.kind === "local" || nextHop.kind === "peering");
  if (fast && !local && scenario.isTrue(fast.fastPath)) {
    const warned = there.warned(
      "8.6",
      `what FastPath on ${fast.name} does with routes of a Route Server is not documented`,
    );
    return [outside(warned, packet, fast.id, gateway.name, `what FastPath on ${fast.name} does`, "8.6")];
  }
  return route(fabric, subnet, undefined, packet, there.visit(gateway.id, packet));
}

function intoVpn(fabric: Fabric, packet: Packet, id: string, trail: PacketTrace): PathOutcome[] {
  const { index } = fabric;
  const gateway = index.gateways.get(id)!;
  const there = trail.to({ kind: "gateway", name: gateway.name, id, detail: "VPN", decisions: [] });
  const cycle = trail.cycle(`vpn ${id}`, packet);
  if (cycle)
    return [stop(there, packet, forwardingLoop(id, gateway.name, namesOf(fabric, cycle)), namesOf(fabric, cycle))];
  const routes = fabric.bestRoutes(id, packet.destination).filter(({ connection }) => connection !== undefined);
  if (routes.length === 0)
    return [
      stop(
        there,
        packet,
        faultWithoutRepair(
          "no-route",
          id,
          gateway.name,
          `${gateway.name} has no route to ${packet.destination.text}`,
          "no site or gateway announces it",
          "a connection that leads there",
          "add it to the local network gateway",
          "2.8",
        ),
      ),
    ];
  return routes.flatMap((best) => {
    const peer = index.gateways.get(best.neighbor ?? "");
    if (peer) return enter(fabric, peer, best.connection, packet, there.visit(`vpn ${id}`, packet));
    return [
      there
        .to({
          kind: "on-premises",
          name: best.stations[0] ?? "on-premises",
          detail: `has ${shown(best.prefix)}`,
          decisions: [],
        })
        .end(packet, { kind: "on-premises" }),
    ];
  });
}

/** At a NIC: security groups, then the machine itself, or on through it. */
function arrive(fabric: Fabric, nic: Nic, packet: Packet, trail: PacketTrace): PathOutcome[] {
  const { index } = fabric;
  const subnet = index.subnets.get(nic.subnet);
  const name = index.nameOf(nic);
  const there = trail.to(machineHop(fabric, nic));
  if (!subnet) return [outside(there, packet, nic.id, name, `the subnet of ${nic.name}`)];
  const own = index.addressOf(nic);
  const mine =
    sameAddress(packet.destination, own) ||
    nic.furtherAddresses?.includes(packet.destination.text) ||
    (packet.destination.range?.length === 32 &&
      own.range !== undefined &&
      own.range.length < 32 &&
      within(own.range.text, packet.destination));
  const cycle = mine ? undefined : trail.cycle(nic.id, packet);
  if (cycle) return [stop(trail, packet, loopFault(fabric, subnet, nic, packet, cycle), namesOf(fabric, cycle))];
  // Equal next hops that meet again would be walked as often as there are ways to get there.
  if (!mine && trail.walkedBefore(nic.id, packet)) return [];
  const passed = secured(fabric, nic, subnet, "Inbound", packet, there);
  if ("disposition" in passed) return [passed];
  const translation = packet.answer ? passed.translations.at(-1) : undefined;
  if (mine && translation?.nic === nic.id) {
    const restored = { ...packet, destination: translation.original };
    const back = passed
      .with({ translations: passed.translations.slice(0, -1) })
      .decided(
        decision(
          "nat",
          `${own.text} -> ${translation.original.text}`,
          "the address before translation",
          true,
          index.machineOf(nic.id)?.id,
          "0",
        ),
      );
    return forward(fabric, nic, restored, back.visit(nic.id, restored), true);
  }
  if (mine) return [passed.end(packet, { kind: "arrived", nic })];
  return forward(fabric, nic, packet, passed.visit(nic.id, packet), false);
}

/** The default that it announces itself comes back to it; or some other circle. */
function loopFault(
  fabric: Fabric,
  subnet: Subnet,
  nic: Nic,
  packet: Packet,
  cycle: readonly string[],
): RepairableFault {
  const name = fabric.index.nameOf(nic);
  const learnt = fabric
    .lookup(subnet, packet.destination)
    .some(({ source, prefix }) => source === "VirtualNetworkGateway" && prefix === "0.0.0.0/0");
  return learnt
    ? ownDefault(fabric, subnet, name)
    : forwardingLoop(subnet.routeTable ?? subnet.id, name, namesOf(fabric, [...cycle, nic.id]));
}

const namesOf = ({ index }: Fabric, stations: readonly string[]): string[] =>
  stations.map((id) => {
    const nic = index.nics.get(id);
    return nic ? index.nameOf(nic) : (index.gateways.get(id)?.name ?? id);
  });

/** Through a machine: NIC, guest, translation, then out again (row 7.1). */
function forward(fabric: Fabric, nic: Nic, packet: Packet, trail: PacketTrace, known: boolean): PathOutcome[] {
  const { index, scenario } = fabric;
  const name = index.nameOf(nic);
  const machine = index.machineOf(nic.id);
  if (!scenario.isTrue(nic.forwarding))
    return [
      stop(
        trail.decided(
          decision("nic", "ip forwarding off", "Azure drops what is not addressed to the NIC", false, nic.id, "7.1"),
        ),
        packet,
        nicForwardingOff(nic, name),
      ),
    ];
  const on = trail.decided(decision("nic", "ip forwarding on", nic.name, true, nic.id, "7.1"));
  if (!machine) return [outside(on, packet, nic.id, name, `the machine of ${nic.name}`)];
  const guest = throughGuest(fabric, machine, nic, packet, on, known);
  if (guest.fault) return [stop(guest.trail, packet, guest.fault)];
  const through = guest.trail.with({ forwarders: [...guest.trail.forwarders, nic] });
  // By which of several NICs it goes on is the guest's to decide, and its routes are not read.
  if (machine.nics.length > 1 && scenario.isTrue(statement(`${name} sends on by another NIC than ${nic.name}`)))
    return [outside(through, guest.packet, machine.id, name, `which of its NICs ${name} sends on by`)];
  return leave(fabric, nic, guest.packet, through);
}
