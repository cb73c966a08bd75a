import type { VirtualMachineRunCommand } from "@cdktf/provider-azurerm/lib/virtual-machine-run-command";
import { TerraformLocal, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { type Expression, hcl } from "./hcl";

/** An NVA and its public addresses. */
export interface CheckedNva {
  readonly name: string;
  readonly addresses: readonly string[];
}

/** What the verdict is about. */
interface EgressVerdictOptions {
  readonly command: VirtualMachineRunCommand;
  readonly runId: string;
  /** Names in Azure, of the client and its network interface. */
  readonly client: string;
  readonly networkInterface: string;
  readonly nvas: readonly CheckedNva[];
}

/**
 * Adds the locals that compare what a run command printed with the NVAs' addresses, and the Terraform check that warns.
 * @returns the verdict.
 */
export function egressVerdict(
  scope: Construct,
  { command, runId, client, networkInterface, nvas }: EgressVerdictOptions,
): TerraformLocal {
  const local = (id: string, value: Expression): TerraformLocal => new TerraformLocal(scope, id, value.toString());
  const named = (id: string, value: Expression): Expression => hcl`${local(id, value).asString}`;
  const commands = hcl`${command.fqn}`;

  // The result is the last line that looks like it: an agent or a profile may print lines of its own.
  const result = hcl`reverse(regexall("[{].egress.:.*[}]", one(${commands}[*].instance_view)[0].output))[0]`;
  const answers = named(
    "answers",
    hcl`try([for one in jsondecode(${result}).answers : {
reflector = tostring(one.reflector), address = tostring(one.address), error = tostring(one.error) }], [])`,
  );
  const seen = named("seen", hcl`distinct([for one in ${answers} : one.address if one.address != ""])`);
  const known = named(
    "nvas",
    hcl`[${nvas.map(({ name, addresses }) => hcl`{ name = ${name}, addresses = ${addresses} }`).reduce(list, hcl``)}]`,
  );
  const through = named(
    "through",
    hcl`[for nva in ${known} : format("%s (%s)", nva.name, join(", ", sort(setintersection(nva.addresses, ${seen})))) if length(setintersection(nva.addresses, ${seen})) > 0]`,
  );
  const direct = named("direct", hcl`sort(setsubtract(${seen}, flatten(${known}[*].addresses)))`);
  const expected = hcl`join(" or ", [for nva in ${known} : format("%s (%s)", nva.name, join(", ", nva.addresses))])`;

  const errors = hcl`[for one in ${answers} : one.error]`;
  const silent = hcl`contains(${errors}, "no connection") && length(setsubtract(${errors}, ["no connection", "name not resolved"])) == 0`;
  const reasons = hcl`join("; ", [for one in ${answers} : "\${one.reflector}: \${one.error}"])`;
  const state = hcl`try(one(${commands}[*].instance_view)[0].execution_state, "unknown")`;
  // A condition that is known hides what is known only at apply: without a run, the first plan does not warn.
  const verdict = local(
    "verdict",
    hcl`${runId} == "" ? "not run: set a run id and apply" :
length(${commands}) == 0 ? "not run: the client or an NVA waits for the connection to its circuit" :
length(${answers}) == 0 ? "cannot tell: the script printed no result (execution state \${${state}})" :
length(${seen}) == 0 && (${silent}) ? "no egress: \${${reasons}}" :
length(${seen}) == 0 ? "cannot tell: \${${reasons}}" :
length(${direct}) == 0 ? "tunnelled: leaves through \${join(" and ", ${through})}" :
length(${through}) == 0 ? "direct: leaves as \${join(", ", ${direct})}, which is not an address of an NVA" :
"mixed: leaves through \${join(" and ", ${through})} and as \${join(", ", ${direct})}, which is not an address of an NVA"`,
  );
  const word = hcl`split(":", ${verdict.asString})[0]`;
  const fix = hcl`lookup({
"no egress" = "check that the NVA advertises its default route and that the client learns it: az network nic show-effective-route-table",
"cannot tell" = "ask the client by hand: hub.proofCommand, or check that the reflectors can be reached",
}, ${word}, "compare the effective routes of network interface \${${networkInterface}} with those of: forced-tunnel routes")`;
  const message = hcl`join("\\n  ", [
"It is not proved that the traffic of \${${client}} is tunnelled",
"got   \${${verdict.asString}}",
"want  tunnelled: leaves through \${${expected}}",
"fix   \${${fix}}; then apply with another run id",
])`;
  TerraformStack.of(scope).addOverride(`check.${verdict.friendlyUniqueId}`, [
    {
      assert: [
        { condition: hcl`contains(["tunnelled", "not run"], ${word})`.toString(), error_message: message.toString() },
      ],
    },
  ]);
  return verdict;
}

const list = (all: Expression, one: Expression, i: number): Expression => (i === 0 ? one : hcl`${all}, ${one}`);
