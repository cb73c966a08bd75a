import { parsePrefix } from "../../../domain/ipv4";
import { isServiceTag } from "../../../domain/service-tag";
import { samples } from "../../forwarding/public-space";
import type { MachineVerdict } from "../../results";
import type { Verdict } from "../../verdict";
import { routeOf } from "../affected";
import type { CheckContext } from "../context";
import { reported, type TopologyRule } from "../topology-rule";
import { groupBy } from "../../../domain/group-by";
import { list, verb } from "../sentence";

/** FT128. */
export const exceptionToTheTunnel: TopologyRule = {
  id: "FT128",
  name: "exception-to-the-tunnel",
  severity: "error",
  summary: "A machine whose internet traffic leaves through an NVA, firewall or site reaches some addresses directly.",
  why: "A longer prefix takes precedence over the default route: traffic to a service endpoint, to the addresses of a service tag with a route to Internet, or to a large part of the internet does not pass the NVA. Which addresses a tag holds is not in the input.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview"],
  facts: ["4.3"],
  example: 'service_endpoints = ["Microsoft.Storage"] on the subnet of a client',
  check: (context) => {
    const { topology } = context;
    const found = context.verdicts.flatMap((machine) =>
      exceptionsOf(context, machine).map((exception) => ({ machine, exception })),
    );
    return groupBy(found, ({ machine, exception }) => `${machine.subnet}\n${exception.why}`).map((group) => {
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
  if (machine.verdict === "mixed") return largeParts(context, machine);
  const past = EXITS[machine.verdict];
  if (past === undefined) return [];
  return machine.exceptions
    .filter(({ verdict, prefix }) => verdict === "direct" || isServiceTag(prefix) || isLarge(prefix))
    .map(({ prefix, why }) => ({ prefix, why, past }));
}

/** The parts of the internet that routes to Internet exempt, where another part leaves through an NVA, firewall or site. */
function largeParts(context: CheckContext, machine: MachineVerdict): Exception[] {
  const paths = samples(context.topology).map(({ address }) => context.path({ from: machine.id, to: address }));
  const past = paths.map(({ verdict }) => EXITS[verdict]).find((exit) => exit !== undefined);
  if (past === undefined) return [];
  return paths
    .filter(({ verdict }) => verdict === "exempt")
    .flatMap((path) => routeOf(context, { machine, path }) ?? [])
    .filter(({ prefix }) => isLarge(prefix))
    .map(({ prefix, why }) => ({ prefix, why, past }));
}

/** Shorter than any block of one owner: a route to Internet for a longer prefix says exactly what is exempt. */
const LARGEST_BLOCK = 8;

/** A default route to Internet is an exemption of its own: for the whole subnet. */
function isLarge(prefix: string): boolean {
  const length = parsePrefix(prefix)?.length ?? 0;
  return length > 0 && length < LARGEST_BLOCK;
}
