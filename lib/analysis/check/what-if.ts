import type { Topology } from "../model/azure";
import type { GuestBgp } from "../model/guest";
import type { MachineVerdict, ServiceAnswer, WhatIf } from "../results";
import { isTunnelled, type Verdict } from "../verdict";
import { shown } from "../unknown/value";
import { serverConnections } from "../model/bgp-servers";
import { overview } from "../forwarding/overview";
import { serviceAnswers } from "../forwarding/service-answers";
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
  // Where nothing is tunnelled, and no service answers, nothing carries on.
  const isTunnelling = context.verdicts.some(({ verdict }) => verdict === "tunnelled");
  if (!isTunnelling && !context.services().some(({ by }) => by.length > 0)) return [];
  return [
    ...nvas(topology).map((machine) =>
      compared(
        context,
        { kind: "nva", without: machine.name, id: machine.id },
        { verdicts: context.withoutMachine(machine), services: context.services({ component: machine.id }) },
      ),
    ),
    ...bgpSessions(context).map((session) => compared(context, session, after(context, session.id))),
    ...egresses(topology).map((egress) =>
      compared(context, egress, { verdicts: withoutEgress(context, egress.id), services: context.services() }),
    ),
    ...links(context).map(({ ids, ...failure }) => {
      const left = ids.reduce(without, topology);
      return compared(context, failure, { verdicts: overview(left), services: serviceAnswers(left)() });
    }),
  ];
}

/** What is left after a failure. */
interface Left {
  readonly verdicts: readonly MachineVerdict[];
  readonly services: readonly ServiceAnswer[];
}

const after = (context: CheckContext, component: string): Left => ({
  verdicts: context.without({ component }),
  services: context.services({ component }),
});

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

function compared(context: CheckContext, failure: Failure, left: Left): WhatIf {
  const pairs = context.verdicts.flatMap((before) => {
    const now = left.verdicts.find(({ id }) => id === before.id);
    return now && behaviour(before) !== behaviour(now) ? [{ before, now }] : [];
  });
  const changes = pairs.map(({ before, now }) => ({
    machine: now.machine,
    before: before.verdict,
    after: now.verdict,
    summary: now.summary,
  }));
  const services = servedByOthers(context.services(), left.services);
  return { ...failure, outcome: outcome(changes, services), changes, ...(services.length > 0 && { services }) };
}

function servedByOthers(
  before: readonly ServiceAnswer[],
  left: readonly ServiceAnswer[],
): NonNullable<WhatIf["services"]> {
  return before.flatMap(({ address, machine, by }) => {
    const now = left.find((one) => one.address === address && one.machine === machine);
    const next = now?.by ?? [];
    if (by.length === 0 || by.join() === next.join()) return [];
    const isOpen = now?.verdict === "undetermined";
    return [{ address, machine, before: by, after: next, ...(isOpen && { undetermined: true as const }) }];
  });
}

function outcome(
  changes: readonly { readonly before: Verdict; readonly after: Verdict }[],
  services: NonNullable<WhatIf["services"]>,
): WhatIf["outcome"] {
  const to = new Set(
    changes.filter(({ before, after }) => before === "tunnelled" && !isTunnelled(after)).map(({ after }) => after),
  );
  if (to.has("direct") || to.has("firewall")) return "leaks";
  if (to.has("undetermined") || services.some(({ undetermined }) => undetermined)) return "undetermined";
  return to.size > 0 || services.some(({ after: next }) => next.length === 0) ? "fails-closed" : "carries-on";
}

const behaviour = ({ verdict, egress }: MachineVerdict): string =>
  [verdict, ...egress.map(({ name }) => name)].join("\n");
