import type { VirtualMachineRunCommand } from "@cdktf/provider-azurerm/lib/virtual-machine-run-command";
import { Lazy, type TerraformLocal, TerraformStack, TerraformVariable, Token } from "cdktf";
import { Construct } from "constructs";
import { DEFAULT_REFLECTORS, EGRESS_TIMEOUT, RUN_ID_PATTERN } from "../domain/egress-check";
import { declare } from "./internal/declaration-registry";
import { type CheckedNva, egressVerdict } from "./internal/egress-verdict";
import { egressScript } from "./internal/egress-script";
import { FrrNva } from "./frr-nva";
import { type Expression, hcl } from "./internal/hcl";
import { guardEgressCheck } from "./internal/preconditions";
import { anyConstruct, number, parseProps, type PropsSchema, required, text, texts } from "./internal/props-schema";
import { repeatableRunCommand } from "./internal/repeatable-run-command";
import { isToken, known } from "./internal/tokens";
import { Readiness } from "./readiness";
import type { INetwork } from "./subnet";
import { VirtualMachine } from "./virtual-machine";

/** Props of an {@link EgressCheck}. */
export interface EgressCheckProps {
  /** Machine whose traffic should be tunnelled, for example `hub.client`. Both must be in the same stack. */
  readonly client: VirtualMachine;
  /** NVAs with whose public IPs the traffic should leave: at least one. */
  readonly nvas: readonly FrrNva[];
  /**
   * What the check waits for in addition.
   * @default - the NVAs, their BGP connections, all connections of the client's and the NVAs' VNets to circuits, and the
   * peerings of the client's VNet
   */
  readonly after?: Readiness;
  /**
   * Services on the internet that print the public IPv4 address of the caller: 2 to 8 https URLs, of different operators.
   * The check needs the answer of one; answers that differ are reported.
   * @default - three services of three operators: api.ipify.org, ifconfig.me and checkip.amazonaws.com
   */
  readonly reflectors?: readonly string[];
  /**
   * Id of the run: a reference to a Terraform variable. Another id runs the check again, an empty one runs nothing. At
   * most 24 letters, digits, dots, underscores and hyphens.
   * @default - the variable `run_id` of the stack, which is created with the default ""
   */
  readonly runId?: string;
  /**
   * Seconds that the client asks again until an NVA's address is seen, 10 to 3600: routes settle after the deployment.
   * @default 300
   */
  readonly timeoutSeconds?: number;
}

const SCHEMA: PropsSchema<EgressCheckProps> = {
  client: anyConstruct,
  nvas: anyConstruct,
  after: anyConstruct,
  reflectors: texts,
  runId: text,
  timeoutSeconds: number,
};

/** What a run takes beyond the time that the script waits: the last questions, and the machine's agent. */
const OVERHEAD_SECONDS = 900;

/** The name has run id, digest and time besides. */
const LABEL_LENGTH = 30;

/**
 * Proof by the deployment that a client's traffic leaves with an NVA's public IP. A run command on the client asks
 * services on the internet which address they see, and Terraform compares it with the NVAs'. A wrong answer is a warning
 * of a Terraform `check` block; it does not fail the apply. Nothing runs until a run id is given.
 * @see https://learn.microsoft.com/azure/virtual-machines/linux/run-command-managed
 */
export class EgressCheck extends Construct {
  /** azurerm's resource of the run command; it has `count` 0 while the run id is empty, or no connection exists. */
  public readonly command: VirtualMachineRunCommand;
  private readonly result: TerraformLocal;

