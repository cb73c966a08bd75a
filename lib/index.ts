export { AdminPassword } from "./admin-password";
export { Client, type ClientOptions } from "./client";
export { violationsOf } from "./declarations";
export { DeploymentVariables } from "./deployment-variables";
export { ExpressRouteCircuit, type ExistingCircuitProps } from "./express-route-circuit";
export { type ConnectionOptions, ExpressRouteGateway, type ExpressRouteGatewayOptions } from "./express-route-gateway";
export { ForcedTunnelingHub, type ForcedTunnelingHubProps } from "./forced-tunneling-hub";
export { FrrNva, type FrrNvaProps } from "./frr-nva";
export type { HubMachineOptions } from "./hub-machine";
export { JumpServer, type JumpServerOptions } from "./jump-server";
export { Network, type NetworkOptions } from "./network";
export type { CloudInitExtras, CloudInitFile } from "./nva/cloud-init";
export type { DefaultRoute, FrrLines } from "./nva/frr-config";
export type { EgressHealthOptions } from "./nva/health-config";
export type { NatLines } from "./nva/nat-ruleset";
export type { NvaTextOptions } from "./nva/user-data";
export {
  OnPremSiteWithRouteServer,
  type OnPremSiteWithRouteServerProps,
  type NvaSubnetOptions,
} from "./on-prem-site-with-route-server";
export type { IResourceGroup, PlacementProps } from "./resource-group";
export type { RouteProps } from "./route";
export { type BgpPeerProps, RouteServer, type RouteServerOptions } from "./route-server";
export { report } from "./rules/report";
export type { Finding, Rule, Violation } from "./rules/rule";
export type { SecurityRuleProps } from "./security-rule";
export { Subnet, type SubnetProps } from "./subnet";
export { synth } from "./synth";
export { ForcedTunnelingError } from "./terraform/errors";
export { Readiness } from "./terraform/readiness";
export { VirtualMachine, type VirtualMachineProps } from "./virtual-machine";
export type {
  DailyShutdownOptions,
  IdentityOptions,
  ImageReference,
  OperatingSystemOptions,
  OsDiskOptions,
  VirtualMachineOptions,
} from "./virtual-machine-options";
