import { DEFAULT_ROUTE } from "../../domain/special-ranges";
import { isServiceTag } from "../../domain/service-tag";
import { answersOf } from "../model/assumed-answers";
import type { Machine, Nic, Subnet, Topology } from "../model/azure";
import { islandOf } from "../model/islands";
import type { EffectiveRoute, MachineVerdict, Warning } from "../results";
import { type RoutingState, routingStateOf } from "../routes/routing-state";
import { type Assumed, Scenario } from "../unknown/scenario";
import { isOpen, shown } from "../unknown/value";
import type { Verdict } from "../verdict";
import { type BarePath, barePath } from "./path";
import { nicsToInternet } from "./nics-to-internet";
import { exitKeys, leaves, openByOtherNics } from "./other-nics";
import { samples } from "./public-space";
import { tagTargets } from "./tag-paths";
import { type PathEndpoint, resolveEndpoint } from "./path-endpoint";
import { networkOf, flowBetween } from "./resolve-query";

/** What becomes of every machine's internet traffic (docs/verdicts.md). */
export const overview = (topology: Topology): MachineVerdict[] => overviews(topology)();

/** The same where some claims are answered for all scenarios alike: that something has failed. */
export function overviews(topology: Topology): (assumed?: Assumed) => MachineVerdict[] {
  const senders = sendersIn(topology);
  return (assumed) =>
    senders.map(({ machine, from: [first, ...further] }) =>
      first ? withFurtherNics(first, further, assumed) : withoutNic(machine),
    );
}

/** A machine, and its NICs as senders: the primary one first. */
interface SendingMachine {
  readonly machine: Machine;
  readonly from: readonly Sender[];
}

function sendersIn(topology: Topology): SendingMachine[] {
  const nics = new Map(topology.nics.map((nic) => [nic.id, nic]));
  const targets = new Map<Topology, readonly Target[]>();
  return topology.machines.map((machine) => ({
    machine,
    from: nicsToInternet(machine).flatMap((id) => {
      const nic = nics.get(id);
      if (!nic) return [];
      const island = islandOf(topology, networkOf(topology, nic));
      const internet = targets.get(island) ?? targetsIn(island);
      targets.set(island, internet);
      return [{ island, machine, nic, internet }];
    }),
  }));
}

/** No machine is left out: of one whose NIC the files do not have, nothing is known. */
const withoutNic = ({ id, name }: Machine): MachineVerdict => ({
  machine: name,
  id,
  subnet: "?",
  defaultFrom: "none",
  verdict: "undetermined",
  reason: "not-modelled",
  egress: [],
  summary: "its network interface is not in the input",
  exceptions: [],
  warnings: [],
});

function withFurtherNics(first: Sender, further: readonly Sender[], assumed: Assumed | undefined): MachineVerdict {
  return openByOtherNics(verdictOf(first, assumed), [first, ...further], (sender) => {
    const internet = pathsToInternet(sender, assumed);
    return { verdict: combinedVerdict(internet), egress: internet.main.egress };
  });
}

/** One address of a part of the internet. */
interface Target {
  /** The prefix that singles the part out; absent for the rest of the internet. */
  readonly prefix?: string;
  readonly to: PathEndpoint;
}

const targetsIn = (island: Topology): Target[] =>
  samples(island).map(({ address, ...part }) => ({ ...part, to: resolveEndpoint(island, address) }));

/** A machine whose packets go to the internet. */
interface Sender {
  readonly island: Topology;
  readonly machine: Machine;
  readonly nic: Nic;
  /** The parts of the internet, the rest of it first. */
  readonly internet: readonly Target[];
}

/**
 * A machine has the verdict of its packets to the internet. Parts of the internet that a longer route sends directly,
 * from its own subnet, or to a customer's network are exceptions; where the verdict for other parts differs, the whole is mixed.
 */
function verdictOf(sender: Sender, assumed: Assumed | undefined): MachineVerdict {
  const { island, machine, nic } = sender;
  const routing = routingStateOf(island, new Scenario(new Map(), answersOf(island, assumed)));
  const subnet = routing.index.subnets.get(nic.subnet);
  const internet = pathsToInternet(sender, assumed);
  const verdict = combinedVerdict(internet);
  const { main, different } = internet;
  return {
    machine: machine.name,
    id: machine.id,
    subnet: subnet ? routing.index.subnetName(subnet) : "?",
    defaultFrom: subnet ? defaultFrom(routing, subnet) : "none",
    verdict,
    ...(main.reason && verdict === main.verdict && { reason: main.reason }),
    egress: main.egress,
    summary: different.length > 0 ? summaryOf(internet) : main.summary,
    exceptions: [...internet.exceptions, ...(subnet ? exceptionsOf(routing, subnet) : [])],
    warnings: eachOnce([main, ...different.map(({ result }) => result)].flatMap(({ warnings }) => warnings)),
  };
}

