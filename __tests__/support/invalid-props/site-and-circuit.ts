import * as fc from "fast-check";
import type { Row } from "./row";
import { noPrefix, publicPrefix, badName } from "./values";

export const SITE_AND_CIRCUIT_ROWS: readonly Row[] = [
  ["site", "addressSpace", "FT004", noPrefix],
  ["site", "addressSpace", "FT007", publicPrefix],
  [
    "site",
    "addressSpace",
    "FT005",
    fc.constantFrom("10.0.0.0/16", "10.0.128.0/17", "10.0.0.0/8", "10.0.64.0/20", "10.0.220.0/24"),
  ],
  [
    "site",
    "routeServer.subnetPrefix",
    "FT011",
    fc.integer({ min: 27, max: 32 }).map((length) => `10.100.1.0/${length}`),
  ],
  [
    "site",
    "nvaSubnet.routes",
    "FT012",
    fc.constantFrom(
      [],
      [{ name: "r", addressPrefix: "0.0.0.0/0", nextHopType: "None" }],
      [{ name: "r", addressPrefix: "8.0.0.0/8", nextHopType: "Internet" }],
    ),
  ],
  ["site", "routeServer.name", "FT019", badName],
  ["site", "routeServer.branchToBranchTraffic", "FT048", fc.constant(false)],
  [
    "site",
    "dnsServers",
    "FT058",
    fc.constantFrom(
      ["dns"],
      ["10.0.0.256"],
      ["10.0.0.0/8"],
      Array.from({ length: 21 }, (_, i) => `10.0.0.${i + 4}`),
    ),
  ],
  [
    "site",
    "nvaSubnet.tunnelledSources",
    "FT074",
    fc.constantFrom(["8.8.8.0/24"], ["100.64.0.0/10"], ["10.0.0.0/8", "172.0.0.0/8"], ["192.168.1.1/16"]),
  ],
  ["site", "nvaSubnet.gatewayRoutes", "FT060", fc.constant(false)],
  [
    "site",
    "nvaSubnet.securityRules",
    "FT078",
    fc
      .constantFrom("*", "VirtualNetwork", "0.0.0.0/0")
      .map((source) => [{ name: "x", priority: 101, direction: "Inbound", access: "Deny", sources: [source] }]),
  ],
  ["circuit", "acceptsDefaultRoute", "FT032", fc.constant(false)],
  [
    "circuit",
    "circuitId",
    "FT033",
    fc.oneof(
      fc.string().filter((text) => !text.includes("${")),
      fc.constant("/subscriptions/x/resourcegroups/y/providers/Microsoft.Network/expressRouteCircuits/z"),
    ),
  ],
  ["circuit", "authorizationKeys", "FT036", fc.array(fc.uuid(), { minLength: 2, maxLength: 3 })],
];
