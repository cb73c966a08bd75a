import { type Exposure, exposures } from "../forwarding/exposure";
import { overview } from "../forwarding/overview";
import { path } from "../forwarding/path";
import type { Machine, Topology } from "../model/azure";
import { type Refusal, refusals } from "../faults/refusals";
import { allRoutes } from "../routes/effective-routes";
import type { MachineVerdict, PathQuery, PathResult, SubnetRoutes } from "../results";
import type { Unknown } from "../unknown/value";
import { TopologyIndex } from "../model/topology-index";
import { type Cause, causes } from "./causes";
import { distinct } from "./rule";
import { type Stray, strays } from "./foreign-defaults";
import { type Usage, usages } from "./usage";
import { without } from "../model/removal";
import { withdrawn } from "./withdrawn";

/** What several rules ask for: computed at the first question, then kept. */
export class Context {
  public readonly index: TopologyIndex;
  private readonly paths = new Map<string, PathResult>();
  private verdictsKept?: readonly MachineVerdict[];
  private routesKept?: readonly SubnetRoutes[];
  private refusalsKept?: readonly Refusal[];
  private causesKept?: readonly Cause[];
  private exposuresKept?: readonly Exposure[];
  private usagesKept?: readonly Usage[];
  private withdrawnKept?: readonly MachineVerdict[];
  private readonly claimed = new Set<Cause>();
  private straysKept?: readonly Stray[];
  private readonly withoutKept = new Map<string, readonly MachineVerdict[]>();

  /**
   * @param topology what is judged: an island
   * @param whole the topology that it is a part of: an NVA may stand on another island, and be meant all the same
   */
  public constructor(
    public readonly topology: Topology,
    public readonly whole: Topology = topology,
  ) {
    this.index = new TopologyIndex(topology);
  }

  /** What becomes of each machine's internet traffic. */
  public get verdicts(): readonly MachineVerdict[] {
    return (this.verdictsKept ??= overview(this.topology));
  }

  /** The effective routes of every subnet. */
  public get routes(): readonly SubnetRoutes[] {
    return (this.routesKept ??= allRoutes(this.topology));
  }

  /** What Azure would not take. */
  public get refusals(): readonly Refusal[] {
    return (this.refusalsKept ??= refusals(this.topology));
  }

  /** Why machines are not tunnelled that are meant to be: each cause once. */
  public get causes(): readonly Cause[] {
    return (this.causesKept ??= causes(this));
  }

  /** Causes that no rule has taken over. */
  public get unclaimed(): readonly Cause[] {
    return this.causes.filter((cause) => !this.claimed.has(cause));
  }

  /** Takes causes over: they are part of another finding. */
  public claim(taken: readonly Cause[]): void {
    for (const cause of taken) this.claimed.add(cause);
  }

  /** Who reaches what by public IPs. */
  public get exposures(): readonly Exposure[] {
    return (this.exposuresKept ??= exposures(this.topology, this.routes));
  }

  /** How far Azure's limits are used. */
  public get usages(): readonly Usage[] {
    return (this.usagesKept ??= usages(this.topology));
  }

  /** What would become of the machines if no NVA announced a default. */
  public get withdrawn(): readonly MachineVerdict[] {
    return (this.withdrawnKept ??= overview(withdrawn(this.topology)));
  }

  /** Machines that follow a default which is no NVA's. */
  public get strays(): readonly Stray[] {
    return (this.straysKept ??= strays(this));
  }

  /** What would become of the machines without one of them. */
  public withoutMachine(machine: Machine): readonly MachineVerdict[] {
    const known = this.withoutKept.get(machine.id) ?? overview(without(this.index.topology, machine.id));
    this.withoutKept.set(machine.id, known);
    return known;
  }

  /** The effective routes of a subnet. */
  public routesOf(subnet: string): SubnetRoutes | undefined {
    return this.routes.find(({ id }) => id === subnet);
  }

  /** A packet's path. */
  public path(query: PathQuery): PathResult {
    const key = [query.from, query.to, query.protocol ?? "tcp", query.port ?? 443].join(" ");
    const known = this.paths.get(key) ?? path(this.whole, query);
    this.paths.set(key, known);
    return known;
  }

  /** A machine's way to the internet. */
  public toInternet(machine: MachineVerdict): PathResult {
    return this.path({ from: machine.id, to: "internet" });
  }

  /** What the verdicts wait for that are not known before the apply. */
  public get waitsFor(): readonly Unknown[] {
    return distinct(
      this.verdicts
        .filter(({ verdict }) => verdict === "undetermined")
        .flatMap((machine) => this.toInternet(machine).waitsFor),
    );
  }
}
