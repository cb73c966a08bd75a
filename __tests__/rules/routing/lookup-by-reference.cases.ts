import { newCircuit } from "../article-changes";
import { fails, passes, type Case } from "../case";
import { place } from "../declaration-builder";

export const CASES: readonly Case[] = [
  passes("lookup-by-reference", "literal names", (parts) => {
    newCircuit()(parts);
    parts.app.lookups.push({ at: place("main/circuit", "name"), what: "the circuit", literal: true });
  }),
  fails(
    "lookup-by-reference",
    "the name of a variable, and a resource group of another app",
    (parts) => {
      newCircuit()(parts);
      parts.app.lookups.push({ at: place("main/circuit", "name"), what: "the circuit", literal: false });
      const at = place("main/hub00/gateway/connection", "resourceGroup");
      parts.app.lookups.push({ at, what: "the connection's resource group", literal: false });
    },
    [
      {
        at: "main/circuit name",
        text: "the name of the circuit is known only when Terraform runs",
        got: "a reference",
        fix: 'name: "…", or leave it out',
      },
      {
        at: "main/hub00/gateway/connection resourceGroup",
        text: "the name of the connection's resource group is known only when Terraform runs",
        fix: 'new ResourceGroup(stack, "resource-group", { name: "…", location: "…" }), or { name: "…", location: "…" }',
      },
    ],
  ),
];
