/*
 * The computation in its order. Each stage asks the one before it, and only for what its own question touches; a value
 * known only after apply is a claim, and a question is answered in every scenario that its claims distinguish
 * (unknown/explore.ts).
 */

/** 1. Read: Terraform's files become networks, machines and gateways; user data becomes what a machine does. */
export { readTopology } from "./kinds/read-topology";

/** 2. Resolve: names become components. A failure is a topology with one of them gone. */
export { without } from "./model/removal";
export { acceptUnmodelled } from "./check/accept-unmodelled";

/** 3. Advertise: which speaker of BGP learns which prefix, and what it uses. */
export { bgpTable } from "./bgp/bgp-table";

/** 4. Install: the effective routes of a subnet, from its UDRs, from BGP and from Azure itself. */
export { allRoutes, effectiveRoutes } from "./routes/effective-routes";

/** 5. Walk: a packet and its answer, station by station, by the routes of each. */
export { path } from "./forwarding/path";

/** 6. Judge: the verdict of every machine, findings on the topology, the difference between two. */
export { overview } from "./forwarding/overview";
export { check } from "./check/check";
export { diff } from "./diff/diff";
