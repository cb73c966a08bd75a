import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { TerraformOutput, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { ExpressRouteCircuit, ForcedTunnelingHub, FrrNva, OnPremSiteWithRouteServer, Readiness } from "../../lib/index";
import { addStack, CIRCUIT_ID, emptyStack, SSH_KEY } from "../support/apps";

describe("several stacks", () => {
  function cloudAndSite(site: object = {}) {
    const { app, stack: cloud, resourceGroup } = emptyStack("cloud");
    const circuit = ExpressRouteCircuit.fromExisting(cloud, "circuit", {
      circuitId: CIRCUIT_ID,
      acceptsDefaultRoute: true,
    });
    const hub = new ForcedTunnelingHub(cloud, "hub00", {
      resourceGroup,
      jumpServer: { operatorSources: ["203.0.113.0/24"] },
    });
    hub.gateway.connectTo(circuit);
    const onPrem = addStack(app, "on-prem");
    const group = new ResourceGroup(onPrem, "resource-group", { name: "rg-site", location: "japaneast" });
    const hub100 = new OnPremSiteWithRouteServer(onPrem, "hub100", { resourceGroup: group, ...site });
    new FrrNva(onPrem, "nva100", { site: hub100, adminSshPublicKey: SSH_KEY });
    hub100.gateway.connectTo(circuit, { after: new Readiness().needs(hub.gateway.gateway) });
    return { app, onPrem, cloud };
  }

  test("a dependency between hub and site in two stacks makes one stack depend on the other", () => {
    const { app, onPrem, cloud } = cloudAndSite();
    app.synth();
    expect(onPrem.dependencies.map(({ node }) => node.id)).toEqual([cloud.node.id]);
    expect(existsSync(join(app.outdir, "stacks", "on-prem", "cdk.tf.json"))).toBe(true);
  });

  test("a mistake in the last stack is reported before any stack is written", () => {
    const { app } = cloudAndSite({ addressSpace: "10.0.0.0/16" });
    expect(() => app.synth()).toThrow("address-spaces-overlap");
    expect(readdirSync(app.outdir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())).toEqual(
      [],
    );
  });

  test("a mistake is reported even if the first stack has no construct of the library", () => {
    const { app, stack } = emptyStack("other");
    new TerraformOutput(stack, "nothing", { value: 1 });
    const group = { name: "rg", location: "japaneast" };
    new OnPremSiteWithRouteServer(addStack(app, "site"), "hub100", {
      resourceGroup: group,
      addressSpace: "8.0.0.0/16",
    });
    expect(() => app.synth()).toThrow("address-space-not-private");
    expect(readdirSync(app.outdir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())).toEqual(
      [],
    );
  });

  test("two stacks of one id are refused before anything is written", () => {
    const { app, stack, resourceGroup } = emptyStack("net");
    new ForcedTunnelingHub(stack, "hub00", { resourceGroup, jumpServer: { operatorSources: ["203.0.113.0/24"] } });
    new TerraformStack(new Construct(app, "dev"), "net");
    expect(() => app.synth()).toThrow(
      "error[FT083] stack-name-taken: dev/net and net are both written to stacks/net/cdk.tf.json",
    );
    expect(existsSync(join(app.outdir, "stacks", "net", "cdk.tf.json"))).toBe(false);
  });
});
