import type { Declaration, MachineDeclaration } from "../declaration";
import { edit } from "../edit";
import { nameRefusal } from "./names";
import type { ConstructRule } from "../rule";

/** FT021. Without one the provider uses the name of the machine, and rejects it for Windows only at apply. */
export const computerNameNotAccepted: ConstructRule = {
  id: "FT021",
  name: "computer-name-not-accepted",
  severity: "error",
  summary: "The computer name of a machine is not accepted.",
  why: "The computer name follows the rules of the operating system, which are stricter than those for the name of the resource.",
  sources: ["https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules"],
  otherwise: "the provider, at apply",
  check: (app) =>
    app.machines.flatMap((machine) => {
      const { computerName, operatingSystem, path, computerNameProp } = machine;
      const refusal = computerName === undefined ? undefined : REFUSALS[operatingSystem](computerName);
      if (computerName === undefined || refusal === undefined || isRefusedAsName(app, machine)) return [];
      const at = { path, prop: computerNameProp };
      return [
        {
          at,
          text: `the computer name ${JSON.stringify(computerName)} ${refusal}`,
          got: JSON.stringify(computerName),
          want:
            operatingSystem === "windows"
              ? "1-15 letters, digits and -, not only digits (Windows)"
              : "1-64 letters, digits, - and . (Linux)",
          fix: edit({ path, prop: "computerName" }, accepted(computerName, operatingSystem)),
        },
      ];
    }),
};

const REFUSALS = { windows: windowsRefusal, linux: linuxRefusal } as const;

function windowsRefusal(name: string): string | undefined {
  if (name === "") return "is empty";
  if (name.length > 15) return `has ${name.length} characters`;
  if (/[^A-Za-z0-9-]/.test(name)) return "has characters other than letters, digits and -";
  if (/^-|-$/.test(name)) return "starts or ends with a -";
  return /^\d+$/.test(name) ? "consists of digits only" : undefined;
}

function linuxRefusal(name: string): string | undefined {
  if (name === "") return "is empty";
  if (name.length > 64) return `has ${name.length} characters`;
  if (/[\s\\/"[\]:|<>+=;,?*@&~!#$%^()_{}']/.test(name)) return "has a character that a host name cannot have";
  return /[.-]$/.test(name) ? `ends with ${JSON.stringify(name.at(-1))}` : undefined;
}

/** One cause is one finding: another rule reports it where the name of the machine is rejected too. */
function isRefusedAsName({ names }: Declaration, { path, computerName }: MachineDeclaration): boolean {
  return names.some(
    ({ at, kind, name }) =>
      kind === "virtual machine" && at.path === path && name === computerName && nameRefusal(kind, name) !== undefined,
  );
}

function accepted(name: string, system: MachineDeclaration["operatingSystem"]): string {
  const kept = name
    .replace(/[^A-Za-z0-9-]+/g, "-")
    .replace(/^-+/, "")
    .slice(0, system === "windows" ? 15 : 64)
    .replace(/-+$/, "");
  return /^\d*$/.test(kept) ? `vm-${kept || "hub00"}`.slice(0, 15) : kept;
}
