import {
  answerOf,
  answersOf,
  arrivedAt,
  arrivedBehind,
  isAsymmetric,
  leftFrom,
} from "../../../../lib/analysis/forwarding/flow/reply";
import type { Edge } from "../../../../lib/analysis/forwarding/edge";
import type { Disposition, PathOutcome } from "../../../../lib/analysis/forwarding/packet-trace";
import { noRouteAtCircuit } from "../../../../lib/analysis/faults/routing";
import { knownAddress } from "../../../../lib/analysis/model/address";
import type { Nic } from "../../../../lib/analysis/model/azure";
import { packet } from "../nsg/rules";

const nic = (id: string): Nic => ({ id, name: id, subnet: "s", forwarding: true, applicationSecurityGroups: [] });

const outcome = (disposition: Disposition, forwarders: readonly string[] = []): PathOutcome => ({
  hops: [],
  forwarders: forwarders.map(nic),
  translations: [],
  recorded: new Set(),
  warnings: [],
  packet: packet(),
  disposition,
});

const edge: Edge = { name: "tokyo", speaker: "on-premises:tokyo", over: { kind: "circuit", circuit: "c" } };
const arrived = (id: string): PathOutcome => outcome({ kind: "arrived", nic: nic(id) });
const fault = noRouteAtCircuit({ at: "s", hop: "vm", destination: "10.0.0.4" });
const looped = outcome({ kind: "stopped", verdict: "loop", reason: "own-default", fault });
const back = arrivedAt(nic("client"));

test.each<[string, readonly PathOutcome[], readonly string[], number | undefined]>([
  ["it comes back", [arrived("client")], ["delivered"], undefined],
  ["another NIC is not the client", [arrived("other")], ["dropped"], 0],
  ["one of several branches is lost", [arrived("client"), arrived("other")], ["delivered", "dropped"], 1],
  ["a branch that stops has its own verdict", [looped], ["loop"], 0],
  ["it leaves Azure", [outcome({ kind: "on-premises", edge })], ["dropped"], 0],
])("an answer: %s", (_, outcomes, verdicts, lost) => {
  const answers = answersOf(outcomes, back);
  expect(answers.traces.map(({ verdict }) => verdict)).toEqual(verdicts);
  expect(answers.lost).toBe(lost === undefined ? undefined : outcomes[lost]);
});

it("an answer to the internet has to leave from the NIC that was asked", () => {
  const egress = { kind: "public-ip", name: "pip", address: null } as const;
  const row = {
    source: "User",
    state: "Active",
    prefix: "0.0.0.0/0",
    nextHopType: "Internet",
    nextHopAddress: null,
    nextHop: { kind: "internet" },
    why: "",
    facts: [],
  } as const;
  const left = outcome({ kind: "internet", nic: nic("server"), egress, row });
  expect(leftFrom(nic("server"))(left)).toBe(true);
  expect(leftFrom(nic("nva"))(left)).toBe(false);
  expect(leftFrom(nic("server"))(arrived("server"))).toBe(false);
});

it("an answer to a customer's network has to reach one of its edges", () => {
  const answer = outcome({ kind: "on-premises", edge });
  const other: Edge = { ...edge, speaker: "on-premises:osaka" };
  expect(arrivedBehind([other, edge])(answer)).toBe(true);
  expect(arrivedBehind([other])(answer)).toBe(false);
  expect(arrivedBehind([edge])(arrived("server"))).toBe(false);
});

test.each<[string, readonly string[], readonly string[], boolean]>([
  ["nobody forwards either", [], [], false],
  ["the same machines forward both, in reverse", ["a", "b"], ["b", "a"], false],
  ["another machine forwards the answer", ["a"], ["b"], true],
  ["nobody forwards the answer", ["a"], [], true],
  ["only the answer is forwarded", [], ["a"], true],
])("asymmetry: %s", (_, out, home, asymmetric) => {
  const end = { kind: "on-premises", edge } as const;
  expect(isAsymmetric(outcome(end, out), outcome(end, home))).toBe(asymmetric);
});

it("an answer goes from who was asked to the source that it saw, and belongs to the flow", () => {
  const [from, to] = [knownAddress("8.8.8.8"), knownAddress("203.0.113.1")];
  expect(answerOf(packet(), from, to)).toEqual({ ...packet(), source: from, destination: to, answer: true });
});
