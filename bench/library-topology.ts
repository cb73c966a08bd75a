import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { RandomProvider } from "@cdktf/provider-random/lib/provider";
import { App, TerraformStack } from "cdktf";
import {
  DeploymentVariables,
  ExpressRouteCircuit,
  ForcedTunnelingHub,
  FrrNva,
  OnPremSiteWithRouteServer,
} from "../lib/index";

/* So many of main.ts's topologies, each with a circuit and two VNets of its own, in one stack. */
const count = Number(process.argv[2]);

const app = new App();
const stack = new TerraformStack(app, "bench");
new AzurermProvider(stack, "azurerm", { features: [{}] });
new RandomProvider(stack, "random");
const resourceGroup = new ResourceGroup(stack, "resource-group", { name: "rg-bench", location: "japaneast" });
const variables = new DeploymentVariables(stack, "variables", 2 * count);

for (let n = 0; n < count; n++) {
  const circuit = ExpressRouteCircuit.fromExisting(stack, `circuit${n}`, {
    circuitId: variables.circuitId,
    authorizationKeys: variables.authorizationKeys.slice(2 * n, 2 * n + 2),
    acceptsDefaultRoute: true,
  });
  const hub = new ForcedTunnelingHub(stack, `hub${n}`, {
    resourceGroup,
    addressSpace: `10.${2 * n}.0.0/16`,
    jumpServer: { operatorSources: variables.operatorSources },
  });
  const site = new OnPremSiteWithRouteServer(stack, `site${n}`, {
    resourceGroup,
    addressSpace: `10.${2 * n + 1}.0.0/16`,
    nvaSubnet: { adminSources: [hub.jumpServerSubnetPrefix] },
  });
  new FrrNva(stack, `nva${n}`, { site, adminSshPublicKey: variables.sshPublicKey });
  hub.gateway.connectTo(circuit);
  site.gateway.connectTo(circuit);
}

app.synth();
