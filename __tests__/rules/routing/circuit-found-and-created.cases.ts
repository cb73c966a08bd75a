import { newCircuit } from "../article-changes";
import { fails, passes, type Case } from "../case";
import type { Article } from "../declaration-builder";

const alsoFound =
  (resourceGroupName: string | undefined) =>
  (parts: Article): void => {
    newCircuit()(parts);
    const { circuit } = parts;
    circuit.found = { name: "erc-tokyo", resourceGroupName: "rg", provider: "" };
    parts.app.circuits.push({
      ...circuit,
      path: "main/found",
      created: undefined,
      found: { name: "ERC-tokyo", resourceGroupName, provider: "" },
    });
  };

export const CASES: readonly Case[] = [
  passes("circuit-found-and-created", "the same name in another resource group", alsoFound("rg-other")),
  passes("circuit-found-and-created", "a resource group that is known after apply", alsoFound(undefined)),
  fails("circuit-found-and-created", "the same name in the same resource group", alsoFound("rg"), [
    {
      at: "main/found name",
      also: "main/circuit name",
      text: "main/found is the circuit that main/circuit creates",
      fix: "use main/circuit in connectTo",
    },
  ]),
];
