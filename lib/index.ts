export { AdminPassword } from "./constructs/admin-password";
export { Client, type ClientOptions } from "./constructs/client";
export { findingsOf } from "./constructs/internal/declaration-registry";
export { type CircuitVariables, DeploymentVariables, type SeveralCircuits } from "./constructs/deployment-variables";
export type { KeyVaultSecretProps } from "./constructs/internal/key-vault-secret";
export type { DefaultNameKind, NamingFunction } from "./constructs/internal/default-names";
export { EgressCheck, type EgressCheckProps } from "./constructs/egress-check";
export type { ExistingProps, INamedResource } from "./constructs/existing";
export type { ExistingGateway, ExistingGatewayProps } from "./constructs/existing-gateway";
export type { ExistingNetwork, ExistingNetworkProps } from "./constructs/existing-network";
export type {
  ExistingRouteServer,
  ExistingRouteServerProps,
  INamedRouteServer,
} from "./constructs/existing-route-server";
export type { ExistingSubnet, ExistingSubnetProps, INamedSubnet } from "./constructs/existing-subnet";
export type { ExistingCircuitProps } from "./constructs/existing-circuit";
export { ExpressRouteCircuit, NewExpressRouteCircuit } from "./constructs/express-route-circuit";
export type { NamedCircuitProps } from "./constructs/named-circuit";
export type {
  CircuitSkuOptions,
  DirectPortOptions,
  NewCircuitProps,
  PrivatePeeringOptions,
  ServiceProviderOptions,
} from "./constructs/new-circuit-props";
export {
  type ConnectionOptions,
  ExpressRouteGateway,
  type ExpressRouteGatewayOptions,
} from "./constructs/express-route-gateway";
export { ForcedTunnelingHub, type ForcedTunnelingHubProps } from "./constructs/forced-tunneling-hub";
export { FrrNva, type FrrNvaProps } from "./constructs/frr-nva";
export type { HubMachineOptions } from "./constructs/hub-machine";
export { JumpServer, type JumpServerOptions } from "./constructs/jump-server";
export {
  LocalNetworkGateway,
  type LocalNetworkGatewayProps,
  type SiteBgpOptions,
} from "./constructs/local-network-gateway";
export type { DiagnosticsOptions, FlowLogOptions, TrafficAnalyticsOptions } from "./constructs/monitoring";
export { Network, type NetworkOptions } from "./constructs/network";
export type { CloudInitExtras, CloudInitFile } from "./nva/cloud-init";
export type { DefaultRoute, FrrLines } from "./nva/frr-config";
export type { Announcement, LoopbackService } from "./nva/announcements";
export type { EgressHealthOptions, KnownAnswer } from "./nva/health-config";
export type { NatLines } from "./nva/nat-ruleset";
export type { NvaTextOptions } from "./nva/user-data";
export {
  OnPremSiteWithRouteServer,
  type OnPremSiteWithRouteServerProps,
  type NvaSubnetOptions,
} from "./constructs/on-prem-site-with-route-server";
export type { IResourceGroup, Placement, PlacementProps } from "./constructs/resource-group";
export type { RouteProps } from "./constructs/route";
export { type BgpPeerProps, RouteServer, type RouteServerOptions } from "./constructs/route-server";
export { report } from "./rules/report";
export type { Finding } from "./findings/finding";
export type { Problem } from "./findings/problem";
export type { RuleInfo, Severity } from "./findings/rule";
export type { Place } from "./rules/declaration";
export type { ConstructFinding } from "./rules/rule";
export type { SecurityRuleProps } from "./constructs/security-rule";
export { type INetwork, Subnet } from "./constructs/subnet";
export type { SubnetProps } from "./constructs/subnet-props";
export { type ExistingSshKeyProps, type INamedSshKey, SshKey } from "./constructs/ssh-key";
export { type PeeringOptions, SitePeering } from "./constructs/site-peering";
export { SharedKey } from "./constructs/shared-key";
export { synth } from "./constructs/synth";
export { ForcedTunnelingError } from "./constructs/forced-tunneling-error";
export { Readiness } from "./constructs/readiness";
export { VirtualMachine, type VirtualMachineProps } from "./constructs/virtual-machine";
export {
  type VpnBgpOptions,
  type VpnConnectionOptions,
  VpnGateway,
  type VpnGatewayOptions,
} from "./constructs/vpn-gateway";
export type {
  DailyShutdownOptions,
  IdentityOptions,
  ImageReference,
  OperatingSystemOptions,
  OsDiskOptions,
  VirtualMachineOptions,
} from "./constructs/virtual-machine-options";
