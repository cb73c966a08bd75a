import type { Scenario } from "../unknown/scenario";
import { type Address, holds, isPublic, knownAddress, sameAddress } from "../model/address";
import { edited } from "../model/repair";
import { type Fabric, fabricOf } from "../routes/fabric";
import { type Fact, type FactId, facts, joinFacts } from "../facts";
import { faultWithoutRepair, notLearned, notLearnedBecause } from "../faults/fault";
import type { Nic, Subnet, Topology } from "../model/azure";
import type { Packet } from "../model/packet";
import type { Egress, Trace, Warning } from "../results";
import type { NotLearnedCause, Reason, Verdict } from "../verdict";
import { type Refusal, refusals } from "../faults/refusals";
import type { RepairableFault } from "../faults/repairable-fault";
import { type PathOutcome, PacketTrace } from "./packet-trace";
import { receive, send } from "./walk";

/** A question with its ends found. */
export interface Asked {
  /** The sending NIC; absent: it comes from the internet. */
  readonly from?: string;
  /** With `from` absent: the address that it comes from. */
  readonly fromAddress?: string;
  /** The receiving NIC; absent: an address. */
  readonly to?: string;
  readonly toAddress?: string;
  readonly protocol: "tcp" | "udp" | "icmp";
  readonly port: number | null;
}

/** What becomes of a packet and its answer, in one case. */
export interface Answer {
  readonly verdict: Verdict;
  readonly reason?: Reason;
  readonly egress: readonly Egress[];
  readonly out: readonly Trace[];
  readonly back: readonly Trace[];
  readonly warnings: readonly Warning[];
  readonly facts: readonly Fact[];
  /** The first thing that keeps it, or its answer, from arriving. */
  readonly fault?: RepairableFault;
}

/** Answers a question in one case. */
export function answer(topology: Topology, scenario: Scenario, asked: Asked): Answer {
  const fabric = fabricOf(topology, scenario);
  const outcomes = asked.from === undefined ? inbound(fabric, asked) : outbound(fabric, asked);
  return joined(outcomes, refusal(topology, fabric, asked, outcomes));
}

interface Outcome {
  readonly out: Trace;
  readonly back: readonly Trace[];
  readonly verdict: Verdict;
  readonly reason?: Reason;
  readonly egress?: Egress;
  readonly fault?: RepairableFault;
  readonly warnings: readonly Warning[];
}

function outbound(fabric: Fabric, asked: Asked): Outcome[] {
  const { index } = fabric;
  const nic = index.nics.get(asked.from!);
  if (!nic) return [];
  const target = asked.to === undefined ? undefined : index.nics.get(asked.to);
  const destination = target ? index.addressOf(target) : knownAddress(asked.toAddress ?? "");
  const source = index.addressOf(nic);
  const packet: Packet = { source, destination, protocol: asked.protocol, port: asked.port, answer: false };
  const subnet = index.subnets.get(nic.subnet);
  if (sameAddress(source, destination)) {
    const own: Trace = {
      hops: [{ kind: "machine", name: index.nameOf(nic), detail: source.text, decisions: [] }],
      verdict: "delivered",
    };
    return [{ out: own, back: [], verdict: "delivered", warnings: [] }];
  }
  return send(fabric, nic, packet, new PacketTrace()).map((ending) => {
    const warnings = [...ending.warnings, ...(subnet ? routeWarnings(fabric, subnet, destination) : [])];
    const { disposition } = ending;
    if (disposition.kind === "stopped")
      return stopped(ending, causeOf(fabric, subnet, destination, ending) ?? disposition.fault, warnings);
    if (disposition.kind === "service")
      return {
        out: trace(ending, disposition.direct ? "direct" : "delivered"),
        back: [],
        verdict: disposition.direct ? "direct" : "delivered",
        warnings,
      };
    if (disposition.kind === "on-premises") return onPremises(ending, destination, warnings);
    if (disposition.kind === "internet") return left(fabric, nic, subnet, packet, ending, disposition, warnings);
    return returned(fabric, nic, packet, ending, disposition.nic, warnings);
  });
}

