import { announce } from "../bgp/propagation";
import { Scenario } from "../unknown/scenario";
import type { Network, Subnet, Topology } from "../model/azure";
import type { EffectiveRoute } from "../results";
import type { Ribs, Route } from "../bgp/route";
import { effectiveTable, learned } from "./effective-table";
import { hasOptional, present, TopologyIndex } from "../model/topology-index";

/** A network's routes by BGP, each with the speaker of its own that has it. */
export type Learned = readonly { readonly route: Route; readonly by: string }[];

/** What came out the same whatever the case: computed without a single question. */
interface Certain {
  ribs?: Ribs;
  readonly tables: Map<string, readonly EffectiveRoute[]>;
  readonly learned: Map<string, Learned>;
}

/** Azure's network in one case: who has learned what, and every subnet's table. Computed when first asked for. */
export class Fabric {
  #ribs: Ribs | undefined;

  public constructor(
    public readonly index: TopologyIndex,
    public readonly scenario: Scenario,
    private readonly certain: Certain,
  ) {}

  /** What the speakers of BGP have. */
  public get ribs(): Ribs {
    return (
      (this.certain.ribs ??= this.certainly((fabric) => announce(fabric.index, fabric.scenario))) ??
      (this.#ribs ??= announce(this.index, this.scenario))
    );
  }

  /** Effective routes of a subnet: all of its NICs share them (row 1.1). */
  public table(subnet: Subnet): readonly EffectiveRoute[] {
    return this.remembered(this.certain.tables, subnet.id, (fabric) => effectiveTable(fabric, subnet));
  }

  /** What a network has by BGP. */
  public learned(network: Network["id"]): Learned {
    return this.remembered(this.certain.learned, network, (fabric) => learned(fabric, network));
  }

  /** Whether routes by BGP come into a subnet (row 3.1). */
  public propagates(subnet: Subnet): boolean {
    const table = this.index.routeTables.get(subnet.routeTable ?? "");
    return table === undefined || this.scenario.yes(table.propagation);
  }

  /** The subnet that what enters a network by its gateway is routed from (row 8.3). */
  public gatewaySubnet(network: string): Subnet | undefined {
    return this.index.subnetsOf(network).find(({ name }) => name === "GatewaySubnet");
  }

  readonly #own = new Map<unknown, Map<string, unknown>>();

  private remembered<T>(memory: Map<string, T>, key: string, compute: (fabric: Fabric) => T): T {
    const own = (this.#own.get(memory) ?? new Map<string, unknown>()) as Map<string, T>;
    this.#own.set(memory, own);
    const known = memory.get(key) ?? own.get(key);
    if (known !== undefined) return known;
    const certain = this.certainly(compute);
    if (certain !== undefined) memory.set(key, certain);
    const value = certain ?? compute(this);
    if (certain === undefined) own.set(key, value);
    return value;
  }

  /** The value, if it is the same in every case: nothing was asked on the way. */
  private certainly<T>(compute: (fabric: Fabric) => T): T | undefined {
    if (this.questions) return undefined;
    const probe = new Scenario();
    const value = compute(new Fabric(this.index, probe, this.certain));
    this.questions = probe.answers.size > 0;
    return this.questions ? undefined : value;
  }

  /** This fabric has run into a question before: from then on it computes for its own case only. */
  private questions = false;
}

interface Kept {
  readonly index: TopologyIndex;
  readonly certain: Certain;
  readonly optional: boolean;
}

const kept = new WeakMap<Topology, Kept>();

/** The fabric of a topology in one case. What does not depend on the case is computed once for the topology. */
export function fabricOf(topology: Topology, scenario: Scenario): Fabric {
  const known = kept.get(topology) ?? {
    index: new TopologyIndex(topology),
    certain: { tables: new Map(), learned: new Map() },
    optional: hasOptional(topology),
  };
  kept.set(topology, known);
  if (!known.optional) return new Fabric(known.index, scenario, known.certain);
  return new Fabric(new TopologyIndex(present(topology, scenario)), scenario, {
    tables: new Map(),
    learned: new Map(),
  });
}
