/**
 * Matchers for Jest: what a stack, an app, Terraform JSON or a topology does with packets.
 *
 * ```ts
 * import "cdktf-azure-forced-tunneling/topology/jest";
 *
 * expect(stack).toTunnel("vm-hub00", { through: "vm-nva100" });
 * expect(stack).toExempt("vm-jump00");
 * expect(stack).not.toReach("internet", "vm-hub00", { port: 3389 });
 * ```
 *
 * Snapshots show the user data of machines as the lines that the machine receives.
 * @packageDocumentation
 */
import { machineNamed } from "./model/find";
import type { Topology } from "./model/azure";
import { pathWords } from "./forwarding/path-words";
// The package's own entry: the analysis is not bundled a second time.
import { overview, path, readTopology, TopologyError } from "./index";
import type { MachineVerdict, PathQuery, PathResult } from "./results";
import { isSynthesizable, synthesized } from "./terraform/sources/synthesized";
import { userDataSerializer } from "./kinds/user-data-serializer";
import { hasArrived } from "./verdict";

/** What Jest wants back from a matcher. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** What Jest tells a matcher of its call, as `this`: who calls a matcher alone gives it anything. */
interface MatcherState {
  /** True for `expect(…).not`. */
  readonly isNot?: boolean;
}

/** The NVA that is expected. */
export interface TunnelOptions {
  /** Name of the machine whose address the internet sees. @default any NVA */
  readonly through?: string;
}

/** The on-premises router that is expected. */
export interface OnPremisesOptions {
  /** Its name, or that of the local network gateway. @default any */
  readonly by?: string;
}

/** The firewall that is expected. */
export interface FirewallOptions {
  /** Its name. @default any */
  readonly by?: string;
}

/** The packet that is sent. */
export type ReachOptions = Pick<PathQuery, "protocol" | "port">;

/**
 * Of {@link MatcherResult}s: for those who call `expect.extend` themselves. `received`: a TerraformStack, an App, a
 * list of stacks, Terraform JSON (text or parsed), or a Topology.
 */
export const matchers = {
  /** Internet traffic of a machine leaves through an NVA, and its answers come back. */
  toTunnel(this: unknown, received: unknown, machine: string, { through }: TunnelOptions = {}): MatcherResult {
    const { line, result } = toInternet(topologyOf(received), machine);
    const by = line.egress.map((egress) => egress.machine);
    const pass =
      line.verdict === "tunnelled" &&
      (through === undefined || (by.length > 0 && by.every((name) => name === through)));
    return told(
      this,
      pass,
      `${machine} to be tunnelled${through === undefined ? "" : ` through ${through}`}`,
      result,
      line,
    );
  },

  /** Internet traffic of a machine leaves directly, because a route of its own subnet says so. */
  toExempt(this: unknown, received: unknown, machine: string): MatcherResult {
    const { line, result } = toInternet(topologyOf(received), machine);
    return told(this, line.verdict === "exempt", `${machine} to be exempt`, result, line);
  },

  /** Internet traffic of a machine leaves by an on-premises router, and answers from there come back. */
  toLeaveOnPremises(this: unknown, received: unknown, machine: string, { by }: OnPremisesOptions = {}): MatcherResult {
    const { line, result } = toInternet(topologyOf(received), machine);
    const pass = line.verdict === "on-premises" && line.egress.every(({ name }) => by === undefined || name === by);
    return told(this, pass, `${machine} to leave on-premises${by === undefined ? "" : ` by ${by}`}`, result, line);
  },

  /** Internet traffic of a machine leaves through an Azure Firewall and no NVA, and its answers come back. */
  toLeaveThroughFirewall(
    this: unknown,
    received: unknown,
    machine: string,
    { by }: FirewallOptions = {},
  ): MatcherResult {
    const { line, result } = toInternet(topologyOf(received), machine);
    const pass =
      line.verdict === "firewall" && line.egress.every((egress) => by === undefined || egress.machine === by);
    return told(this, pass, `${machine} to leave through a firewall${by === undefined ? "" : `, ${by}`}`, result, line);
  },

  /** A packet arrives, and so does its answer. `from` and `to`: machines, addresses or "internet". */
  toReach(this: unknown, received: unknown, from: string, to: string, options: ReachOptions = {}): MatcherResult {
    const result = path(topologyOf(received), { from, to, ...options });
    return told(
      this,
      hasArrived(result.verdict),
      `${from} to reach ${to}${options.port === undefined ? "" : `:${options.port}`}`,
      result,
    );
  },
};

/** The verdict for every part of the internet, and the path to one address of it. */
function toInternet(
  topology: Topology,
  machine: string,
): { readonly line: MachineVerdict; readonly result: PathResult } {
  const result = path(topology, { from: machine, to: "internet" });
  const { id } = machineNamed(topology, machine);
  return { line: overview(topology).find((one) => one.id === id)!, result };
}

/** An undetermined verdict is no answer: neither what is expected nor its opposite holds. */
function told(state: unknown, holds: boolean, what: string, result: PathResult, line?: MachineVerdict): MatcherResult {
  const isUndetermined = (line ?? result).verdict === "undetermined";
  const pass = isUndetermined ? (state as MatcherState | undefined)?.isNot === true : holds;
  const whole =
    line && line.verdict !== result.verdict ? `${line.machine} is ${line.verdict}: ${line.summary}\n\n` : "";
  const expected = pass ? what.replace(" to ", " not to ") : what;
  return {
    pass,
    message: () =>
      `expected ${expected}${isUndetermined ? ", which is undetermined" : ""}\n\n${whole}${pathWords(result)}`,
  };
}

function topologyOf(received: unknown): Topology {
  if (isTopology(received)) return received;
  if (isSynthesizable(received)) return readTopology(synthesized(received));
  if (typeof received === "string") return readTopology([{ name: "the received text", text: received }]);
  if (typeof received === "object" && received !== null)
    return readTopology([{ name: "the received JSON", text: JSON.stringify(received) }]);
  throw new TopologyError({
    text: "nothing that has a topology",
    got: String(received),
    want: "a TerraformStack, an App, a list of stacks, Terraform JSON or a Topology",
  });
}

const isTopology = (value: unknown): value is Topology =>
  typeof value === "object" && value !== null && "networks" in value && "routeServers" in value;

interface Expect {
  extend?(added: typeof matchers): void;
  addSnapshotSerializer?(serializer: typeof userDataSerializer): void;
}

const { expect } = globalThis as { readonly expect?: Expect };
expect?.extend?.(matchers);
expect?.addSnapshotSerializer?.(userDataSerializer);

declare global {
  namespace jest {
    // The parameters of Jest's own declaration: without both the two do not merge.
    interface Matchers<R, T> {
      /** Internet traffic of a machine leaves through an NVA, and its answers come back. */
      toTunnel(this: Matchers<R, T>, machine: string, options?: TunnelOptions): R;
      /** Internet traffic of a machine leaves directly, because a route of its own subnet says so. */
      toExempt(this: Matchers<R, T>, machine: string): R;
      /** Internet traffic of a machine leaves by an on-premises router, and answers from there come back. */
      toLeaveOnPremises(this: Matchers<R, T>, machine: string, options?: OnPremisesOptions): R;
      /** Internet traffic of a machine leaves through an Azure Firewall and no NVA, and its answers come back. */
      toLeaveThroughFirewall(this: Matchers<R, T>, machine: string, options?: FirewallOptions): R;
      /** A packet arrives, and so does its answer. */
      toReach(this: Matchers<R, T>, from: string, to: string, options?: ReachOptions): R;
    }
  }
}