/** It leaves Azure: through whom, and does the answer come back? */
function left(
  fabric: Fabric,
  nic: Nic,
  subnet: Subnet | undefined,
  packet: Packet,
  ending: PathOutcome,
  disposition: Extract<PathOutcome["disposition"], { kind: "internet" }>,
  warnings: readonly Warning[],
): Outcome {
  const through = disposition.nic.id !== nic.id && ending.forwarders.length > 0;
  const verdict = through ? "tunnelled" : disposition.row.source === "User" ? "exempt" : "direct";
  const answerPacket: Packet = {
    ...packet,
    source: packet.destination,
    destination: fabric.index.addressOf(disposition.nic),
    answer: true,
  };
  const backs = receive(
    fabric,
    disposition.nic,
    answerPacket,
    new PacketTrace([], [], ending.translations, ending.recorded),
  );
  const back = backs.map((one) =>
    trace(
      one,
      one.disposition.kind === "arrived"
        ? "delivered"
        : one.disposition.kind === "stopped"
          ? one.disposition.verdict
          : "dropped",
    ),
  );
  const lost = backs.find((one) => one.disposition.kind !== "arrived" || one.disposition.nic.id !== nic.id);
  const all = [...warnings, ...backs.flatMap((one) => one.warnings)];
  if (lost) {
    const elsewhere = faultWithoutRepair(
      "answer-lost",
      disposition.nic.id,
      fabric.index.nameOf(disposition.nic),
      "the answer does not come back",
      "another way out",
      "a route back",
      "announce the client's network to the NVA",
      "8.5",
    );
    return answerLost(fabric, disposition.nic, packet, ending, lost, { back, warnings: all, elsewhere });
  }
  const cause = verdict === "direct" && subnet ? causeOf(fabric, subnet, packet.destination, ending) : undefined;
  return {
    out: { ...trace(ending, verdict), egress: disposition.egress },
    back,
    verdict,
    egress: disposition.egress,
    ...(cause && { fault: cause }),
    warnings: all,
  };
}

/** It has arrived at a machine: does the answer come back? */
function returned(
  fabric: Fabric,
  nic: Nic,
  packet: Packet,
  ending: PathOutcome,
  at: Nic,
  warnings: readonly Warning[],
): Outcome {
  const answerPacket: Packet = {
    ...packet,
    source: fabric.index.addressOf(at),
    destination: ending.packet.source,
    answer: true,
  };
  const backs = send(fabric, at, answerPacket, new PacketTrace([], [], ending.translations, ending.recorded));
  const back = backs.map((one) =>
    trace(
      one,
      one.disposition.kind === "arrived"
        ? "delivered"
        : one.disposition.kind === "stopped"
          ? one.disposition.verdict
          : "dropped",
    ),
  );
  const lost = backs.find((one) => one.disposition.kind !== "arrived" || one.disposition.nic.id !== nic.id);
  const through = (list: readonly Nic[]): string =>
    list
      .map(({ id }) => id)
      .sort()
      .join(" ");
  const asymmetric = backs.some((one) => through(one.forwarders) !== through(ending.forwarders));
  const all: Warning[] = [
    ...warnings,
    ...backs.flatMap((one) => one.warnings),
    ...(asymmetric && !lost
      ? [
          warning(
            "8.4",
            "the answer takes another way than the question: a firewall in between would see one direction only",
          ),
        ]
      : []),
  ];
  if (!lost) return { out: trace(ending, "delivered"), back, verdict: "delivered", warnings: all };
  const hop = fabric.index.nameOf(at);
  const elsewhere = faultWithoutRepair(
    "answer-lost",
    at.id,
    hop,
    `${hop}'s answer does not come back`,
    "it goes elsewhere",
    "a route back",
    "announce the sender's network",
    "8.5",
  );
  return answerLost(fabric, at, packet, ending, lost, { back, warnings: all, elsewhere });
}

