import { Memo } from "../unknown/memo";
import type { Scenario } from "../unknown/scenario";
import { announce } from "../bgp/propagation";
import type { Network, Subnet, Topology } from "../model/azure";
import type { EffectiveRoute } from "../results";
import type { Ribs, Route } from "../bgp/route";
import { effectiveTable, learned } from "./effective-table";
import { hasOptional, present, TopologyIndex } from "../model/topology-index";

/** A network's routes by BGP, each with the speaker of its own that has it. */
export type Learned = readonly { readonly route: Route; readonly by: string }[];

/** What was computed for a topology, by the answers that it read. */
interface Computed {
  readonly ribs: Memo<"ribs", Ribs>;
  readonly tables: Memo<string, readonly EffectiveRoute[]>;
  readonly learned: Memo<string, Learned>;
}

/** Azure's network in one scenario: who has learned what, and every subnet's table. Computed when first asked for. */
export class Fabric {
  public constructor(
    public readonly index: TopologyIndex,
    public readonly scenario: Scenario,
    private readonly computed: Computed,
  ) {}

  /** What the speakers of BGP have. */
  public get ribs(): Ribs {
    return this.computed.ribs.get("ribs", this.scenario, () => announce(this.index, this.scenario));
  }

  /** Effective routes of a subnet: all of its NICs share them (row 1.1). */
  public table(subnet: Subnet): readonly EffectiveRoute[] {
    return this.computed.tables.get(subnet.id, this.scenario, () => effectiveTable(this, subnet));
  }

  /** What a network has by BGP. */
  public learned(network: Network["id"]): Learned {
    return this.computed.learned.get(network, this.scenario, () => learned(this, network));
  }

  /** Whether routes by BGP come into a subnet (row 3.1). */
  public propagates(subnet: Subnet): boolean {
    const table = this.index.routeTables.get(subnet.routeTable ?? "");
    return table === undefined || this.scenario.isTrue(table.propagation);
  }

  /** The subnet that what enters a network by its gateway is routed from (row 8.3). */
  public gatewaySubnet(network: string): Subnet | undefined {
    return this.index.subnetsOf(network).find(({ name }) => name === "GatewaySubnet");
  }
}

interface Kept {
  readonly index: TopologyIndex;
  readonly computed: Computed;
  readonly optional: boolean;
}

const kept = new WeakMap<Topology, Kept>();

const nothingComputed = (): Computed => ({ ribs: new Memo(), tables: new Memo(), learned: new Memo() });

/** The fabric of a topology in one scenario. */
export function fabricOf(topology: Topology, scenario: Scenario): Fabric {
  const known = kept.get(topology) ?? {
    index: new TopologyIndex(topology),
    computed: nothingComputed(),
    optional: hasOptional(topology),
  };
  kept.set(topology, known);
  if (!known.optional) return new Fabric(known.index, scenario, known.computed);
  return new Fabric(new TopologyIndex(present(topology, scenario)), scenario, nothingComputed());
}
