import { ExpressRouteCircuit } from "@cdktf/provider-azurerm/lib/express-route-circuit";
import { ExpressRouteCircuitPeering } from "@cdktf/provider-azurerm/lib/express-route-circuit-peering";
import { TerraformStack, type TerraformProvider, type TerraformResourceLifecycle } from "cdktf";
import { Construct } from "constructs";
import { type CircuitAddress, found, given } from "./internal/circuit-address";
import { authorize, circuitProvider } from "./internal/circuit-authorization";
import { CircuitGate, connectionExists, onlyIf } from "./internal/circuit-gate";
import { circuitStatus } from "./internal/circuit-status";
import type { CircuitSource, ConnectionRequest, Link } from "./internal/circuit-source";
import { declare, named, tagged } from "./internal/declaration-registry";
import { type Expression, hcl } from "./internal/hcl";
import { parseProps } from "./internal/props-schema";
import { isToken, known } from "./internal/tokens";
import { NEW_CIRCUIT_SCHEMA, type NewCircuitProps } from "./new-circuit-props";
import { Readiness } from "./readiness";
import { groupName, groupScope, placement } from "./resource-group";

/**
 * A circuit that the app creates. If a service provider has to provision it, private peering and connections exist only
 * when Terraform has found it provisioned; on an ExpressRoute Direct port, Azure provisions it at once.
 */
export class NewCircuit implements CircuitSource {
  public readonly circuit: ExpressRouteCircuit;
  public readonly circuitId: string;
  public readonly privatePeering: ExpressRouteCircuitPeering | undefined;
  public readonly nextStep: string;
  private readonly name: string;
  private readonly groupName: string;
  /** Absent on a Direct port. */
  private readonly gate: CircuitGate | undefined;
  private readonly ready = new Readiness();
  private readonly provider: TerraformProvider | undefined;
  private readonly makesAuthorizations: boolean;

  public constructor(
    private readonly scope: Construct,
    props: NewCircuitProps,
  ) {
    const own = parseProps(scope, props, NEW_CIRCUIT_SCHEMA);
    const { provider, directPort, sku, privatePeering } = own;
    const { resourceGroup, common } = placement(scope, own);
    this.name = own.name ?? `erc-${scope.node.id}`;
    this.groupName = groupName(resourceGroup);
    this.provider = circuitProvider(scope, "azurermProvider", own.azurermProvider);
    this.makesAuthorizations = own.authorizations === "create";
    const tier = sku?.tier ?? "Standard";
    const family = sku?.family ?? (tier === "Local" ? "UnlimitedData" : "MeteredData");
    this.circuit = new ExpressRouteCircuit(scope, "circuit", {
      ...common,
      name: this.name,
      provider: this.provider,
      sku: { tier, family },
      serviceProviderName: provider?.name,
      peeringLocation: provider?.peeringLocation,
      bandwidthInMbps: provider?.bandwidthMbps,
      expressRoutePortId: directPort?.expressRoutePortId,
      bandwidthInGbps: directPort?.bandwidthGbps,
    });
    this.circuitId = this.circuit.id;
    this.gate = directPort ? undefined : this.gateIn(scope, "gate");
    if (privatePeering) {
      this.privatePeering = new ExpressRouteCircuitPeering(scope, "private-peering", {
        count: this.gate && onlyIf(hcl`${this.gate.provisioned} || ${this.gate.peered}`),
        provider: this.provider,
        peeringType: "AzurePrivatePeering",
        expressRouteCircuitName: this.circuit.name,
        resourceGroupName: common.resourceGroupName,
        primaryPeerAddressPrefix: privatePeering.primaryPrefix,
        secondaryPeerAddressPrefix: privatePeering.secondaryPrefix,
        vlanId: privatePeering.vlanId,
        peerAsn: privatePeering.peerAsn,
        // A literal is reported, and must not get into the JSON.
        sharedKey: isToken(privatePeering.sharedKey) ? privatePeering.sharedKey : undefined,
      });
    }
    this.ready.needs(this.privatePeering ?? this.circuit);
    this.nextStep = circuitStatus({
      name: this.name,
      circuit: this.circuit,
      gate: this.gate,
      provider,
      ownPeering: privatePeering !== undefined,
    });
    const { path } = scope.node;
    declare(scope, () => ({
      names: named({ path, prop: "name" }, "circuit", this.name, groupScope(resourceGroup)),
      tags: tagged({ path, prop: "tags" }, own.tags),
      circuits: [
        {
          path,
          circuitId: undefined,
          found: found(this.address),
          authorizationKeys: undefined,
          // Nobody else is on a circuit that the app creates.
          acceptsDefaultRoute: true,
          created: {
            provider: provider && {
              name: given(provider.name),
              peeringLocation: given(provider.peeringLocation),
              bandwidthMbps: given(provider.bandwidthMbps),
            },
            directPort: directPort && {
              expressRoutePortId: given(directPort.expressRoutePortId),
              bandwidthGbps: given(directPort.bandwidthGbps),
            },
            tier: known(tier),
            family: known(family),
            privatePeering: privatePeering && {
              primaryPrefix: given(privatePeering.primaryPrefix),
              secondaryPrefix: given(privatePeering.secondaryPrefix),
              vlanId: given(privatePeering.vlanId),
              peerAsn: given(privatePeering.peerAsn),
            },
          },
        },
      ],
      lookups: this.gate
        ? [
            { at: { path, prop: "name" }, what: "the circuit", literal: !isToken(this.name) },
            {
              at: { path, prop: "resourceGroup" },
              what: "the circuit's resource group",
              literal: !isToken(this.groupName),
            },
          ]
        : [],
      secrets:
        privatePeering?.sharedKey === undefined
          ? []
          : [{ at: { path, prop: "privatePeering.sharedKey" }, literal: !isToken(privatePeering.sharedKey) }],
    }));
  }

