import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { RandomProvider } from "@cdktf/provider-random/lib/provider";
import { App, TerraformStack, TerraformVariable, Testing } from "cdktf";
import {
  ExpressRouteCircuit,
  type ExistingCircuitProps,
  ForcedTunnelingHub,
  type ForcedTunnelingHubProps,
  FrrNva,
  type FrrNvaProps,
  type IResourceGroup,
  OnPremSiteWithRouteServer,
  type OnPremSiteWithRouteServerProps,
} from "../../lib/index";

/** A public key that nobody has the private part of. */
export const SSH_KEY =
  "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGIJ8jy6oO4BbfSFLtiOIrBNW/2GtiDegoPfqQssxls3 nobody@example.com";
export const CIRCUIT_ID =
  "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-circuit/providers/Microsoft.Network/expressRouteCircuits/erc";

/** A stack with its providers and resource group, in an app that writes to a folder of its own. */
export function emptyStack(
  id = "main",
  withGroup = true,
): { app: App; stack: TerraformStack; resourceGroup: IResourceGroup } {
  const outdir = process.env.CDKTF_OUTDIR ?? mkdtempSync(join(tmpdir(), "forced-tunneling-test-"));
  const app = new App({ outdir, stackTraces: false });
  const stack = addStack(app, id);
  const group = { name: "rg-forced-tunneling", location: "japaneast" };
  const resourceGroup = withGroup ? new ResourceGroup(stack, "resource-group", group) : group;
  return { app, stack, resourceGroup };
}

export function addStack(app: App, id: string): TerraformStack {
  const stack = new TerraformStack(app, id);
  new AzurermProvider(stack, "azurerm", { features: [{}] });
  new RandomProvider(stack, "random");
  return stack;
}

interface TokenMap {
  readonly stringTokenMap: Map<string, unknown>;
  readonly numberTokenMap: Map<number, unknown>;
}

let kept: ReadonlySet<unknown> | undefined;

/**
 * Lets go of the tokens of apps that are done with: cdktf keeps them all, and with them every app, 2 GB for ten
 * thousand. What stands at the first call, after a first app, stays: some of it is cdktf's own.
 */
export function forgetTokens(): void {
  const { stringTokenMap, numberTokenMap } = (globalThis as unknown as { __cdktfTokenMap: TokenMap }).__cdktfTokenMap;
  const maps: readonly Map<unknown, unknown>[] = [stringTokenMap, numberTokenMap];
  kept ??= new Set(maps.flatMap((map) => [...map.keys()]));
  for (const map of maps) for (const key of map.keys()) if (!kept.has(key)) map.delete(key);
}

/** What of the article's topology a test changes. */
export interface Changes {
  readonly circuit?: Partial<ExistingCircuitProps>;
  readonly hub?: Partial<ForcedTunnelingHubProps>;
  readonly site?: Partial<OnPremSiteWithRouteServerProps>;
  readonly nva?: Partial<FrrNvaProps>;
}

/** The article's topology, as in main.ts, with one value for each variable. */
export function article(changes: Changes = {}) {
  const { app, stack, resourceGroup } = emptyStack();
  const circuit = ExpressRouteCircuit.fromExisting(stack, "circuit", {
    circuitId: CIRCUIT_ID,
    acceptsDefaultRoute: true,
    ...changes.circuit,
  });
  const hub = new ForcedTunnelingHub(stack, "hub00", {
    resourceGroup,
    jumpServer: { operatorSources: ["203.0.113.0/24"] },
    ...changes.hub,
  });
  const site = new OnPremSiteWithRouteServer(stack, "hub100", { resourceGroup, ...changes.site });
  const nva = new FrrNva(stack, "nva100", { site, adminSshPublicKey: SSH_KEY, ...changes.nva });
  const connections = { hub: hub.gateway.connectTo(circuit), site: site.gateway.connectTo(circuit) };
  return { app, stack, resourceGroup, circuit, hub, site, nva, connections };
}

/** A value known only at apply. */
export function variable(stack: TerraformStack, name: string, type = "string"): TerraformVariable {
  return new TerraformVariable(stack, name, { type });
}

export type Resource = Record<string, unknown>;

/** The synthesized JSON of a stack, validations included. */
export class Template {
  public readonly json: {
    resource: Record<string, Record<string, Resource>>;
    data?: Record<string, Record<string, Resource>>;
    output?: Record<string, Resource>;
    variable?: Record<string, Resource>;
  };

  public constructor(stack: TerraformStack) {
    this.json = JSON.parse(Testing.synth(stack, true));
  }

  /** All resources of a type, by Azure name. */
  public all(type: string): Record<string, Resource> {
    return Object.fromEntries(
      Object.values(this.json.resource[`azurerm_${type}`] ?? {}).map((resource) => [resource.name as string, resource]),
    );
  }

  /** The one resource of a type with an Azure name. */
  public one(type: string, name: string): Resource {
    const found = this.all(type)[name];
    if (!found) throw new Error(`no azurerm_${type} ${name}; there are ${Object.keys(this.all(type)).join(", ")}`);
    return found;
  }

  /** The address of that resource: azurerm_subnet.main_… */
  public address(type: string, name: string): string {
    const entry = Object.entries(this.json.resource[`azurerm_${type}`] ?? {}).find(
      ([, resource]) => resource.name === name,
    );
    return `azurerm_${type}.${entry?.[0]}`;
  }
}
