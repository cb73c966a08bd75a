import { groupBy } from "../../domain/group-by";
import { circuitIdentity } from "./one-circuit-per-id";
import type { ConstructRule } from "../rule";

/** FT094. */
export const circuitFoundAndCreated: ConstructRule = {
  id: "FT094",
  name: "circuit-found-and-created",
  severity: "error",
  summary: "A circuit that the app creates is also looked up as an existing one.",
  why: "Terraform looks up an existing circuit before it creates anything, so the first plan fails.",
  sources: ["https://developer.hashicorp.com/terraform/language/data-sources"],
  otherwise: "terraform plan",
  check: (app) =>
    groupBy(
      app.circuits.filter((circuit) => circuitIdentity(circuit) !== undefined),
      (circuit) => circuitIdentity(circuit)!,
    ).flatMap((same) => {
      const created = same.find((one) => one.created);
      if (!created) return [];
      return same
        .filter((one) => !one.created)
        .map(({ path }) => ({
          at: { path, prop: "name" },
          also: { path: created.path, prop: "name" },
          text: `${path} is the circuit that ${created.path} creates`,
          got: "ExpressRouteCircuit.fromName",
          want: "one construct for each circuit",
          fix: `use ${created.path} in connectTo`,
        }));
    }),
};
