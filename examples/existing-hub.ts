/*
 * A hub that exists: its VNet and its ExpressRoute gateway are used as they are.
 *
 * What is added to them: a client in a subnet that exists, a subnet whose workloads are tunnelled, one that is exempt, and
 * the gateway's connection to the circuit. The site is new. Until the connection exists, nothing changes for what is in the hub; after it, every subnet
 * without a default route of its own is tunnelled, also those that exist.
 */
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { App, TerraformOutput, TerraformStack } from "cdktf";
import {
  DeploymentVariables,
  ExpressRouteCircuit,
  ExpressRouteGateway,
  ForcedTunnelingHub,
  FrrNva,
  Network,
  OnPremSiteWithRouteServer,
  Subnet,
  synth,
} from "../lib/index";

const app = new App();
const stack = new TerraformStack(app, "existing-hub");
new AzurermProvider(stack, "azurerm", { features: [{}] });

const resourceGroup = new ResourceGroup(stack, "resource-group", { name: "rg-existing-hub", location: "japaneast" });
const variables = new DeploymentVariables(stack, "variables", 2);
const circuit = ExpressRouteCircuit.fromExisting(stack, "circuit", {
  circuitId: variables.circuitId,
  authorizationKeys: variables.authorizationKeys,
  acceptsDefaultRoute: true,
});

const resourceGroupName = "rg-network";
const network = Network.fromExisting(stack, "vnet", {
  name: "vnet-workloads",
  resourceGroupName,
  addressSpace: ["10.20.0.0/16"],
  subnets: { GatewaySubnet: "10.20.255.0/27", databases: "10.20.1.0/24", servers: "10.20.4.0/24" },
});
const gateway = ExpressRouteGateway.fromExisting(stack, "gateway", { name: "ergw-workloads", resourceGroupName });
const servers = Subnet.fromExisting(stack, "servers", {
  name: "servers",
  virtualNetworkName: "vnet-workloads",
  resourceGroupName,
  prefix: "10.20.4.0/24",
  internetTraffic: "tunnelled",
  routeTable: "none",
});
const adminSshPublicKey = variables.sshPublicKey;
const hub = new ForcedTunnelingHub(stack, "hub20", {
  resourceGroup,
  network,
  gateway,
  client: { operatingSystem: "linux", adminSshPublicKey, subnet: servers },
  jumpServer: "none",
});
hub.network.addSubnet("apps", { name: "apps", prefix: "10.20.2.0/24", internetTraffic: "tunnelled" });
hub.network.addSubnet("tools", { name: "tools", prefix: "10.20.3.0/24", internetTraffic: "exempt" });

const site = new OnPremSiteWithRouteServer(stack, "hub100", { resourceGroup });
const nva = new FrrNva(stack, "nva100", { site, adminSshPublicKey });

hub.gateway.connectTo(circuit);
site.gateway.connectTo(circuit);

new TerraformOutput(stack, "nva_public_ip", { value: nva.publicIpAddress });

synth(app);
