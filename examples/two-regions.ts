/*
 * Two regions, as in the article's follow-ups of May 2023: two hubs, two sites, two circuits.
 *
 * Each hub is connected to both circuits. The one of its own region has the higher routing weight, so each client leaves
 * by the NVA of its region; if that NVA, circuit or connection fails, by the other one.
 */
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { RandomProvider } from "@cdktf/provider-random/lib/provider";
import { App, TerraformOutput, TerraformStack } from "cdktf";
import {
  DeploymentVariables,
  ExpressRouteCircuit,
  ForcedTunnelingHub,
  FrrNva,
  OnPremSiteWithRouteServer,
  synth,
} from "../lib/index";

const app = new App();
const stack = new TerraformStack(app, "two-regions");
new AzurermProvider(stack, "azurerm", { features: [{}] });
new RandomProvider(stack, "random");

const resourceGroup = new ResourceGroup(stack, "resource-group", { name: "rg-two-regions", location: "japaneast" });
// Each circuit has three connections: of its site and of both hubs.
const variables = new DeploymentVariables(stack, "variables", { circuits: { east: 3, west: 3 } });

const { operatorSources, sshPublicKey: adminSshPublicKey } = variables;
const regions = [
  { name: "east", location: "japaneast", hub: "hub00", site: "hub100", nva: "nva100", octet: 0 },
  { name: "west", location: "japanwest", hub: "hub10", site: "hub110", nva: "nva110", octet: 10 },
].map(({ name, location, hub, site, nva, octet }) => {
  const { circuitId, authorizationKeys } = variables.circuit(name);
  const circuit = ExpressRouteCircuit.fromExisting(stack, `circuit-${name}`, {
    circuitId,
    authorizationKeys,
    acceptsDefaultRoute: true,
  });
  const onPremises = new OnPremSiteWithRouteServer(stack, site, {
    resourceGroup,
    location,
    addressSpace: `10.${100 + octet}.0.0/16`,
  });
  new TerraformOutput(stack, `${nva}_public_ip`, {
    value: new FrrNva(stack, nva, { site: onPremises, adminSshPublicKey }).publicIpAddress,
  });
  onPremises.gateway.connectTo(circuit);
  const cloud = new ForcedTunnelingHub(stack, hub, {
    resourceGroup,
    location,
    addressSpace: `10.${octet}.0.0/16`,
    jumpServer: { operatorSources },
  });
  return { circuit, cloud };
});

for (const { cloud, circuit: own } of regions)
  for (const { circuit } of regions) cloud.gateway.connectTo(circuit, { routingWeight: circuit === own ? 100 : 0 });

synth(app);
