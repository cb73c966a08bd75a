import { facts } from "../facts";
import type { Component } from "../model/azure";
import { unreadName } from "../model/unread-words";
import type { UnreadResource } from "../world/unread";
import type { RepairableFault } from "./repairable-fault";

/** What happens to the packet is not in the files, or not in this model. */

/** @param what what the files do not tell: "the subnet of nic-a" */
export const notInFiles = (at: string, hop: string, what: string): RepairableFault => ({
  reason: "not-modelled",
  text: `${what} is not known from this file`,
  at,
  hop,
  got: what,
  want: "a file that defines it",
  fix: "add the file that defines it",
  facts: facts("A1"),
});

/** A packet is for a load balancer, whose rules and probes choose a machine. */
export const balancedTo = (hop: string, { id, name }: Component, address: string): RepairableFault => ({
  reason: "not-modelled",
  text: `${address} is a frontend of ${name}: which machine gets the packet is not modelled`,
  at: id,
  hop,
  got: address,
  want: "the address of a network interface",
  fix: `ask for a machine in the backend pool of ${name}`,
  facts: facts("A1"),
});

/** @param connection the connection with FastPath, and its gateway's name */
export const fastPathNotModelled = (
  connection: { readonly id: string; readonly name: string },
  gateway: string,
): RepairableFault => ({
  reason: "not-modelled",
  text: `the effect of FastPath on ${connection.name} is not documented for routes of a Route Server`,
  at: connection.id,
  hop: gateway,
  got: '"express_route_gateway_bypass": true',
  want: "a path through the gateway",
  fix: '"express_route_gateway_bypass": false',
  facts: facts("8.6"),
});

type Unread = readonly [UnreadResource, ...UnreadResource[]];

/** @param resources what may change the routes or filters of the network that the packet is in */
export const changedByUnread = (hop: string, resources: Unread): RepairableFault =>
  unreadFault(hop, resources, "may change where the packet goes, and is not modelled");

/** @param resources what may admit packets to the machine */
export const admittedByUnread = (machine: string, resources: Unread): RepairableFault =>
  unreadFault("internet", resources, `may admit packets to ${machine}, and is not modelled`);

const unreadFault = (hop: string, resources: Unread, what: string): RepairableFault => ({
  reason: "not-modelled",
  text: `${resources.map(unreadName).join(", ")} ${what}`,
  at: resources[0].id,
  hop,
  got: resources.map(({ type }) => type).join(", "),
  want: "resources that the analysis models",
  fix: "test it in the deployed network, then accept not-modelled with the result as the reason",
  facts: facts("A1"),
});
