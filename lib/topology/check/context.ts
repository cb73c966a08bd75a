import { allRoutes } from "../routes";
import { overview } from "../overview";
import { path } from "../path";
import type { Topology } from "../model";
import { type Refusal, refusals } from "../refusals";
import type { MachineVerdict, PathQuery, PathResult, SubnetRoutes } from "../results";
import type { Unknown } from "../unknown";
import { View } from "../view";
import { type Cause, causes } from "./causes";
import { distinct } from "./rule";

/** What several rules ask for: computed at the first question, then kept. */
export class Context {
  public readonly view: View;
  private readonly paths = new Map<string, PathResult>();
  private verdictsKept?: readonly MachineVerdict[];
  private routesKept?: readonly SubnetRoutes[];
  private refusalsKept?: readonly Refusal[];
  private causesKept?: readonly Cause[];

  public constructor(public readonly topology: Topology) {
    this.view = new View(topology);
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

  /** A packet's path. */
  public path(query: PathQuery): PathResult {
    const key = [query.from, query.to, query.protocol ?? "tcp", query.port ?? 443].join(" ");
    const known = this.paths.get(key) ?? path(this.topology, query);
    this.paths.set(key, known);
    return known;
  }

  /** A machine's way to the internet. */
  public toInternet(machine: MachineVerdict): PathResult {
    return this.path({ from: machine.id, to: "internet" });
  }

  /** What the verdicts wait for that are not known before the apply. */
  public get waitsFor(): readonly Unknown[] {
    return distinct(this.verdicts.filter(({ verdict }) => verdict === "undetermined").flatMap((machine) => this.toInternet(machine).waitsFor));
  }
}