  public link({ scope, name, resourceGroup, authorizationKey }: ConnectionRequest): Link {
    const isHere = TerraformStack.of(scope) === TerraformStack.of(this.scope);
    if (!isHere) circuitProvider(scope, "circuit", this.provider);
    // A reference to another stack would be read from its state, which may not exist yet: there, the circuit is looked up.
    const gate = isHere ? this.gate : this.gateIn(scope, "circuit");
    const own = { path: scope.node.path, prop: "name" };
    const group = groupName(resourceGroup);
    if (gate)
      declare(scope, () => ({
        lookups: [
          { at: own, what: "the connection", literal: !isToken(name) },
          { at: { ...own, prop: "resourceGroup" }, what: "the connection's resource group", literal: !isToken(group) },
        ],
      }));
    const wanted = gate && hcl`${this.connectable(gate)} || ${connectionExists(scope, name, group)}`;
    const count = wanted && onlyIf(wanted);
    const key = authorizationKey ?? (this.makesAuthorizations ? this.authorize(scope, name, count) : undefined);
    return {
      circuitId: isHere ? this.circuitId : gate!.attribute("id").toString(),
      authorizationKey: key,
      count,
      lifecycle: isHere ? this.sameCircuit() : undefined,
      after: this.ready,
    };
  }

  /** If the service provider configures the private peering, connections wait for that as well. */
  private connectable({ provisioned, peered }: CircuitGate): Expression {
    return this.privatePeering ? provisioned : hcl`${provisioned} && ${peered}`;
  }

  private gateIn(scope: Construct, id: string): CircuitGate {
    return new CircuitGate(scope, id, this.address);
  }

  private get address(): CircuitAddress {
    return { name: this.name, resourceGroupName: this.groupName, provider: this.provider };
  }

  private authorize(scope: Construct, connection: string, count: number | undefined): string {
    const circuit = this.scope.node.path;
    return authorize(scope, { connection, circuit, address: this.address, count, after: this.ready });
  }

  /** A circuit that is replaced in the same plan is a new one, which its provider has not provisioned. */
  private sameCircuit(): TerraformResourceLifecycle {
    const { circuit, gate } = this;
    const provisioned = hcl`${circuit.serviceProviderProvisioningState} == "Provisioned"`;
    const condition: Expression = gate
      ? hcl`${provisioned} || ${circuit.serviceKey} == ${gate.attribute("service_key")}`
      : provisioned;
    const errorMessage = hcl`format("Circuit %s is %s. Its provider has to provision it before a gateway can be connected. Apply again after that.", ${this.name}, ${circuit.serviceProviderProvisioningState})`;
    return { precondition: [{ condition: condition.toString(), errorMessage: errorMessage.toString() }] };
  }
}
