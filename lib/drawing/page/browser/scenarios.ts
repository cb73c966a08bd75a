import { check } from "../../../analysis/check/check";
import { exposures } from "../../../analysis/forwarding/exposure";
import type { Topology } from "../../../analysis/model/azure";
import { overview } from "../../../analysis/forwarding/overview";
import { path } from "../../../analysis/forwarding/path";
import type { CheckReport, MachineVerdict, PathQuery, PathResult, SubnetRoutes } from "../../../analysis/results";
import { allRoutes } from "../../../analysis/routes/effective-routes";
import { TopologyError } from "../../../analysis/model/topology-error";
import { without } from "../../../analysis/model/removal";
import { sortByMachineName } from "../../scene/build-highlights";
import type { PageData } from "../page-data";

/** The engine's answers about one topology, each computed when it is first asked for. */
export class TopologyAnswers {
  private verdictsKept?: readonly MachineVerdict[];
  private routesKept?: readonly SubnetRoutes[];
  private reportKept?: CheckReport;
  private readonly paths = new Map<string, PathResult | TopologyError>();

  public constructor(
    public readonly topology: Topology,
    private readonly rules: PageData["rules"],
  ) {}

  public get verdicts(): readonly MachineVerdict[] {
    return (this.verdictsKept ??= sortByMachineName(overview(this.topology)));
  }

  public get routes(): readonly SubnetRoutes[] {
    return (this.routesKept ??= allRoutes(this.topology));
  }

  /** Of a component that failed, there is nothing to accept. */
  public get report(): CheckReport {
    return (this.reportKept ??= check(this.topology, { ...this.rules, whatIf: false }));
  }

  public get exposures(): ReturnType<typeof exposures> {
    return exposures(this.topology, this.routes);
  }

  /** The path, or why there is no answer. */
  public path(query: PathQuery): PathResult | TopologyError {
    const key = JSON.stringify(query);
    const known = this.paths.get(key) ?? orError(() => path(this.topology, query));
    this.paths.set(key, known);
    return known;
  }
}

/** Answers under simulated failures, kept so that going back costs nothing. */
export class Scenarios {
  private readonly kept = new Map<string, TopologyAnswers>();
  public readonly whole: TopologyAnswers;

  public constructor(private readonly data: PageData) {
    this.whole = new TopologyAnswers(data.topology, data.rules);
  }

  /**
   * Answers without the components named, which fail one after the other.
   * @returns `errors`: why a component cannot fail, such as one that is gone with another
   */
  public without(names: readonly string[]): {
    readonly answers: TopologyAnswers;
    readonly errors: readonly TopologyError[];
  } {
    const errors: TopologyError[] = [];
    const remaining = names.reduce((topology, name) => {
      const reduced = orError(() => without(topology, name));
      if (!(reduced instanceof TopologyError)) return reduced;
      errors.push(reduced);
      return topology;
    }, this.data.topology);
    const key = JSON.stringify(names);
    const answers =
      names.length === 0 ? this.whole : (this.kept.get(key) ?? new TopologyAnswers(remaining, this.data.rules));
    this.kept.set(key, answers);
    return { answers, errors };
  }
}

/** The value, or the error that says why there is none. */
export function orError<T>(ask: () => T): T | TopologyError {
  try {
    return ask();
  } catch (error) {
    if (error instanceof TopologyError) return error;
    throw error;
  }
}
