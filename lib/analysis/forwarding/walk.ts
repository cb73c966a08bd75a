import { arriveAtNic, emergeAtNic } from "./arrive";
import { changedByUnread } from "../faults/not-modelled";
import { unreadChangesOf } from "../model/unread-changes";
import { enterAzure } from "./beyond-gateway";
import { enterNetwork } from "./enter-network";
import { pastFirewall, throughHub } from "./hub";
import { leaveNic } from "./leave-nic";
import type { Nic, Topology } from "../model/azure";
import type { TopologyIndex } from "../model/topology-index";
import { Memo } from "../unknown/memo";
import type { Hop } from "../results";
import type { PathOutcome } from "./packet-trace";
import { edgeHop, type EnteredGateway, type Leg, machineHop, type Origin, type Station, type Step } from "./step";
import type { Transit } from "./transit";

/** What a question makes of each outcome of a packet. */
export interface Question<T> {
  /** Questions with one key make the same of the same outcome. */
  readonly key: string;
  readonly judge: (outcome: PathOutcome) => T;
  /** A result, with what the packet met before. */
  readonly continued: (before: Transit, result: T) => T;
}

/** For the outcomes themselves. */
const OUTCOMES: Question<PathOutcome> = {
  key: "",
  judge: (outcome) => outcome,
  continued: (before, outcome) => before.continuedBy(outcome),
};

/** A packet that sets out in Azure, or comes in from a customer's network. One outcome for each path that it may take. */
export const send = (transit: Transit, from: Origin): PathOutcome[] => sendAnd(OUTCOMES, transit, from);

/** The same, with what a question makes of each outcome. */
export const sendAnd = <T>(question: Question<T>, transit: Transit, from: Origin): T[] =>
  walk({ transit: transit.to(firstHop(transit, from)), at: from }, question);

const firstHop = ({ routing, packet }: Transit, from: Origin): Omit<Hop, "decisions"> =>
  from.kind === "leaving" ? machineHop(routing, from.nic) : edgeHop(from.edge, packet.source.text);

/** A packet from the internet to the public IP of a NIC. One outcome for each path that it may take. */
export const receive = (transit: Transit, nic: Nic): readonly PathOutcome[] =>
  walkAlone(
    {
      transit: transit.to({ kind: "internet", name: "internet", detail: transit.packet.source.text }),
      at: { kind: "arriving", nic },
    },
    OUTCOMES,
  );

/** Depth first: a branch that meets another one needs to know that the other went on from there. */
function walk<T>(leg: Leg, question: Question<T>): T[] {
  return nextSteps(leg).flatMap((step) => {
    if ("disposition" in step) return [question.judge(step)];
    return step.at.kind === "entering" ? walkAlone({ ...step, at: step.at }, question) : walk(step, question);
  });
}

function nextSteps({ transit, at }: Leg): Step[] {
  const { scenario, index } = transit.routing;
  const changes = unreadChangesOf(index.topology, networkOf(index, at) ?? "");
  if (changes && !scenario.isTrue(changes.asRead))
    return [transit.undetermined(changedByUnread(transit.hop, changes.resources))];
  switch (at.kind) {
    case "leaving":
      return leaveNic(transit, at.nic);
    case "crossing":
      return enterAzure(transit, at.edge);
    case "arriving":
      return arriveAtNic(transit, at.nic);
    case "emerging":
      return emergeAtNic(transit, at.nic);
    case "in-hub":
      return throughHub(transit, at);
    case "past-firewall":
      return pastFirewall(transit, at);
    case "entering":
      return enterNetwork(transit, at);
  }
}

/** The network whose routes and filters decide at a station. */
function networkOf(index: TopologyIndex, at: Station): string | undefined {
  if (at.kind === "crossing" || at.kind === "in-hub" || at.kind === "past-firewall") return undefined;
  return at.kind === "entering" ? at.gateway.network : index.subnets.get(at.nic.subnet)?.network;
}

/** What a packet meets from a station on, and the stations that its branches passed. */
interface Onward<T> {
  readonly results: readonly T[];
  readonly passed: ReadonlySet<string>;
}

/** A packet that comes from the internet, or in by a gateway. */
interface LegAlone extends Leg {
  readonly at: EnteredGateway | { readonly kind: "arriving"; readonly nic: Nic };
}

const onward = new WeakMap<Topology, Memo<string, Onward<unknown>>>();

/**
 * The same as {@link walk}, remembered: beyond the internet or a gateway a packet meets the same, whichever branch it is
 * on. Where it would meet another branch, it is walked.
 */
function walkAlone<T>(leg: LegAlone, question: Question<T>): readonly T[] {
  const { transit } = leg;
  const { scenario, index } = transit.routing;
  const known = onward.get(index.topology) ?? new Memo<string, Onward<unknown>>();
  onward.set(index.topology, known);
  const { results, passed } = known.get(`${question.key}\n${keyOf(leg)}`, scenario, () => {
    const alone = transit.alone();
    return { results: walk({ ...leg, transit: alone }, question), passed: alone.passedByAnyBranch };
  }) as Onward<T>;
  if (transit.meetsAnyOf(passed)) return walk(leg, question);
  transit.passAll(passed);
  return results.map((result) => question.continued(transit, result));
}

const keyOf = ({ transit, at }: LegAlone): string =>
  `${at.kind} ${at.kind === "entering" ? `${at.gateway.id} ${at.connection}` : at.nic.id}\n${transit.state}`;