/** The answer of `at` stops, or ends up `elsewhere`. */
function answerLost(
  fabric: Fabric,
  at: Nic,
  packet: Packet,
  ending: PathOutcome,
  lost: PathOutcome,
  {
    back,
    warnings,
    elsewhere,
  }: { readonly back: readonly Trace[]; readonly warnings: readonly Warning[]; readonly elsewhere: RepairableFault },
): Outcome {
  const stop = lost.disposition.kind === "stopped" ? lost.disposition : undefined;
  const fault = stop
    ? (causeOf(fabric, fabric.index.subnets.get(at.subnet), packet.source, lost) ?? stop.fault)
    : elsewhere;
  const verdict = stop?.verdict ?? "dropped";
  const reason = stop?.reason ?? "answer-lost";
  return { out: trace(ending, verdict, reason), back, verdict, reason, ...(fault && { fault }), warnings };
}

/** What happens behind a customer's edge is not in the file: to the internet it may or may not lead. */
function onPremises(ending: PathOutcome, destination: Address, warnings: readonly Warning[]): Outcome {
  if (!isPublic(destination)) return { out: trace(ending, "delivered"), back: [], verdict: "delivered", warnings };
  const edge = ending.hops.at(-1)?.name ?? "on-premises";
  const fault = faultWithoutRepair(
    "not-modelled",
    edge,
    edge,
    `${edge} takes the packet over: what it does with internet traffic is not in this file`,
    "0.0.0.0/0 from on-premises",
    "an NVA's route",
    "let the edge announce no 0.0.0.0/0, or a longer AS path",
    "2.11",
  );
  return {
    out: trace(ending, "undetermined", "not-modelled"),
    back: [],
    verdict: "undetermined",
    reason: "not-modelled",
    fault,
    warnings,
  };
}

function inbound(fabric: Fabric, asked: Asked): Outcome[] {
  const { index } = fabric;
  const nic = index.nics.get(asked.to ?? "");
  const source = knownAddress(asked.fromAddress ?? "");
  if (!nic) return [];
  const name = index.nameOf(nic);
  if (index.publicIpOf(nic) === undefined) {
    const fault = faultWithoutRepair(
      "no-such-address",
      nic.id,
      "internet",
      `${name} has no public IP: nobody in the internet can address it`,
      `no public IP on ${nic.name}`,
      "a public IP",
      `reach ${name} from a machine beside it`,
      "5.1",
    );
    return [shutOut(source, fault)];
  }
  const closed = closedByDefault(fabric, nic);
  if (closed) return [shutOut(source, closed)];
  const packet: Packet = {
    source,
    destination: index.addressOf(nic),
    protocol: asked.protocol,
    port: asked.port,
    answer: false,
  };
  return receive(fabric, nic, packet, new PacketTrace()).map((ending) => {
    if (ending.disposition.kind === "stopped") return stopped(ending, ending.disposition.fault, ending.warnings);
    return answered(fabric, nic, packet, ending);
  });
}

/** It does not get into Azure. */
function shutOut(source: Address, fault: RepairableFault): Outcome {
  const { reason } = fault;
  return {
    out: {
      hops: [{ kind: "internet", name: "internet", detail: source.text, decisions: [] }],
      verdict: "dropped",
      reason,
    },
    back: [],
    verdict: "dropped",
    reason,
    fault,
    warnings: [],
  };
}

