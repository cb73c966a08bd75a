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

/* So many hubs and so many sites on one circuit: every client may leave by every NVA. */
const [hubs, sites] = process.argv.slice(2).map(Number) as [number, number];

const app = new App();
const stack = new TerraformStack(app, "bench");
new AzurermProvider(stack, "azurerm", { features: [{}] });
new RandomProvider(stack, "random");
const resourceGroup = new ResourceGroup(stack, "resource-group", { name: "rg-bench", location: "japaneast" });
const variables = new DeploymentVariables(stack, "variables", hubs + sites);
const circuit = ExpressRouteCircuit.fromExisting(stack, "circuit", {
  circuitId: variables.circuitId,
  authorizationKeys: variables.authorizationKeys,
  acceptsDefaultRoute: true,
});

for (let n = 0; n < hubs; n++) {
  const hub = new ForcedTunnelingHub(stack, `hub${n}`, {
    resourceGroup,
    addressSpace: `10.${n}.0.0/16`,
    jumpServer: { operatorSources: variables.operatorSources },
  });
  hub.gateway.connectTo(circuit);
}
for (let n = 0; n < sites; n++) {
  const site = new OnPremSiteWithRouteServer(stack, `site${n}`, {
    resourceGroup,
    addressSpace: `10.${100 + n}.0.0/16`,
    nvaSubnet: { adminSources: ["10.0.220.0/24"] },
  });
  new FrrNva(stack, `nva${n}`, { site, adminSshPublicKey: variables.sshPublicKey });
  site.gateway.connectTo(circuit);
}

app.synth();
