import { Scenario } from "../unknown/scenario";
import { decidedBy, explore } from "../unknown/explore";
import { hostAddress, parseAddress, parsePrefix } from "../../domain/ipv4";
import { type Answer, answer, type Asked } from "./answer";
import { machineNamed } from "../model/find";
import { islandOf } from "../model/islands";
import { missingLink } from "../faults/missing-link";
import type { Machine, Nic, PublicIp, Topology } from "../model/azure";
import { someInternetAddress } from "./public-space";
import type { Fault, PathQuery, PathResult } from "../results";
import type { Verdict } from "../verdict";
import { TopologyError } from "../model/topology-error";
import { summaryOf } from "./summary";

/** A question with its ends found in the part of the topology that it concerns. */
interface Resolved {
  readonly island: Topology;
  readonly asked: Asked;
  readonly from: string;
  readonly to: string;
  readonly destination: string;
}

/** More faults than this one after the other are not looked for. */
const MOST_FAULTS = 12;

/**
 * Where a packet goes, hop by hop, and its answer.
 * @throws TopologyError where the topology has no such machine, or an end is no address
 */
export function path(topology: Topology, query: PathQuery): PathResult {
  const resolved = resolve(topology, query);
  return { ...ask(resolved), faults: faultsOf(topology, resolved) };
}

/** The answer without a search for faults: what an overview needs. */
export function pathWithoutFaults(topology: Topology, query: PathQuery): PathResult {
  return ask(resolve(topology, query));
}

function ask({ island, asked, from, to, destination }: Resolved): PathResult {
  const explored = explore((scenario) => answer(island, scenario, asked));
  const first = explored.results[0]!.result;
  // What Azure refuses, it refuses whatever the values are.
  const refused = explored.results.every(({ result }) => result.verdict === "refused");
  const waitsFor = refused ? [] : decidedBy(explored, keyOf);
  const undecided = waitsFor.length > 0;
  return {
    from,
    to,
    destination,
    protocol: asked.protocol,
    port: asked.port,
    verdict: first.verdict,
    ...(first.reason && { reason: first.reason }),
    egress: first.egress,
    out: first.out,
    back: first.back,
    warnings: first.warnings,
    facts: first.facts,
    ...(undecided && { verdict: "undetermined" as const, reason: "value-unknown" as const, egress: [] }),
    summary: summaryOf(first, explored, waitsFor),
    faults: [],
    waitsFor,
  };
}

/** Answers are the same where the packet fares the same, for whatever reason, and the internet sees the same. */
const keyOf = ({ verdict, egress }: Answer): string =>
  `${verdict} ${egress
    .map(({ kind, name, machine }) => `${kind} ${name} ${machine}`)
    .sort()
    .join(" ")}`;

/** All faults, each as if those before were repaired. */
function faultsOf(whole: Topology, { island, asked, from }: Resolved): Fault[] {
  const found: Fault[] = [];
  let topology = island;
  for (let turn = 0; turn < MOST_FAULTS; turn++) {
    const { fault, verdict } = answer(topology, new Scenario(), asked);
    const link =
      asked.from !== undefined && asked.to === undefined && isStranded(verdict, fault)
        ? missingLink(
            linked(whole, island, topology),
            networkOf(
              topology,
              topology.nics.find(({ id }) => id === asked.from)!,
            ) ?? "",
            from,
          )
        : undefined;
    if (link) return [...found, link];
    if (!fault || found.some(({ at, text }) => at === fault.at && text === fault.text)) break;
    const { repair, ...shown } = fault;
    found.push(shown);
    if (!repair) break;
    topology = repair(topology);
  }
  return found;
}

/** It has no way to an NVA, and nobody has kept one back. */
const isStranded = (verdict: Verdict, fault: Fault | undefined): boolean =>
  (verdict === "direct" && !fault) ||
  (verdict === "dropped" &&
    fault !== undefined &&
    ["no-egress-identity", "route-none", "no-route"].includes(fault.reason) &&
    fault.cause === undefined);

/** The whole topology, with what has been repaired of an island: the other end may stand on another one. */
const linked = (whole: Topology, island: Topology, repaired: Topology): Topology =>
  island === repaired ? whole : repaired;