/** A Standard public IP lets nothing in until a security group says what (row 6.12). */
function closedByDefault({ index }: Fabric, nic: Nic): RepairableFault | undefined {
  const publicIp = index.publicIps.get(index.publicIpOf(nic) ?? "");
  const subnet = index.subnets.get(nic.subnet);
  if (
    publicIp?.sku?.toLowerCase() === "basic" ||
    index.securityGroupOf(nic) !== undefined ||
    (subnet && index.securityGroupOf(subnet)) !== undefined
  )
    return undefined;
  const name = index.nameOf(nic);
  return faultWithoutRepair(
    "nsg-deny",
    nic.id,
    name,
    `${publicIp?.name ?? name} is a Standard public IP, and no security group lets anything in to ${name}`,
    "no network security group on the NIC or its subnet",
    "one with a rule that allows it",
    `a network security group on ${subnet?.name ?? nic.name}`,
    "6.12",
  );
}

/** The answer has to leave by the public IP that was asked, or the asking side does not know it (row 4.1). */
function answered(fabric: Fabric, nic: Nic, packet: Packet, ending: PathOutcome): Outcome {
  const name = fabric.index.nameOf(nic);
  const backs = send(
    fabric,
    nic,
    { ...packet, source: packet.destination, destination: packet.source, answer: true },
    new PacketTrace([], [], [], ending.recorded),
  );
  const own = (one: PathOutcome): boolean => one.disposition.kind === "internet" && one.disposition.nic.id === nic.id;
  const back = backs.map((one) =>
    trace(one, own(one) ? "delivered" : one.disposition.kind === "stopped" ? one.disposition.verdict : "dropped"),
  );
  const warnings = [...ending.warnings, ...backs.flatMap((one) => one.warnings)];
  const lost = backs.find((one) => !own(one));
  if (!lost) return { out: trace(ending, "delivered"), back, verdict: "delivered", warnings };
  const subnet = fabric.index.subnets.get(nic.subnet)!;
  const fault: RepairableFault = {
    ...faultWithoutRepair(
      "answer-from-elsewhere",
      subnet.id,
      name,
      `${name}'s answer does not leave by its own public IP: the asking side does not know the sender`,
      "0.0.0.0/0 by BGP",
      "0.0.0.0/0 -> Internet by UDR, or at least the asking side's prefix",
      "a route table with 0.0.0.0/0 -> Internet on its subnet",
      "4.1",
      "4.2",
    ),
  };
  return {
    out: trace(ending, "dropped", "answer-from-elsewhere"),
    back,
    verdict: "dropped",
    reason: "answer-from-elsewhere",
    fault,
    warnings,
  };
}

function stopped(ending: PathOutcome, fault: RepairableFault | undefined, warnings: readonly Warning[]): Outcome {
  const disposition = ending.disposition as Extract<PathOutcome["disposition"], { kind: "stopped" }>;
  return {
    out: trace(ending, disposition.verdict, disposition.reason),
    back: [],
    verdict: disposition.verdict,
    reason: disposition.reason,
    ...(fault && { fault }),
    warnings,
  };
}

function trace({ hops, disposition }: PathOutcome, verdict: Verdict, reason?: Reason): Trace {
  return {
    hops,
    verdict,
    ...(reason && { reason }),
    ...(disposition.kind === "stopped" && disposition.cycle && { cycle: disposition.cycle }),
  };
}

/**
 * Why a station has no route that an NVA or another network announces: the first thing that keeps it back, if it is
 * one.
 */
