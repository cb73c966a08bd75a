import { islandOf } from "../model/islands";
import type { Machine, Topology } from "../model/azure";
import type { PathQuery, ServiceAnswer } from "../results";
import type { Assumed } from "../unknown/scenario";
import { barePath } from "./path";
import { flowBetween, networkOf } from "./resolve-query";

/** An address that machines have besides those of their NICs, and advertise in BGP: several may have the same (anycast). */
interface Service extends Pick<PathQuery, "protocol" | "port"> {
  readonly address: string;
  /** Ids of the machines that have it. */
  readonly owners: ReadonlySet<string>;
}

/**
 * Which machines answer each client at the addresses that machines share by BGP.
 * @returns a function that says so where some claims are answered for all scenarios alike: that something has failed
 */
export function serviceAnswers(topology: Topology): (assumed?: Assumed) => readonly ServiceAnswer[] {
  const services = servicesIn(topology);
  const clients = services.length === 0 ? [] : topology.machines.filter(({ guest }) => !guest?.bgp);
  return (assumed) =>
    services.flatMap((service) => clients.flatMap((client) => answerFor(topology, service, client, assumed)));
}

function servicesIn(topology: Topology): Service[] {
  const found = new Map<string, Service>();
  for (const machine of topology.machines) {
    for (const address of advertisedAddresses(machine)) {
      const owners = new Set([...(found.get(address)?.owners ?? []), machine.id]);
      found.set(address, { ...(found.get(address) ?? { address, ...openPort(machine, address) }), owners });
    }
  }
  return [...found.values()];
}

function advertisedAddresses({ guest }: Machine): string[] {
  const advertised = new Set((guest?.bgp?.originates ?? []).map(({ prefix }) => prefix));
  return (guest?.addresses ?? [])
    .filter(({ prefix }) => prefix.endsWith("/32") && advertised.has(prefix))
    .map(({ prefix }) => prefix.slice(0, -"/32".length));
}

/** A port that the machine's packet filter opens for the address; without one, that of HTTPS. */
function openPort({ guest }: Machine, address: string): Pick<Service, "protocol" | "port"> {
  const rule = (guest?.input ?? [])
    .flatMap(({ rules }) => rules)
    .find(
      ({ action, destination, destinationPorts }) =>
        action === "accept" && destinationPorts && destination?.prefixes.some((one) => one.split("/")[0] === address),
    );
  const port = Number(rule?.destinationPorts?.[0]?.split("-")[0]);
  return rule && port ? { protocol: rule.protocol === "udp" ? "udp" : "tcp", port } : { protocol: "tcp", port: 443 };
}

function answerFor(
  topology: Topology,
  { address, owners, protocol, port }: Service,
  client: Machine,
  assumed: Assumed | undefined,
): ServiceAnswer[] {
  const nic = topology.nics.find(({ id }) => id === client.nics[0]);
  if (!nic) return [];
  const island = islandOf(topology, networkOf(topology, nic));
  const query = flowBetween(
    island,
    { name: client.name, nic },
    { name: address, address },
    { ...(protocol && { protocol }), ...(port !== undefined && { port }) },
  );
  const { verdict, out } = barePath({ ...query, flow: { ...query.flow, asked: true } }, assumed);
  const names = new Set(topology.machines.filter(({ id }) => owners.has(id)).map(({ name }) => name));
  const by = out.filter((trace) => trace.verdict === "delivered").map(({ hops }) => hops.at(-1)?.name ?? "");
  const answering = [...new Set(by)].filter((name) => names.has(name)).sort();
  return [{ address, machine: client.name, verdict, by: verdict === "delivered" ? answering : [] }];
}