type Exception = MachineVerdict["exceptions"][number];

/** A machine's paths to the parts of the internet that the topology may treat differently. */
interface PathsToInternet {
  /** To everything that no prefix of the topology singles out. */
  readonly main: BarePath;
  readonly exceptions: readonly Exception[];
  /** Parts with another result, which are not exceptions. */
  readonly different: readonly { readonly prefix?: string; readonly result: BarePath }[];
}

function pathsToInternet({ island, machine, nic, internet }: Sender, assumed: Assumed | undefined): PathsToInternet {
  const from: PathEndpoint = { name: machine.name, nic };
  const [rest, ...parts] = internet.map(({ to, ...part }) => ({
    ...part,
    path: () => barePath(flowBetween(island, from, to), assumed),
  }));
  const main = rest!.path();
  // What Azure refuses, it refuses for every destination.
  if (main.verdict === "refused") return { main, exceptions: [], different: [] };
  const others = parts
    .map(({ path, ...part }) => ({ ...part, result: path() }))
    .filter(({ result }) => keyOf(result) !== keyOf(main));
  const intended = others.flatMap(({ prefix, result }) =>
    prefix !== undefined && isIntended(result) ? [{ prefix, verdict: result.verdict, why: result.summary }] : [],
  );
  return {
    main,
    exceptions: [...intended, ...exceptionsForTags(main.verdict, { island, machine, nic }, assumed)],
    different: others.filter(({ prefix, result }) => prefix === undefined || !isIntended(result)),
  };
}

/** The service tags that a route leads past what the rest of the internet leaves through. */
function exceptionsForTags(
  main: Verdict,
  { island, machine, nic }: Omit<Sender, "internet">,
  assumed: Assumed | undefined,
): Exception[] {
  const from: PathEndpoint = { name: machine.name, nic };
  return tagTargets(island, nic, assumed).flatMap(({ prefix, address, assumed: ofTag }): Exception[] => {
    const query = flowBetween(island, from, { name: address, address });
    const { verdict, summary } = barePath({ ...query, flow: { ...query.flow, asked: true } }, ofTag);
    return verdict !== main && leaves(verdict) ? [{ prefix, verdict, why: summary }] : [];
  });
}

/** A route for that part of the internet says so. */
const isIntended = ({ verdict }: BarePath): boolean => verdict === "exempt" || verdict === "on-premises";

const keyOf = ({ verdict, reason, egress }: BarePath): string => `${verdict} ${reason ?? ""} ${exitKeys({ egress })}`;

function combinedVerdict({ main, different }: PathsToInternet): Verdict {
  if (different.some(({ result }) => result.verdict === "undetermined")) return "undetermined";
  return different.length > 0 ? "mixed" : main.verdict;
}

function summaryOf({ main, different }: PathsToInternet): string {
  const parts = different.map(({ prefix, result }) => `${result.verdict} to ${prefix ?? result.destination}`);
  return `${main.verdict} for most of the internet, but ${parts.join(", ")}`;
}

/** What leaves a subnet directly whatever the destination's address: service tags and service endpoints. */
function exceptionsOf(routing: RoutingState, subnet: Subnet): Exception[] {
  const tags = routing
    .prefixes(subnet)
    .filter((prefix) => !isOpen(prefix) && isServiceTag(prefix))
    .flatMap((prefix) => routing.rows(subnet, prefix))
    .filter(({ source, nextHop }) => source === "User" && nextHop.kind === "internet")
    .map(({ prefix, why }): Exception => ({ prefix, verdict: "exempt", why }));
  const services = subnet.serviceEndpoints.map((service): Exception => ({
    prefix: service,
    verdict: "direct",
    why: `service endpoint ${service}`,
  }));
  return [...tags, ...services];
}

function defaultFrom(routing: RoutingState, subnet: Subnet): string {
  const rows = routing.activeRoutes(subnet, DEFAULT_ROUTE);
  const [first] = rows;
  if (!first) return "none";
  if (first.source === "User") return `${shown(routing.index.routeTableOf(subnet)?.name ?? "")}, UDR`;
  return first.source === "Default" ? "system" : `${[...new Set(rows.map(announcerOf))].join(" or ")}, BGP`;
}

/** "vm-nva100" of "vm-nva100 (AS 65001)". */
const announcerOf = ({ learned }: EffectiveRoute): string => (learned?.from[0] ?? "").replace(/ \(AS .*/, "");

const eachOnce = (warnings: readonly Warning[]): Warning[] => [
  ...new Map(warnings.map((warning) => [`${warning.row} ${warning.text}`, warning])).values(),
];