function causeOf(
  explored: Fabric,
  subnet: Subnet | undefined,
  destination: Address,
  ending: PathOutcome,
): RepairableFault | undefined {
  if (!subnet || ending.forwarders.length > 0) return undefined;
  const unrouted =
    ending.disposition.kind === "internet" ||
    (ending.disposition.kind === "stopped" &&
      ["no-route", "route-none", "no-egress-identity"].includes(ending.disposition.reason));
  if (!unrouted) return undefined;
  const fabric = explored.aside();
  const { index, scenario } = fabric;
  const [chosen] = fabric.lookup(subnet, destination);
  if (chosen?.source === "User" && chosen.nextHop.kind === "internet" && isPublic(destination)) return undefined;
  const hop = ending.hops[0]?.kind === "internet" ? (ending.hops[1]?.name ?? "") : (ending.hops[0]?.name ?? "");
  const wanted = (prefix: string): boolean => holds(prefix, destination, "network") === true;
  if (!fabric.propagates(subnet)) {
    const route = fabric.learned(subnet.network, wanted)[0]?.route;
    if (route) return propagationOff(fabric, subnet, hop, route.prefix);
  }
  const networks = new Set([
    subnet.network,
    ...index
      .peeringsOf(subnet.network)
      .filter(({ useRemoteGateways }) => scenario.isTrue(useRemoteGateways))
      .map(({ remote }) => remote),
  ]);
  const own = index.machineOf(index.nicsIn(subnet.id).find((nic) => index.nameOf(nic) === hop)?.id ?? "")?.id;
  const rejections = fabric
    .rejections([...networks], wanted)
    .filter(({ towards, origin }) => origin !== own && (towards === undefined || networks.has(towards)));
  const nearest = rejections.find(({ cause }) => !AT_THE_NVA.has(cause)) ?? rejections[0];
  if (nearest) return notLearned(nearest, hop, nearest.prefix);
  return withoutTransit(fabric, subnet, hop, wanted);
}

/** Causes on the side of the NVA: what keeps a route back further on is nearer to the subnet that misses it. */
const AT_THE_NVA: ReadonlySet<NotLearnedCause> = new Set(["session-down", "no-advertise"]);

function propagationOff(fabric: Fabric, subnet: Subnet, hop: string, prefix: string): RepairableFault {
  const table = fabric.index.routeTableOf(subnet)!;
  return {
    ...faultWithoutRepair(
      "no-route",
      table.id,
      hop,
      `${table.name} keeps the gateway's and the Route Server's routes out of ${fabric.index.subnetName(subnet)}`,
      '"bgp_route_propagation_enabled": false',
      `true, or ${prefix} does not get there`,
      '"bgp_route_propagation_enabled": true',
    ),
    ...notLearnedBecause("propagation-off"),
    repair: (topology) => edited(topology, "routeTables", table.id, { propagation: true }),
  };
}

/** A peered network has the route, and the pair of flags that would hand it on is missing (row 3.3). */
function withoutTransit(
  fabric: Fabric,
  subnet: Subnet,
  hop: string,
  wanted: (prefix: string) => boolean,
): RepairableFault | undefined {
  const { index, scenario } = fabric;
  for (const peering of index.peeringsOf(subnet.network)) {
    const there = index.reverse(peering);
    const route = there && fabric.learned(peering.remote, wanted)[0];
    if (!there || !route || (scenario.isTrue(peering.useRemoteGateways) && scenario.isTrue(there.gatewayTransit)))
      continue;
    const [side, flag] = scenario.isTrue(peering.useRemoteGateways)
      ? [there, "allow_gateway_transit"]
      : [peering, "use_remote_gateways"];
    return {
      ...faultWithoutRepair(
        "no-route",
        side.id,
        hop,
        `${side.name} carries no routes by BGP`,
        `"${flag}": false`,
        "allow_gateway_transit on the side that has the Route Server, use_remote_gateways on the other",
        `"${flag}": true`,
      ),
      ...notLearnedBecause("gateway-transit-off"),
      repair: (topology) =>
        edited(edited(topology, "peerings", peering.id, { useRemoteGateways: true }), "peerings", there.id, {
          gatewayTransit: true,
        }),
    };
  }
  return undefined;
}

const warning = (row: FactId, text: string): Warning => ({ row, text });

