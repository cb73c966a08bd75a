import type { VirtualNetworkGatewayConnection } from "@cdktf/provider-azurerm/lib/virtual-network-gateway-connection";
import type { ExpressRouteCircuit as CircuitResource } from "@cdktf/provider-azurerm/lib/express-route-circuit";
import type { ExpressRouteCircuitPeering } from "@cdktf/provider-azurerm/lib/express-route-circuit-peering";
import { Construct } from "constructs";
import { ExistingCircuit, type ExistingCircuitProps } from "./existing-circuit";
import type { CircuitSource, ConnectionRequest, Link } from "./internal/circuit-source";
import { NamedCircuit, type NamedCircuitProps } from "./named-circuit";
import { NewCircuit } from "./new-circuit";
import type { NewCircuitProps } from "./new-circuit-props";

/** An ExpressRoute circuit that hubs and sites are connected to: an existing one, or one that the app creates. */
export class ExpressRouteCircuit extends Construct {
  /**
   * Refers to a circuit that exists, with private peering, and that its service provider has provisioned. The circuit
   * is not changed or destroyed. All mistakes are reported at synthesis.
   * @param scope the stack, or a construct in it.
   * @param id construct id.
   * @param props id, keys and consent.
   */
  public static fromExisting(scope: Construct, id: string, props: ExistingCircuitProps): ExpressRouteCircuit {
    return new ExpressRouteCircuit(scope, id, (circuit) => new ExistingCircuit(circuit, props));
  }

  /**
   * Refers to a circuit that exists, by its name: Terraform looks up its id, and can create an authorization for each
   * connection, so that nobody handles keys. Otherwise like `fromExisting`. All mistakes are reported at synthesis.
   * @param scope the stack, or a construct in it.
   * @param id construct id.
   * @param props name, authorizations and consent.
   * @throws ForcedTunnelingError if `azurermProvider` is not a provider of the stack.
   */
  public static fromName(scope: Construct, id: string, props: NamedCircuitProps): ExpressRouteCircuit {
    return new ExpressRouteCircuit(scope, id, (circuit) => new NamedCircuit(circuit, props));
  }

  /**
   * Creates a circuit. A service provider has to provision it before Azure accepts its private peering and connections.
   * So the app is applied twice: the first apply creates everything else, and the one after the provider has finished
   * adds what is missing. In between, the plan is empty. All mistakes are reported at synthesis.
   * @param scope the stack, or a construct in it.
   * @param id construct id; part of the Terraform addresses, and of the default name.
   * @param props service provider or port, and placement.
   * @throws ForcedTunnelingError if the resource group is missing, or `azurermProvider` is not a provider of the stack.
   */
  public static create(scope: Construct, id: string, props: NewCircuitProps): NewExpressRouteCircuit {
    return new NewExpressRouteCircuit(scope, id, (circuit) => new NewCircuit(circuit, props));
  }

  /** azurerm's resources of the connections to the circuit, in the order of `connectTo`. */
  public readonly connections: VirtualNetworkGatewayConnection[] = [];
  private readonly source: CircuitSource;

  /** Called by the static methods. */
  protected constructor(scope: Construct, id: string, source: (circuit: Construct) => CircuitSource) {
    super(scope, id);
    this.source = source(this);
  }

  /** Azure id of the circuit: as given, or a reference. */
  public get circuitId(): string {
    return this.source.circuitId;
  }

  /**
   * What the circuit contributes to the next connection.
   * @internal
   */
  public link(connection: ConnectionRequest): Link {
    return this.source.link(connection);
  }
}

/** A circuit that {@link ExpressRouteCircuit.create} creates. */
export class NewExpressRouteCircuit extends ExpressRouteCircuit {
  /** azurerm's resource of the circuit. */
  public readonly circuit: CircuitResource;
  /** azurerm's resource of the private peering; undefined if the service provider configures it. */
  public readonly privatePeering: ExpressRouteCircuitPeering | undefined;
  /** What the user has to do next, in a sentence, for an output: known when Terraform plans. */
  public readonly nextStep: string;
  /** A reference to the service key, which the service provider needs, for a sensitive output. */
  public readonly serviceKey: string;

  /** Called by {@link ExpressRouteCircuit.create}. */
  public constructor(scope: Construct, id: string, source: (circuit: Construct) => NewCircuit) {
    let made: NewCircuit | undefined;
    super(scope, id, (circuit) => (made = source(circuit)));
    const { circuit, privatePeering, nextStep } = made!;
    this.circuit = circuit;
    this.privatePeering = privatePeering;
    this.nextStep = nextStep;
    this.serviceKey = circuit.serviceKey;
  }
}
