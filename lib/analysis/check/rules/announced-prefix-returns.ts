import { contains, parsePrefix } from "../../../domain/ipv4";
import { groupBy } from "../../../domain/group-by";
import type { Machine } from "../../model/azure";
import { referredAddress } from "../../model/nic-address";
import type { SubnetRoutes } from "../../results";
import { isDefault, speakers } from "../nvas";
import type { CheckContext } from "../context";
import { list, verb } from "../sentence";
import { reported, type TopologyRule } from "../topology-rule";

/** FT141. Of 0.0.0.0/0, FT103 tells. */
export const announcedPrefixReturns: TopologyRule = {
  id: "FT141",
  name: "announced-prefix-returns",
  severity: "warning",
  summary: "An NVA advertises a prefix, and the packets that it forwards by it return to it.",
  why: "A Route Server programs the route in the subnet of the NVA, too. Where that subnet has no longer route and no UDR for the prefix, the NVA is the next hop of its own packets, until their time to live expires.",
  sources: ["https://learn.microsoft.com/azure/route-server/troubleshoot-route-server"],
  facts: ["8.8"],
  example: "an NVA that advertises 10.50.0.0/16, which no VNet and no customer's network has",
  check: (context) =>
    groupBy(returning(context), ({ machine }) => machine.id).map((group) => {
      const { machine, table } = group[0];
      const prefixes = group.map(({ prefix }) => prefix);
      const subnet = context.index.subnets.get(table.id);
      const routeTable = subnet && context.index.routeTableOf(subnet);
      return reported({
        at: machine.id,
        also: [table.id],
        text: `${machine.name} advertises ${list(prefixes)}, and the packets that it forwards there return to it`,
        got: `${list(prefixes)} -> ${addressOf(context, machine) ?? machine.name} in its own subnet, and no longer route`,
        want: `an address of its own in ${verb(prefixes, "the prefix", "the prefixes")}, a longer route, or a UDR`,
        fix: `add ${verb(prefixes, "a route", "routes")} for ${list(prefixes)} to ${routeTable?.name ?? "a route table of its subnet"}, with the next hop that has ${verb(prefixes, "it", "them")}; or do not advertise ${verb(prefixes, "it", "them")}`,
        rows: ["8.8"],
      });
    }),
};

interface Returning {
  readonly machine: Machine;
  readonly prefix: string;
  /** The routes of the machine's own subnet. */
  readonly table: SubnetRoutes;
}

/** Prefixes that machines with one NIC advertise, and whose routes lead back to them. */
const returning = (context: CheckContext): Returning[] =>
  speakers(context.topology).flatMap((machine) => {
    const subnet = context.index.nics.get(machine.nics[0] ?? "")?.subnet;
    const table = subnet === undefined ? undefined : context.routesOf(subnet);
    if (!table || machine.nics.length > 1) return [];
    return [...new Set(machine.guest.bgp.originates.map(({ prefix }) => prefix))]
      .filter(
        (prefix) => !isDefault(prefix) && !hasItself(machine, prefix) && leadsBack(context, machine, prefix, table),
      )
      .map((prefix) => ({ machine, prefix, table }));
  });

/** It has an address in the prefix, or a tunnel that leads there. */
function hasItself({ guest }: Machine, prefix: string): boolean {
  const outer = parsePrefix(prefix);
  const own = [
    ...(guest?.addresses ?? []).map((one) => one.prefix),
    ...(guest?.tunnels ?? []).flatMap(({ prefixes }) => prefixes),
  ];
  return own.some((one) => {
    const inner = parsePrefix(one);
    return outer !== undefined && inner !== undefined && (contains(outer, inner) || contains(inner, outer));
  });
}

function leadsBack(context: CheckContext, machine: Machine, prefix: string, { routes }: SubnetRoutes): boolean {
  const parsed = parsePrefix(prefix);
  const active = routes.filter(({ state }) => state === "Active");
  const own = addressOf(context, machine);
  const isLonger = (other: string): boolean => {
    const inner = parsePrefix(other);
    return inner !== undefined && parsed !== undefined && inner.length > parsed.length && contains(parsed, inner);
  };
  const rows = active.filter((route) => route.prefix === prefix);
  return (
    parsed !== undefined &&
    rows.length > 0 &&
    rows.every(({ nextHop }) => nextHop.kind === "appliance" && nextHop.address === own) &&
    !active.some((route) => isLonger(route.prefix))
  );
}

function addressOf({ index }: CheckContext, { nics }: Machine): string | undefined {
  const nic = index.nics.get(nics[0] ?? "");
  return nic && referredAddress(nic);
}
