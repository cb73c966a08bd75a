import { check } from "../check/check";
import { distinctUnknowns } from "../check/topology-rule";
import { components } from "../model/find";
import { type Exposure, exposures } from "../forwarding/exposure";
import type { Component, Topology } from "../model/azure";
import { path } from "../forwarding/path";
import type { Finding, MachineVerdict, SubnetRoutes } from "../results";
import { allRoutes } from "../routes/effective-routes";
import { shown, type Unknown } from "../unknown/value";
import type { Behaviour, Difference, Row, RouteChange, VerdictChange } from "./difference";
import { match, type Matched, type Pair } from "./match";
import { replacement } from "./replacement";
import { activeRows, routeChange } from "./routes";

/** An address of the documentation (RFC 5737) that stands for any of the internet. */
const SOMEWHERE = "203.0.113.10";

/**
 * Compares what two topologies do. Components are the same by construct path, else by Azure name, else by Terraform
 * address.
 */
export function diff(before: Topology, after: Topology): Difference {
  const sides = { before: side(before), after: side(after) };
  const machines = match(before.machines, after.machines);
  const verdicts = pairsOf(machines, sides.before.verdicts, sides.after.verdicts, ({ id }) => id);
  const subnets = match(
    before.subnets,
    after.subnets,
    (subnet) => `${networkName(before, subnet.network) ?? networkName(after, subnet.network)}/${subnet.name}`,
  );
  const tables = pairsOf(subnets, sides.before.routes, sides.after.routes, ({ id }) => id);
  const open = verdicts.filter(
    (pair) => pair.after.verdict === "undetermined" || pair.before.verdict === "undetermined",
  );
  const undecided = open
    .map((pair) => ({
      machine: pair.after.machine,
      before: waitsFor(before, pair.before),
      after: waitsFor(after, pair.after),
    }))
    // What waits for the same on both sides is the same, however it turns out.
    .filter(
      (one) =>
        expressions(one.before) !== expressions(one.after) ||
        open.some((pair) => pair.after.machine === one.machine && pair.before.verdict !== pair.after.verdict),
    );
  const replaced = replacement(after);
  const difference = {
    ...(replaced && { replaced }),
    verdicts: verdicts
      .filter((pair) => !open.includes(pair) && behaves(pair.before) !== behaves(pair.after))
      .map((pair) => verdictChange(pair, sides)),
    routes: tables.map(routeChange).filter((change): change is RouteChange => change !== undefined),
    exposure: exposureChange(machines, sides.before.exposures, sides.after.exposures),
    machines: { added: machines.added.map(({ name }) => name), removed: machines.removed.map(({ name }) => name) },
    findings: findingChange(sides),
    undecided: undecided.map((one) => ({
      machine: one.machine,
      waitsFor: distinctUnknowns([...one.before, ...one.after]),
    })),
  };
  return { same: isEmpty(difference), ...difference };
}

interface Side {
  readonly topology: Topology;
  readonly verdicts: readonly MachineVerdict[];
  readonly findings: readonly Finding[];
  readonly routes: readonly SubnetRoutes[];
  readonly exposures: readonly Exposure[];
}

function side(topology: Topology): Side {
  const { machines, findings } = check(topology, { whatIf: false });
  const routes = allRoutes(topology);
  return { topology, verdicts: machines, findings, routes, exposures: exposures(topology, routes) };
}

function pairsOf<T>(
  { pairs }: Matched<Component>,
  before: readonly T[],
  after: readonly T[],
  id: (one: T) => string,
): Pair<T>[] {
  return pairs.flatMap((pair) => {
    const [old, now] = [
      before.find((one) => id(one) === pair.before.id),
      after.find((one) => id(one) === pair.after.id),
    ];
    return old && now ? [{ before: old, after: now }] : [];
  });
}

