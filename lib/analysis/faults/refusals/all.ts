import type { Topology } from "../../model/azure";
import { refusedAsns, tooManyPeers } from "./bgp";
import { nodesWithoutRouteTable } from "./kubernetes";
import { overlappingPeers, refusedTransit, severalRemoteGateways, tooManyPeerings } from "./peerings";
import { misplacedNics, misplacedServices, misplacedSubnets, reservedAddresses, sharedNics } from "./placement";
import type { Refusal } from "./refusal";
import { publicIps } from "./public-ips";
import { reservedSubnets } from "./reserved-subnets";
import { routeTables } from "./route-tables";
import { skus } from "./skus";
import { virtualHubs } from "./virtual-hubs";

const CHECKS: readonly ((topology: Topology) => Refusal[])[] = [
  reservedSubnets,
  publicIps,
  routeTables,
  refusedTransit,
  severalRemoteGateways,
  tooManyPeerings,
  overlappingPeers,
  misplacedSubnets,
  misplacedNics,
  reservedAddresses,
  sharedNics,
  misplacedServices,
  tooManyPeers,
  refusedAsns,
  virtualHubs,
  nodesWithoutRouteTable,
  skus,
];

/** Everything in the topology that Azure refuses, as far as its documentation says so; sorted by place. */
export const refusals = (topology: Topology): Refusal[] =>
  CHECKS.flatMap((check) => check(topology)).sort((a, b) => (`${a.at}\n${a.text}` < `${b.at}\n${b.text}` ? -1 : 1));
