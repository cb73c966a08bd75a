import type { Topology } from "../model/azure";
import type { GuestBgp } from "../model/guest";
import type { MachineVerdict, WhatIf } from "../results";
import { isTunnelled, type Verdict } from "../verdict";
import { shown } from "../unknown/value";
import { serverConnections } from "../model/bgp-servers";
import { overview } from "../forwarding/overview";
import { without } from "../model/removal";
import type { Failure } from "./failures";
import { links } from "./links";
import { peerAt } from "../model/relations";
import { egressesOf, nvas } from "./nvas";
import type { CheckContext } from "./context";

/**
 * What happens when one thing fails: each NVA, each BGP session, each address that an NVA leaves with; each circuit and
 * Route Server and, where there are several circuits or regions, each connection, gateway and region.
 */
export function whatIfs(context: CheckContext): WhatIf[] {
  const { topology } = context;
  // Where nothing is tunnelled, nothing carries on.
  if (!context.verdicts.some(({ verdict }) => verdict === "tunnelled")) return [];
  return [
    ...nvas(topology).map((machine) =>
      compared(context, { kind: "nva", without: machine.name, id: machine.id }, context.withoutMachine(machine)),
    ),
    ...bgpSessions(context).map((session) => compared(context, session, context.without({ component: session.id }))),
    ...egresses(topology).map((egress) => compared(context, egress, withoutEgress(context, egress.id))),
    ...links(context).map(({ ids, ...failure }) => compared(context, failure, overview(ids.reduce(without, topology)))),
  ];
}

const bgpSessions = ({ index }: CheckContext): Failure[] =>
  serverConnections(index).map(({ connection, server }) => {
    const peer = peerAt(index, server.network, connection.peerAddress)?.machine?.name ?? shown(connection.peerAddress);
    return { kind: "bgp-session", without: `${peer} - ${server.name}`, id: connection.id };
  });

const egresses = (topology: Topology): Failure[] =>
  egressesOf(topology).map(({ id, name }) => ({ kind: "egress", without: name, id }));

/** An NVA that checks its egress withdraws its default; another one goes on advertising it. */
function withoutEgress(context: CheckContext, component: string): readonly MachineVerdict[] {
  const left = context.without({ component });
  const unhealthy = new Set(left.filter(({ verdict }) => verdict === "dropped").map(({ id }) => id));
  const checking = nvas(context.topology).filter(({ id, guest }) => unhealthy.has(id) && checksItsHealth(guest?.bgp));
  return checking.length === 0 ? left : context.without({ component, unhealthy: checking.map(({ id }) => id) });
}

const checksItsHealth = (bgp: GuestBgp | undefined): boolean =>
  [...(bgp?.originates ?? []), ...(bgp?.neighbors.flatMap(({ originates }) => originates) ?? [])].some(
    ({ healthCheck }) => healthCheck !== undefined && healthCheck.ofInternet !== false,
  );

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
    changes.filter(({ before, after }) => before === "tunnelled" && !isTunnelled(after)).map(({ after }) => after),
  );
  if (to.has("direct") || to.has("firewall")) return "leaks";
  if (to.has("undetermined")) return "undetermined";
  return to.size > 0 ? "fails-closed" : "carries-on";
}

const behaviour = ({ verdict, egress }: MachineVerdict): string =>
  [verdict, ...egress.map(({ name }) => name)].join("\n");
