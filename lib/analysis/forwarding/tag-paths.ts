import { contains, parseSource } from "../../domain/ipv4";
import { isServiceTag } from "../../domain/service-tag";
import type { Nic, Topology } from "../model/azure";
import { TopologyIndex } from "../model/topology-index";
import { claimsThat } from "../routes/service-prefixes";
import type { Assumed } from "../unknown/scenario";
import { isOpen } from "../unknown/value";
import { samples } from "./public-space";

/** An address that stands for a service tag, and the answers that make it so. */
export interface TagTarget {
  readonly prefix: string;
  readonly address: string;
  readonly assumed: Assumed;
}

/** Addresses of Azure: which service has them does not matter. */
const ADDRESSES = ["20.60.0.10", "13.107.6.10", "40.90.4.10", "52.239.0.10"];

/** The service tags that routes of a NIC's subnet lead elsewhere than to the internet: to another appliance, or a gateway. */
export function tagTargets(island: Topology, nic: Nic, assumed: Assumed | undefined): readonly TagTarget[] {
  const index = new TopologyIndex(island);
  const subnet = index.subnets.get(nic.subnet);
  const tables = subnet ? index.possiblyAssociated(subnet, "routeTable") : [];
  const tags = tables
    .flatMap((id) => index.routeTables.get(id)?.routes ?? [])
    .filter(({ prefix, nextHopType }) => !isOpen(prefix) && isServiceTag(prefix) && !isExit(nextHopType))
    .map(({ prefix }) => prefix);
  if (tags.length === 0) return [];
  const address = ADDRESSES.find((one) => !isSingledOut(island, one));
  if (address === undefined) return [];
  return [...new Set(tags)].map((prefix) => ({ prefix, address, assumed: claimsThat(prefix, assumed) }));
}

/** To the internet is an exception that needs no path, and None is meant. */
const isExit = (nextHopType: string): boolean => ["internet", "none"].includes(nextHopType.toLowerCase());

const isSingledOut = (island: Topology, address: string): boolean =>
  samples(island).some(({ prefix }) => {
    const range = parseSource(prefix ?? "");
    return range !== undefined && range.length > 1 && contains(range, parseSource(address)!);
  });