  /**
   * @param scope the client's stack, or a construct in it.
   * @param id construct id; part of the Terraform addresses and of the run command's name.
   * @throws ForcedTunnelingError if the client is not a {@link VirtualMachine}, an NVA is not an {@link FrrNva}, or
   * `after` is not a {@link Readiness}. All other mistakes are reported at synthesis.
   */
  public constructor(scope: Construct, id: string, props: EgressCheckProps) {
    super(scope, id);
    const own = parseProps(this, props, SCHEMA);
    const isMachine = (value: unknown): boolean => value instanceof VirtualMachine;
    const client = required(this, "client", own.client, isMachine, "a VirtualMachine", "hub.client");
    const areNvas = (value: readonly unknown[]): boolean =>
      Array.isArray(value) && value.every((one) => one instanceof FrrNva);
    const nvas = required(this, "nvas", own.nvas, areNvas, "a list of FrrNva", "[nva]");
    const isReadiness = (value: unknown): boolean => value instanceof Readiness;
    const after =
      own.after && required(this, "after", own.after, isReadiness, "a Readiness, such as site.routingReady");
    const reflectors = own.reflectors ?? DEFAULT_REFLECTORS;
    const timeoutSeconds = own.timeoutSeconds ?? EGRESS_TIMEOUT.default;
    const runId = own.runId ?? runIdVariable(this).stringValue;
    const withAddress = nvas.filter(({ machine }) => machine.publicIp !== undefined);
    const checked = withAddress.map((nva): CheckedNva => ({
      name: nva.machine.name,
      addresses: nva.publicIpAddresses,
    }));
    const expected = checked.flatMap(({ addresses }) => addresses);
    const { script, digest } = egressScript(client.operatingSystem, { reflectors, timeoutSeconds, expected });
    const networks = new Set([client.subnet.network, ...nvas.map(({ site }) => site.network)]);
    const { location, tags } = client.subnet.network.placement.common;
    this.command = repeatableRunCommand(this, "command", {
      label: id.replace(/[^a-zA-Z0-9._-]/g, "-").slice(0, LABEL_LENGTH),
      // The provider returns the outputs of the run before if a run command changes in place.
      key: hcl`format("%s-%s", ${runId}, ${digest})`,
      count: Token.asNumber(Lazy.anyValue({ produce: () => hcl`${runId} == "" ? 0 : ${connected(networks)}` })),
      location,
      tags,
      virtualMachineId: client.machine.id,
      source: { script },
      timeouts: { create: createTimeout(timeoutSeconds) },
    });
    guardEgressCheck(this.command, runId, reflectors, timeoutSeconds);
    const ready = new Readiness().needs(...nvas.map(({ site }) => site.routingReady));
    for (const network of networks) ready.needs(network.connected);
    if (after) ready.needs(after);
    ready.before(this.command);
    this.result = egressVerdict(this, {
      command: this.command,
      runId,
      client: client.name,
      networkInterface: client.networkInterface.name,
      nvas: checked,
    });
    declare(this, () => ({
      egressChecks: [
        {
          path: this.node.path,
          stack: TerraformStack.of(this).node.path,
          clientStack: TerraformStack.of(client).node.path,
          nvas: nvas.map((nva) => ({ path: nva.node.path, publicIp: nva.machine.publicIp !== undefined })),
          reflectors: isToken(reflectors)
            ? undefined
            : reflectors.map((url, i) => ({ at: { path: this.node.path, prop: `reflectors.${i}` }, url: known(url) })),
          timeoutSeconds: known(timeoutSeconds),
          runId: known(runId),
        },
      ],
    }));
  }

  /**
   * What the last run found, for an output: "tunnelled: …", "direct: …", "mixed: …", "no egress: …", "cannot tell: …" or
   * "not run: …". Not sensitive; known after apply.
   */
  public get verdict(): string {
    return this.result.asString;
  }
}

const createTimeout = (seconds: number): string =>
  isToken(seconds) ? hcl`format("%ds", ${seconds} + ${OVERHEAD_SECONDS})`.toString() : `${seconds + OVERHEAD_SECONDS}s`;

/**
 * 1 if the VNets are connected, as far as this app connects them; 0 if every connection of one waits for the provider of
 * its circuit. Without a connection, a client may have no way to return its answer.
 */
function connected(networks: ReadonlySet<INetwork>): Expression {
  const waiting = [...networks]
    .map(({ connected }) => connected.resources)
    .filter((resources) => resources.length > 0 && resources.every(({ count }) => count !== undefined));
  if (waiting.length === 0) return hcl`1`;
  const existing = waiting.map((resources) =>
    resources.map(({ fqn }) => hcl`length(${fqn})`).reduce((all, one) => hcl`${all} + ${one}`),
  );
  return hcl`(${existing.map((sum) => hcl`${sum} > 0`).reduce((all, one) => hcl`${all} && ${one}`)} ? 1 : 0)`;
}

/** The variable `run_id` of the stack, which all its checks share. */
function runIdVariable(scope: Construct): TerraformVariable {
  const stack = TerraformStack.of(scope);
  const existing = stack.node.tryFindChild("run_id");
  if (existing instanceof TerraformVariable) return existing;
  return new TerraformVariable(stack, "run_id", {
    type: "string",
    default: "",
    nullable: false,
    description:
      "Id of a run that checks with which public IP the client's traffic leaves. Another id runs it again; empty: no run.",
    validation: [
      {
        condition: `\${can(regex("${RUN_ID_PATTERN}", var.run_id))}`,
        errorMessage: "run_id must have at most 24 letters, digits, dots, underscores and hyphens.",
      },
    ],
  });
}
