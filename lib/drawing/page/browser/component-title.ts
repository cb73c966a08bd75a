import type { Component, Topology } from "../../../analysis/model/azure";
import { shown } from "../../../analysis/unknown/value";
import { peerMachine } from "../../scene/bgp-speakers";
import { drawingIndex } from "../../scene/drawing-index";
import { INTERNET } from "../../scene/graph";

const KINDS: Readonly<Partial<Record<keyof Topology, string>>> = {
  machines: "VM",
  nics: "Network interface",
  networks: "VNet",
  subnets: "Subnet",
  routeServers: "Route Server",
  gateways: "Gateway",
  circuits: "Circuit",
  connections: "Connection",
  peerings: "Peering",
  publicIps: "Public IP",
  natGateways: "NAT gateway",
  loadBalancers: "Load balancer",
  privateEndpoints: "Private endpoint",
  localNetworkGateways: "Local network gateway",
  securityGroups: "Network security group",
  routeTables: "Route table",
  bgpConnections: "BGP session",
};

/** A component's kind in words, and its name. */
export interface ComponentTitle {
  readonly word: string;
  readonly name: string;
}

/** The title of a component or box; undefined where the topology has none of that id. */
export function componentTitle(topology: Topology, id: string): ComponentTitle | undefined {
  if (id === INTERNET) return { word: "", name: "Internet" };
  if (id.startsWith("on-premises:")) return { word: "On-premises", name: id.slice("on-premises:".length) };
  for (const key of Object.keys(KINDS) as (keyof Topology)[]) {
    const found = (topology[key] as readonly Component[]).find((component) => component.id === id);
    if (found)
      return { word: KINDS[key]!, name: key === "bgpConnections" ? sessionName(topology, id) : shown(found.name) };
  }
  return undefined;
}

/** "vm-nva100 - rs-hub100", which `--without` accepts. */
function sessionName(topology: Topology, id: string): string {
  const session = topology.bgpConnections.find((one) => one.id === id)!;
  const server = topology.routeServers.find((one) => one.id === session.routeServer);
  const peer = peerMachine(drawingIndex(topology), session)?.name ?? session.peerAddress;
  return `${shown(peer)} - ${shown(server?.name ?? session.routeServer)}`;
}
