import { createdCircuits } from "./new-circuits";
import type { ConstructRule } from "../rule";

/** FT084. With neither, the provider sends empty texts to Azure. */
export const circuitKindRefused: ConstructRule = {
  id: "FT084",
  name: "circuit-kind-refused",
  severity: "error",
  summary: "A new circuit has both a service provider and a Direct port, or neither.",
  why: "A circuit is either a service provider's or on an ExpressRoute Direct port. With neither, terraform plan passes and Azure rejects the circuit.",
  sources: ["https://learn.microsoft.com/azure/expressroute/expressroute-erdirect-about"],
  otherwise: "Azure, at apply",
  check: (app) =>
    createdCircuits(app).flatMap(({ path, created: { provider, directPort } }) => {
      if ((provider === undefined) !== (directPort === undefined)) return [];
      return [
        {
          at: { path, prop: "provider" },
          text: provider
            ? "the circuit has a service provider and an ExpressRoute Direct port"
            : "the circuit has neither a service provider nor an ExpressRoute Direct port",
          got: provider ? "provider and directPort" : "no provider and no directPort",
          want: "one of provider and directPort",
          fix: provider
            ? "leave directPort out"
            : 'provider: { name: "Equinix", peeringLocation: "Tokyo", bandwidthMbps: 50 }',
        },
      ];
    }),
};
