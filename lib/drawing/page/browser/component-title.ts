import { kindOf } from "../../../analysis/model/find";
import type { Topology } from "../../../analysis/model/azure";
import { shown } from "../../../analysis/unknown/value";
import { peerMachine } from "../../scene/bgp-speakers";
import { drawingIndex } from "../../scene/drawing-index";
import { INTERNET } from "../../scene/graph";

/** A component's kind in words, and its name. */
export interface ComponentTitle {
  readonly word: string;
  readonly name: string;
}

/** The title of a component or box; undefined where the topology has none of that id. */
export function componentTitle(topology: Topology, id: string): ComponentTitle | undefined {
  if (id === INTERNET) return { word: "", name: "Internet" };
  if (id.startsWith("on-premises:")) return { word: "On-premises", name: id.slice("on-premises:".length) };
  const kind = kindOf(topology, id);
  const found = kind && topology[kind.list].find((component) => component.id === id);
  if (!found) return undefined;
  const name = kind.list === "bgpConnections" ? sessionName(topology, id) : shown(found.name);
  return { word: kind.label.charAt(0).toUpperCase() + kind.label.slice(1), name };
}

/** "vm-nva100 - rs-hub100", which `--without` accepts. */
function sessionName(topology: Topology, id: string): string {
  const session = topology.bgpConnections.find((one) => one.id === id)!;
  const server = topology.routeServers.find((one) => one.id === session.routeServer);
  const peer = peerMachine(drawingIndex(topology), session)?.name ?? session.peerAddress;
  return `${shown(peer)} - ${shown(server?.name ?? session.routeServer)}`;
}
