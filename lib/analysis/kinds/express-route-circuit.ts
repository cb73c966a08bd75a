import { MSEE_ASN } from "../../domain/asn";
import type { Component } from "../model/component";
import type { Resource } from "../terraform/resource";
import type { ComputedSource } from "../terraform/computed-attributes";
import type { Value } from "../terraform/value";
import { isOpen, isUnknown, type Unknown } from "../unknown/value";
import { asnText } from "./box";
import type { Kind, KindReader } from "./kind";

/** An ExpressRoute circuit: one of the configuration, or one that a connection names by an id or an expression. */
export interface Circuit extends Component {
  /** False: it is known by its id only. */
  readonly managed: boolean;
  /** Absent where only the apply or the provider knows. */
  readonly provisioned?: boolean | Unknown<boolean>;
}

export const EXPRESS_ROUTE_CIRCUIT: Kind<Circuit, "circuits"> = {
  list: "circuits",
  label: "circuit",
  types: ["azurerm_express_route_circuit"],
  references: {},
  box: () => ({ look: "circuit", word: "CIRCUIT", detail: asnText(MSEE_ASN) }),
};

export const EXPRESS_ROUTE_CIRCUIT_READER: KindReader<Circuit> = {
  kind: EXPRESS_ROUTE_CIRCUIT,
  read: (resources) =>
    resources.of("azurerm_express_route_circuit").map((resource) => {
      const provisioned = provisionedState(resource);
      return {
        ...resources.component(resource),
        managed: !resource.data,
        ...(provisioned !== undefined && { provisioned }),
      };
    }),
  // What waits for the circuit's provider exists, and all verdicts are about the time after (row A4).
  computed: {
    service_provider_provisioning_state: (circuit, own) =>
      isGiven(own) ? own : afterProvisioning(circuit, "service_provider_provisioning_state", "Provisioned"),
    peerings: (circuit, own) =>
      isGiven(own) ? own : afterProvisioning(circuit, "peerings", [{ peering_type: "AzurePrivatePeering" }]),
  },
  external: {
    usual: true,
    make: ({ id, name, text }) => ({
      id,
      name: text !== undefined && isOpen(text) ? `circuit (${name})` : name,
      managed: false,
    }),
  },
  finish: (circuits) => (circuits.length === 1 ? circuits.map(onlyCircuit) : circuits),
};

/** The only circuit needs no other name, where its own is known only after apply. */
const onlyCircuit = (circuit: Circuit): Circuit =>
  /^circuit \(.*\)$/.test(circuit.name) ? { ...circuit, name: "circuit" } : circuit;

const isGiven = (own: Value | undefined): boolean => own !== undefined && own !== null && own !== "" && !isUnknown(own);

function afterProvisioning(circuit: ComputedSource, attribute: string, value: Value): Value {
  const name = circuit.configured("name");
  const label = typeof name === "string" ? `circuit ${name}` : "the circuit";
  return circuit.assume(attribute, value, `the answers assume that the service provider has provisioned ${label}`);
}

function provisionedState(resource: Resource): boolean | undefined {
  const state = resource.configured("service_provider_provisioning_state");
  return state === null || state === "" || isUnknown(state) ? undefined : state === "Provisioned";
}
