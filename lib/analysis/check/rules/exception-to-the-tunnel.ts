import { DEFAULT_ROUTE } from "../../../domain/special-ranges";
import { contains, parsePrefix } from "../../../domain/ipv4";
import { isServiceTag } from "../../../domain/service-tag";
import type { EffectiveRoute, MachineVerdict } from "../../results";
import type { Verdict } from "../../verdict";
import { routeOf } from "../affected";
import type { CheckContext } from "../context";
import { isOpen, symbolsIn, unknown } from "../../unknown/value";
import { partPaths } from "../part-paths";
import { findingsOrUndecided, reported, type TopologyRule } from "../topology-rule";
import { groupBy } from "../../../domain/group-by";
import { list, verb } from "../sentence";

/** FT128. */
export const exceptionToTheTunnel: TopologyRule = {
  id: "FT128",
  name: "exception-to-the-tunnel",
  severity: "error",
  summary: "A machine whose internet traffic leaves through an NVA, firewall or site reaches some addresses directly.",
  why: "A longer prefix takes precedence over the default route: traffic to a service endpoint, to the addresses of a service tag with a route to Internet, or to a large part of the internet (routes to Internet for more addresses than a /8 has) does not pass the NVA. Which addresses a tag holds is not in the input.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview"],
  facts: ["4.3"],
  example: 'service_endpoints = ["Microsoft.Storage"] on the subnet of a client',
  check: (context) => {
    const { topology } = context;
    const all = context.verdicts.flatMap((machine) =>
      exceptionsOf(context, machine).map((exception) => ({ machine, exception })),
    );
    const found = all.filter(({ exception }) => !isOpen(exception.prefix));
    const waitsFor = all.flatMap(({ exception }) => symbolsIn(exception.prefix).map(unknown));
    const findings = groupBy(found, ({ machine, exception }) => `${machine.subnet}\n${exception.why}`).map((group) => {
      const { machine, exception } = group[0];
      const names = [...new Set(group.map((one) => one.machine.machine))];
      const subnet = topology.subnets.find((one) => context.index.subnetName(one) === machine.subnet);
      return reported({
        at: subnet?.id ?? machine.id,
        also: group.map((one) => one.machine.id),
        text: `${list(names)} ${verb(names, "bypasses", "bypass")} ${exception.past} for ${list(group.map((one) => one.exception.prefix))}`,
        got: exception.why,
        want: "no route that is longer than the default route",
        fix: "remove the service endpoint or route, or use a private endpoint; if it is intended, accept this finding",
        rows: ["4.3"],
      });
    });
    return findingsOrUndecided(findings, waitsFor);
  },
};

interface Exception {
  readonly prefix: string;
  readonly why: string;
  /** "the NVA", "the firewall". */
  readonly past: string;
}

/** What the traffic of a machine leaves through, where that is no gap of its own. */
const EXITS: Readonly<Partial<Record<Verdict, string>>> = {
  tunnelled: "the NVA",
  firewall: "the firewall",
  "on-premises": "the site",
};

function exceptionsOf(context: CheckContext, machine: MachineVerdict): Exception[] {
  const isWhollyExempt = machine.verdict === "exempt" && ownDefault(context, machine) === undefined;
  if (isWhollyExempt) return [];
  if (machine.verdict === "mixed" || machine.verdict === "exempt") return exemptParts(context, machine);
  const past = EXITS[machine.verdict];
  if (past === undefined) return [];
  const services = machine.exceptions
    .filter(({ verdict, prefix }) => verdict === "direct" || isServiceTag(prefix))
    .map(({ prefix, why }) => ({ prefix, why, past }));
  const routes = context.routes.find(({ subnet }) => subnet === machine.subnet)?.routes ?? [];
  const exempt = machine.exceptions.flatMap(({ verdict, prefix }) =>
    verdict === "exempt" ? routes.filter((route) => route.prefix === prefix && route.state === "Active") : [],
  );
  return [...services, ...ifLarge(exempt, past)];
}

/** What routes to Internet exempt, where another part of the internet leaves through an NVA, firewall or site. */
function exemptParts(context: CheckContext, machine: MachineVerdict): Exception[] {
  const paths = partPaths(context, machine).map(({ path }) => path);
  const past =
    paths.map(({ verdict }) => EXITS[verdict]).find((exit) => exit !== undefined) ?? ownDefault(context, machine);
  if (past === undefined) return [];
  const exempt = paths
    .filter(({ verdict }) => verdict === "exempt")
    .flatMap((path) => routeOf(context, { machine, path }) ?? []);
  return ifLarge(exempt, past);
}

/** Where the default route of the subnet itself leads, if that is not the internet. */
function ownDefault(context: CheckContext, { subnet }: MachineVerdict): string | undefined {
  const routes = context.routes.find((one) => one.subnet === subnet)?.routes ?? [];
  const row = routes.find(({ prefix, state }) => prefix === DEFAULT_ROUTE && state === "Active");
  return DEFAULTS[row?.nextHopType ?? ""];
}

const DEFAULTS: Readonly<Record<string, string>> = {
  VirtualAppliance: "the NVA",
  VirtualNetworkGateway: "the gateway",
};

/** The addresses of a /8, as many as one owner has at most: routes to Internet for fewer say exactly what is exempt. */
const LARGEST_BLOCK = 2 ** 24;

/** A default route to Internet is an exemption of its own, for the whole subnet, and does not count. */
function ifLarge(routes: readonly EffectiveRoute[], past: string): Exception[] {
  const byPrefix = new Map(routes.map((route) => [route.prefix, route]));
  const parts = [...byPrefix.values()].flatMap(({ prefix, why }) => {
    const range = parsePrefix(prefix);
    return range && range.length > 0 ? [{ prefix, why, range }] : [];
  });
  const outer = parts.filter(
    ({ range }) => !parts.some((other) => other.range.length < range.length && contains(other.range, range)),
  );
  const addresses = outer.reduce((sum, { range }) => sum + range.last - range.first + 1, 0);
  const [first, ...others] = [...outer].sort(
    (a, b) => a.range.length - b.range.length || a.range.first - b.range.first,
  );
  if (!first || addresses <= LARGEST_BLOCK) return [];
  if (others.length === 0) return [{ prefix: first.prefix, why: first.why, past }];
  const prefix = `${first.prefix} and ${others.length} more prefix${others.length === 1 ? "" : "es"}`;
  return [{ prefix, why: `${outer.length} routes to Internet, the first is ${first.why}`, past }];
}
