import { createHash } from "node:crypto";
import type { VirtualMachineRunCommand } from "@cdktf/provider-azurerm/lib/virtual-machine-run-command";
import { Annotations } from "cdktf";
import type { Construct } from "constructs";
import type { VirtualMachine } from "../virtual-machine";
import { type Expression, hcl, replaceTokens, tokensOf } from "./hcl";
import { repeatableRunCommand } from "./repeatable-run-command";

/** Input of {@link nvaChange}. */
interface NvaChangeOptions {
  readonly machine: VirtualMachine["machine"];
  /** What runs on the machine, with tokens for values that are known only at apply. */
  readonly script: string;
  readonly common: { readonly location: string; readonly tags?: Record<string, string> };
}

/** The run command waits for a first boot, and then for sessions that return. */
const CREATE_TIMEOUT = "60m";
const DIGITS = 12;

/** Changes the files of a machine that exists by a run command, instead of replacing the machine. */
export function nvaChange(scope: Construct, { machine, script, common }: NvaChangeOptions): VirtualMachineRunCommand {
  machine.lifecycle = { ...machine.lifecycle, ignoreChanges: ["custom_data"] };
  return repeatableRunCommand(scope, "change", {
    ...common,
    label: "nva-config",
    key: digestOf(script),
    virtualMachineId: machine.id,
    source: { script: hcl`${script}`.toString() },
    timeouts: { create: CREATE_TIMEOUT },
  });
}

/** Machines that Terraform replaces when their configuration changes, by their Route Servers. */
const replaced = new WeakMap<Construct, string[]>();

/**
 * Warns if a machine is not the only one of a Route Server that a change replaces. No graph keeps one of two machines: what
 * depends on the first is destroyed before it, also with `create_before_destroy`, and machines that do not depend on each
 * other are replaced at the same time (Terraform 1.11).
 */
export function warnOfReplacement(nva: Construct, machine: VirtualMachine["machine"], routeServer: Construct): void {
  const address = `${machine.terraformResourceType}.${machine.friendlyUniqueId}`;
  const [first] = replaced.get(routeServer) ?? replaced.set(routeServer, []).get(routeServer)!;
  replaced.get(routeServer)!.push(address);
  if (first !== undefined)
    Annotations.of(nva).addWarning(
      `a change of the configuration replaces this NVA and ${first} at the same time, and until one is back there is no egress: run terraform apply '-target=${first}' first, and terraform apply when its BGP sessions are established; or leave userDataChanges out`,
    );
}

/** Of the text without the values that are known only at apply, and of these: the text is in the JSON only once. */
function digestOf(script: string): Expression {
  const text = createHash("sha256").update(replaceTokens(script, "\n")).digest("hex");
  return hcl`substr(sha256(join(" ", ${[text, ...tokensOf(script)]})), 0, ${DIGITS})`;
}
