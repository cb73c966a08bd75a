import { type Exposure, exposures } from "../forwarding/exposure";
import { overview, overviews } from "../forwarding/overview";
import { path } from "../forwarding/path";
import { serviceAnswers } from "../forwarding/service-answers";
import type { Machine, Topology } from "../model/azure";
import { refusals } from "../faults/refusals/all";
import type { Refusal } from "../faults/refusals/refusal";
import { allRoutes } from "../routes/effective-routes";
import type { MachineVerdict, PathQuery, PathResult, ServiceAnswer, SubnetRoutes } from "../results";
import type { Unknown } from "../unknown/value";
import { TopologyIndex } from "../model/topology-index";
import type { Cause, ForeignDefault } from "./cause";
import { causes } from "./causes";
import { failable, type Failed, withFailure } from "./failures";
import type { CheckContext } from "./context";
import { foreignDefaults } from "./foreign-defaults";
import { distinctUnknowns } from "./topology-rule";
import { type Usage, usages } from "./usage";
import { undeterminedBecause } from "./undetermined";
import { egressesOf, nvas } from "./nvas";
import { withdrawn } from "./withdrawn";

/** The context of one island: every answer is computed when it is first asked for, then kept. */
export class IslandContext implements CheckContext {
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
  private acceptedVerdicts: ReadonlySet<string> = new Set();
  private foreignDefaultsKept?: readonly ForeignDefault[];
  private failuresKept?: ReturnType<typeof overviews>;
  private servicesKept?: ReturnType<typeof serviceAnswers>;
  private failableKept?: Topology;
  private readonly withoutKept = new Map<string, readonly MachineVerdict[]>();

  /**
   * @param topology the island to check
   * @param whole the topology that it is a part of
   */
  public constructor(
    public readonly topology: Topology,
    public readonly whole: Topology = topology,
  ) {
    this.index = new TopologyIndex(topology);
  }

  public get verdicts(): readonly MachineVerdict[] {
    return (this.verdictsKept ??= overview(this.topology));
  }

  public get routes(): readonly SubnetRoutes[] {
    return (this.routesKept ??= allRoutes(this.topology));
  }

  public get refusals(): readonly Refusal[] {
    return (this.refusalsKept ??= refusals(this.topology));
  }

  public get causes(): readonly Cause[] {
    return (this.causesKept ??= causes(this));
  }

  public get unclaimedCauses(): readonly Cause[] {
    return this.causes.filter((cause) => !this.claimed.has(cause));
  }

  /** From now on nothing waits for the verdicts on these machines. */
  public acceptVerdicts(machines: ReadonlySet<string>): void {
    this.acceptedVerdicts = machines;
  }

  /** From now on these causes are part of another finding. */
  public claim(causes: readonly Cause[]): void {
    for (const cause of causes) this.claimed.add(cause);
  }

  public get exposures(): readonly Exposure[] {
    return (this.exposuresKept ??= exposures(this.topology, this.routes));
  }

  public get usages(): readonly Usage[] {
    return (this.usagesKept ??= usages(this.topology));
  }

  public get withdrawn(): readonly MachineVerdict[] {
    return (this.withdrawnKept ??= overview(withdrawn(this.topology)));
  }

  public get foreignDefaults(): readonly ForeignDefault[] {
    return (this.foreignDefaultsKept ??= foreignDefaults(this));
  }

  public withoutMachine({ id }: Machine): readonly MachineVerdict[] {
    const known = this.withoutKept.get(id) ?? this.without({ component: id }).filter((machine) => machine.id !== id);
    this.withoutKept.set(id, known);
    return known;
  }

  public without(failed: Failed): readonly MachineVerdict[] {
    return (this.failuresKept ??= overviews(this.failable()))(withFailure(failed));
  }

  public services(failed?: Failed): readonly ServiceAnswer[] {
    return (this.servicesKept ??= serviceAnswers(this.failable()))(withFailure(failed));
  }

  private failable(): Topology {
    const egresses = egressesOf(this.topology).map(({ id }) => id);
    return (this.failableKept ??= failable(this.topology, nvas(this.topology), new Set(egresses)));
  }

  public routesOf(subnet: string): SubnetRoutes | undefined {
    return this.routes.find(({ id }) => id === subnet);
  }

  public path(query: PathQuery): PathResult {
    const key = [query.from, query.to, query.protocol ?? "tcp", query.port ?? 443].join(" ");
    const known = this.paths.get(key) ?? path(this.whole, query);
    this.paths.set(key, known);
    return known;
  }

  public toInternet(machine: MachineVerdict): PathResult {
    return this.path({ from: machine.id, to: "internet" });
  }

  public get waitsFor(): readonly Unknown[] {
    return distinctUnknowns(
      this.verdicts
        .filter(({ id, verdict }) => verdict === "undetermined" && !this.acceptedVerdicts.has(id))
        .flatMap((machine) => undeterminedBecause(this, machine).waitsFor),
    );
  }
}
