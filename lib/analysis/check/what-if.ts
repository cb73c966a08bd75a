import type { Topology } from "../model/azure";
import { overview } from "../forwarding/overview";
import type { MachineVerdict, WhatIf } from "../results";
import type { Verdict } from "../verdict";
import { shown } from "../unknown/value";
import { peerOf } from "../model/relations";
import { without } from "../model/removal";
import { nicsOf, nvas } from "./nvas";
import type { CheckContext } from "./context";
import { unhealthy } from "./withdrawn";

/** What happens when one thing fails: each NVA, each BGP session, each address that an NVA leaves with. */
export function whatIfs(context: CheckContext): WhatIf[] {
  const { topology } = context;
  // Where nothing is tunnelled, nothing carries on.
  if (!context.verdicts.some(({ verdict }) => verdict === "tunnelled")) return [];
  return [
    ...nvas(topology).map((machine) =>
      compared(context, { kind: "nva", without: machine.name, id: machine.id }, context.withoutMachine(machine)),
    ),
    ...bgpSessions(context).map((session) => compared(context, session, overview(without(topology, session.id)))),
    ...egresses(topology).map((egress) => compared(context, egress, overview(withoutEgress(topology, egress.id)))),
  ];
}

type Failure = Pick<WhatIf, "kind" | "without" | "id">;

function bgpSessions({ topology, index }: CheckContext): Failure[] {
  return topology.bgpConnections.flatMap((connection) => {
    const server = topology.routeServers.find(({ id }) => id === connection.routeServer);
    const peer = peerOf(index, connection)?.machine?.name ?? shown(connection.peerAddress);
    return server ? [{ kind: "bgp-session" as const, without: `${peer} - ${server.name}`, id: connection.id }] : [];
  });
}

/** Public IPs and NAT gateways of NVAs, each once. */
function egresses(topology: Topology): Failure[] {
  const nics = nvas(topology).flatMap((machine) => nicsOf(topology, machine));
  const addresses = new Set(nics.map(({ publicIp }) => publicIp));
  const gateways = new Set(nics.map(({ subnet }) => topology.subnets.find(({ id }) => id === subnet)?.natGateway));
  return [
    ...topology.publicIps.filter(({ id }) => addresses.has(id)),
    ...topology.natGateways.filter(({ id }) => gateways.has(id)),
  ].map(({ id, name }) => ({ kind: "egress", without: name, id }));
}

/** An NVA that looks after its egress notices, and withdraws its default; another one goes on announcing it. */
function withoutEgress(topology: Topology, id: string): Topology {
  const left = without(topology, id);
  const stuck = new Set(
    overview(left)
      .filter(({ verdict }) => verdict === "dropped")
      .map((machine) => machine.id),
  );
  return nvas(topology)
    .filter((machine) => stuck.has(machine.id))
    .reduce((before, machine) => unhealthy(before, machine.id), left);
}

function compared(context: CheckContext, failure: Failure, after: readonly MachineVerdict[]): WhatIf {
  const pairs = context.verdicts.flatMap((before) => {
    const now = after.find(({ id }) => id === before.id);
    return now && behaviour(before) !== behaviour(now) ? [{ before, now }] : [];
  });
  const changes = pairs.map(({ before, now }) => ({
    machine: now.machine,
    before: before.verdict,
    after: now.verdict,
    summary: now.summary,
  }));
  return { ...failure, outcome: outcome(changes), changes };
}

function outcome(changes: readonly { readonly before: Verdict; readonly after: Verdict }[]): WhatIf["outcome"] {
  const to = new Set(
    changes.filter(({ before, after }) => before === "tunnelled" && after !== "tunnelled").map(({ after }) => after),
  );
  if (to.has("direct")) return "leaks";
  if (to.has("undetermined")) return "undetermined";
  return to.size > 0 ? "fails-closed" : "carries-on";
}

const behaviour = ({ verdict, egress }: MachineVerdict): string =>
  [verdict, ...egress.map(({ name }) => name)].join("\n");