/** Answers that rest on thinly attested rows, by where the packet begins. */
function routeWarnings(fabric: Fabric, subnet: Subnet, destination: Address): Warning[] {
  const { index } = fabric.aside();
  const [chosen] = fabric.lookup(subnet, destination);
  const byDefault = chosen?.source === "VirtualNetworkGateway" && chosen.prefix === "0.0.0.0/0";
  const name = index.subnetName(subnet);
  return [
    ...(byDefault && index.natGatewayOf(subnet) !== undefined
      ? [warning("4.7", `${name} has a NAT gateway: that a 0.0.0.0/0 by BGP goes before it is inferred`)]
      : []),
    ...(byDefault && chosen.nextHop.kind === "circuit" && !isPublic(destination)
      ? [
          warning(
            "1.7",
            "that a 0.0.0.0/0 by BGP takes the system's None routes away has been seen with other sources than ExpressRoute",
          ),
        ]
      : []),
    ...(byDefault && chosen.nextHop.kind === "circuit" && index.routeServersOf(subnet.network).length > 0
      ? [
          warning(
            "3.14",
            `${name} keeps an NVA's default beside a Route Server only as long as branch-to-branch is off there: seen, not documented`,
          ),
        ]
      : []),
  ];
}

/** What Azure refuses in a network that the packet goes through, ends the apply there. */
function refusal(
  topology: Topology,
  { index }: Fabric,
  asked: Asked,
  outcomes: readonly Outcome[],
): RepairableFault | undefined {
  const refused = refusalsOf(topology);
  if (refused.length === 0) return undefined;
  const ids = [
    asked.from,
    asked.to,
    ...outcomes.flatMap(({ out, back }) => [out, ...back]).flatMap(({ hops }) => hops.map(({ id }) => id)),
  ];
  const networks = new Set(
    ids.flatMap((id) => {
      const nic = index.nics.get(id ?? "") ?? index.nics.get(index.machines.get(id ?? "")?.nics[0] ?? "");
      return index.subnets.get(nic?.subnet ?? "")?.network ?? index.gateways.get(id ?? "")?.network ?? [];
    }),
  );
  const first = refused.find((one) => one.networks.some((network) => networks.has(network)));
  return (
    first && {
      reason: "refused-by-azure",
      text: `Azure refuses it: ${first.text}`,
      at: first.at,
      hop: first.at,
      got: first.got,
      want: first.want,
      fix: first.fix,
      facts: facts(first.row),
    }
  );
}

const refused = new WeakMap<Topology, readonly Refusal[]>();

function refusalsOf(topology: Topology): readonly Refusal[] {
  const known = refused.get(topology) ?? refusals(topology);
  refused.set(topology, known);
  return known;
}

/** Branches put together: equal ones are one, different ones are mixed. */
function joined(outcomes: readonly Outcome[], refusedBy: RepairableFault | undefined): Answer {
  const verdicts = [...new Set(outcomes.map(({ verdict }) => verdict))];
  const worst = outcomes.find(({ fault, verdict }) => fault !== undefined && verdict !== "tunnelled");
  const verdict = refusedBy ? "refused" : verdicts.length > 1 ? "mixed" : (verdicts[0] ?? "undetermined");
  const reason =
    refusedBy?.reason ?? (verdict === "mixed" ? undefined : outcomes.find((one) => one.reason !== undefined)?.reason);
  const fault = refusedBy ?? worst?.fault;
  const egress = [
    ...new Map(
      outcomes.flatMap((one) =>
        one.egress ? [[`${one.egress.kind} ${one.egress.name} ${one.egress.machine}`, one.egress] as const] : [],
      ),
    ).values(),
  ];
  const warnings = [
    ...new Map(
      outcomes.flatMap((one) => one.warnings).map((warning) => [`${warning.row} ${warning.text}`, warning]),
    ).values(),
  ];
  const traces = outcomes.flatMap(({ out, back }) => [out, ...back]);
  return {
    verdict,
    ...(reason && { reason }),
    egress,
    out: outcomes.map(({ out }) => out),
    back: outcomes.flatMap(({ back }) => back),
    warnings,
    facts: joinFacts([
      ...traces.flatMap(({ hops }) => hops.flatMap(({ decisions }) => decisions.map((decision) => decision.facts))),
      facts(...warnings.map(({ row }) => row)),
    ]),
    ...(fault && { fault }),
  };
}
