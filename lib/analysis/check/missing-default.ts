import type { Fact } from "../facts";
import type { Machine, Subnet } from "../model/azure";
import { reachableNetworks } from "../model/next-hops";
import { TopologyIndex } from "../model/topology-index";
import type { Fault, MachineVerdict } from "../results";
import type { CheckContext } from "./context";
import type { Exits } from "./exits";
import { announcers } from "./nvas";
import { list, verb } from "./sentence";

/** Nothing is broken, but no default route leads to an NVA. */
export function missingDefault(
  context: CheckContext,
  machine: MachineVerdict,
  { appliances, edges, firewalls, hubs }: Exits,
  facts: readonly Fact[],
): Fault {
  const exits = [...appliances.map(({ name }) => name), ...firewalls, ...edges, ...hubs];
  const base = {
    reason: "no-route",
    hop: machine.machine,
    got: `default route from ${machine.defaultFrom}`,
    want: `a default route to ${exits.join(" or ")}`,
    facts,
  } as const;
  const announced = announcers(context.whole).length > 0;
  const peers = appliances.filter(({ guest }) => guest?.bgp);
  if (!announced && peers.length > 0) {
    return {
      ...base,
      at: peers[0]!.id,
      text: `${list(peers.map(({ name }) => name))} ${verb(peers, "advertises", "advertise")} no default route`,
      fix: "advertise 0.0.0.0/0 to the Route Server",
    };
  }
  const lead = `${apartFrom(context, machine, appliances)}add a route 0.0.0.0/0 to the NVA, firewall or gateway`;
  const fix = `${announced ? "let the VNet learn the default route, or " : ""}${lead}; if direct access is intended, add a route 0.0.0.0/0 -> Internet`;
  return { ...base, at: machine.id, text: `no default route of ${exits.join(" or ")} reaches ${machine.subnet}`, fix };
}

/**
 * What comes before the route to an NVA: in the subnet of an NVA the route would turn its own packets back to it, and
 * from a VNet that is not peered it leads nowhere (row 2.5).
 */
function apartFrom({ index, whole }: CheckContext, { id }: MachineVerdict, appliances: readonly Machine[]): string {
  const [own] = subnetsOf(index, index.machines.get(id));
  if (!own) return "";
  const subnets = appliances.flatMap((appliance) => subnetsOf(index, appliance));
  if (subnets.some((subnet) => subnet.id === own.id)) return "move it to a subnet without an NVA, and there ";
  const near = reachableNetworks(index, own.network);
  if (appliances.length === 0 || subnets.some(({ network }) => near.includes(network))) return "";
  const [far] = subnets.length > 0 ? subnets : appliances.flatMap((one) => subnetsOf(new TopologyIndex(whole), one));
  const other = whole.networks.find((network) => network.id === far?.network);
  const name = index.networks.get(own.network)?.name ?? own.network;
  return other ? `peer ${name} with ${other.name}, and ` : "";
}

const subnetsOf = (index: TopologyIndex, machine: Machine | undefined): readonly Subnet[] =>
  (machine?.nics ?? []).flatMap((nic) => index.subnets.get(index.nics.get(nic)?.subnet ?? "") ?? []);
