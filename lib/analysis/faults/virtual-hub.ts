import { facts } from "../facts";
import type { Component, VirtualHubConnection } from "../model/azure";
import type { RepairableFault } from "./repairable-fault";

/** What goes wrong in a virtual hub. */

export const noRouteAtHub = (table: Component, hop: string, destination: string): RepairableFault => ({
  reason: "no-route",
  text: `${table.name} has no route to ${destination}`,
  at: table.id,
  hop,
  got: "no connection that propagates it to the table, and no static route",
  want: "a route table with a route to it",
  fix: "propagate the connection that has it to the table, or associate the connection with another table",
  facts: facts("14.1"),
});

export const branchesApart = (wan: Component, hop: string, destination: string): RepairableFault => ({
  reason: "no-route",
  text: `${wan.name} does not pass traffic between branches, and ${destination} is in one, like its sender`,
  at: wan.id,
  hop,
  got: '"allow_branch_to_branch_traffic": false',
  want: "branches that reach each other",
  fix: '"allow_branch_to_branch_traffic": true',
  facts: facts("14.12"),
});

export const noStaticRoute = (
  { id, name }: VirtualHubConnection,
  hop: string,
  destination: string,
): RepairableFault => ({
  reason: "next-hop-unreachable",
  text: `the hub's static route leads ${destination} to ${name}, which has no static route to a next hop for it`,
  at: id,
  hop,
  got: "no static_vnet_route that contains it",
  want: "a static_vnet_route with the address of an NVA",
  fix: '"static_vnet_route": { "name": "nva", "address_prefixes": ["0.0.0.0/0"], "next_hop_ip_address": ADDRESS }',
  facts: facts("14.7"),
});

export const noNvaAt = (
  { id, name }: Component,
  hop: string,
  { network, address }: { readonly network: string; readonly address: string },
): RepairableFault => ({
  reason: "next-hop-unreachable",
  text: `the next hop ${address} of ${name} is the address of nothing in ${network}`,
  at: id,
  hop,
  got: address,
  want: `the address of an NVA or of a load balancer in ${network}`,
  fix: "correct next_hop_ip_address",
  facts: facts("14.7"),
});

/** @param label what it is called: "security solution of the virtual hub" */
export const solutionNotModelled = ({ id, name }: Component, hop: string, label: string): RepairableFault => ({
  reason: "not-modelled",
  text: `${name} is a ${label}: what it does with the packet is not modelled`,
  at: id,
  hop,
  got: name,
  want: "a next hop that is modelled: a connection of the hub with an NVA",
  fix: `check in the deployed network what ${name} does with it`,
  facts: facts("14.9"),
});