function resolve(topology: Topology, query: PathQuery): Resolved {
  const protocol = query.protocol ?? "tcp";
  const port = protocol === "icmp" ? null : (query.port ?? 443);
  const from = endOf(topology, query.from);
  const to = endOf(topology, query.to);
  if (!from.nic && !to.nic) {
    throw new TopologyError({
      text: "neither end is a VM of the topology",
      got: `${query.from} and ${query.to}`,
      want: "a VM's name as one of them",
      have: topology.machines.map(({ name }) => name).join(", ") || "no VM",
    });
  }
  const island = islandOf(topology, networkOf(topology, (from.nic ?? to.nic)!));
  const internet = someInternetAddress(island);
  const asked: Asked = {
    ...(from.nic ? { from: from.nic.id } : { fromAddress: from.address ?? internet }),
    ...(to.nic && island.nics.includes(to.nic)
      ? { to: to.nic.id }
      : { toAddress: to.nic ? addressIn(topology, to.nic) : (to.address ?? internet) }),
    protocol,
    port,
  };
  if (!from.nic && from.address !== undefined && isPrivateText(from.address)) {
    throw new TopologyError({
      text: `${query.from} is a private address of no VM here`,
      got: query.from,
      want: "a VM's name, or an address of the internet",
      have: topology.machines.map(({ name }) => name).join(", "),
    });
  }
  return {
    island,
    asked,
    from: from.name,
    to: to.name,
    destination: to.nic ? (to.nic.address ?? to.name) : (to.address ?? internet),
  };
}

interface End {
  readonly name: string;
  readonly nic?: Nic;
  readonly address?: string;
}

function endOf(topology: Topology, text: string): End {
  if (text === "internet") return { name: text };
  const dotted = /^\d+(\.\d+){3}$/.test(text);
  if (dotted && parseAddress(text) === undefined)
    throw new TopologyError({
      text: `"${text}" is no IPv4 address`,
      want: "four numbers from 0 to 255",
      fix: "203.0.113.10",
    });
  const nic = dotted ? nicWithAddress(topology, text) : undefined;
  if (nic) return { name: topology.machines.find(({ nics }) => nics.includes(nic.id))?.name ?? nic.name, nic };
  if (dotted) return { name: text, address: text };
  const byPublicIp = topology.publicIps.find((one) => named(one, text));
  const behind = byPublicIp && topology.nics.find(({ publicIp }) => publicIp === byPublicIp.id);
  if (behind) return { name: text, nic: behind };
  const machine = machineNamed(topology, text);
  return { name: machine.name, nic: nicOf(topology, machine) };
}

const named = ({ id, name, path: construct }: PublicIp, text: string): boolean =>
  id === text || name === text || construct === text;

const isPrivateText = (text: string): boolean => /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/.test(text);

function nicOf(topology: Topology, { name, nics, id }: Machine): Nic {
  const nic = topology.nics.find((one) => one.id === nics[0]);
  if (nic) return nic;
  throw new TopologyError({
    text: `${name} has no network interface in this file`,
    at: id,
    want: "network_interface_ids that lead to azurerm_network_interface resources of the file",
    fix: "give the file that has them, too",
  });
}

/** By private or public address, where one NIC of the topology has it. */
function nicWithAddress(topology: Topology, address: string): Nic | undefined {
  const owners = topology.nics.filter(
    (nic) =>
      nic.address === address ||
      (nic.publicIp !== undefined && topology.publicIps.find(({ id }) => id === nic.publicIp)?.address === address),
  );
  return owners.length === 1 ? owners[0] : undefined;
}

/** A NIC of a part that nothing joins to this one is only an address here: its own, or one that it may have. */
function addressIn(topology: Topology, nic: Nic): string {
  if (nic.address !== undefined) return nic.address;
  const prefix = parsePrefix(topology.subnets.find(({ id }) => id === nic.subnet)?.prefixes[0] ?? "");
  return prefix ? hostAddress(prefix, FIRST_HOST) : UNROUTED;
}

/** Azure keeps the first four addresses of a subnet. */
const FIRST_HOST = 4;
/** Of TEST-NET-1: stands for an address of which nothing is known. */
const UNROUTED = "192.0.2.1";

const networkOf = (topology: Topology, nic: Nic): string | undefined =>
  topology.subnets.find(({ id }) => id === nic.subnet)?.network;