function verdictChange({ before, after }: Pair<MachineVerdict>, sides: Pair<Side>): VerdictChange {
  return {
    machine: after.machine,
    before: behaviour(before),
    after: behaviour(after),
    example: { from: after.machine, to: SOMEWHERE, protocol: "tcp", port: 443 },
    because: { before: defaults(sides.before, before), after: defaults(sides.after, after) },
  };
}

const defaults = ({ routes }: Side, { subnet }: MachineVerdict): Row[] =>
  activeRows(routes.find((one) => one.subnet === subnet)?.routes ?? []).filter(({ prefix }) =>
    /^(0\.0\.0\.0\/[01]|128\.0\.0\.0\/1)$/.test(prefix),
  );

const behaviour = ({ verdict, reason, egress, defaultFrom, summary }: MachineVerdict): Behaviour => ({
  verdict,
  ...(reason && { reason }),
  egress: egress.map(({ name }) => name).sort(),
  defaultFrom,
  summary,
});

const behaves = (machine: MachineVerdict): string => {
  const { verdict, egress } = behaviour(machine);
  return [verdict, ...egress, ...machine.exceptions.map((one) => `${one.prefix} ${one.verdict}`)].join("\n");
};

const waitsFor = (topology: Topology, { id, verdict }: MachineVerdict): Difference["undecided"][number]["waitsFor"] =>
  verdict === "undetermined" ? path(topology, { from: id, to: "internet" }).waitsFor : [];

const expressions = (list: readonly Unknown[]): string =>
  list
    .map((one) => one.unknown)
    .sort()
    .join("\n");

function exposureChange(
  { pairs }: Matched<Component>,
  before: readonly Exposure[],
  after: readonly Exposure[],
): Difference["exposure"] {
  const sameAs = new Map(pairs.map((pair) => [pair.before.id, pair.after.id]));
  const key = ({ id, protocol, ports, sources }: Exposure): string =>
    [sameAs.get(id) ?? id, protocol, ports, ...sources].join("\n");
  const keyAfter = ({ id, protocol, ports, sources }: Exposure): string => [id, protocol, ports, ...sources].join("\n");
  const [old, now] = [new Set(before.map(key)), new Set(after.map(keyAfter))];
  return { opened: after.filter((one) => !old.has(keyAfter(one))), closed: before.filter((one) => !now.has(key(one))) };
}

/**
 * The same rule at the same places, by their names, is the same finding, whatever its numbers; so is one that reads the
 * same: one side may lack construct paths.
 */
function findingChange({ before, after }: Pair<Side>): Difference["findings"] {
  const place = ({ topology }: Side, { id, at }: Finding): string =>
    [id, ...at.map((one) => stableName(topology, one)).sort()].join("\n");
  const words = (_: Side, { id, text }: Finding): string => `${id} ${shown(text)}`;
  let [appeared, disappeared] = [after.findings, before.findings];
  for (const key of [place, words]) {
    const [old, now] = [
      new Set(disappeared.map((one) => key(before, one))),
      new Set(appeared.map((one) => key(after, one))),
    ];
    [appeared, disappeared] = [
      appeared.filter((one) => !old.has(key(after, one))),
      disappeared.filter((one) => !now.has(key(before, one))),
    ];
  }
  return { appeared, disappeared };
}

function stableName(topology: Topology, id: string): string {
  const { path: construct, name } = components(topology).find((one) => one.id === id) ?? {};
  return construct ?? shown(name ?? id);
}

const networkName = (topology: Topology, id: string): string | undefined =>
  topology.networks.find((network) => network.id === id)?.name;

function isEmpty({
  verdicts,
  routes,
  exposure,
  machines,
  findings,
  undecided,
  replaced,
}: Omit<Difference, "same">): boolean {
  return [
    replaced?.machines ?? [],
    verdicts,
    routes,
    exposure.opened,
    exposure.closed,
    machines.added,
    machines.removed,
    findings.appeared,
    findings.disappeared,
    undecided,
  ].every((list) => list.length === 0);
}
