import type { FactId } from "../facts";
import type { Address } from "../model/address";
import type { RepairableFault } from "../faults/repairable-fault";
import type { Nic } from "../model/azure";
import type { Packet } from "../model/packet";
import type { Decision, EffectiveRoute, Egress, Hop, Warning } from "../results";
import type { Reason, Verdict } from "../verdict";

/** Where a packet ends, and what it met. */
export interface PathOutcome {
  readonly hops: readonly Hop[];
  /** Its disposition; "internet" and "arrived" are judged by who asked. */
  readonly disposition:
    | { readonly kind: "arrived"; readonly nic: Nic }
    /** It leaves Azure from this NIC. */
    | { readonly kind: "internet"; readonly nic: Nic; readonly egress: Egress; readonly row: EffectiveRoute }
    /** A service, the host, or a private endpoint answers. */
    | { readonly kind: "service"; readonly direct: boolean }
    | { readonly kind: "on-premises" }
    | {
        readonly kind: "stopped";
        readonly verdict: Verdict;
        readonly reason: Reason;
        readonly fault?: RepairableFault;
        readonly cycle?: readonly string[];
      };
  readonly packet: Packet;
  /** NICs that it went through, forwarded. */
  readonly forwarders: readonly Nic[];
  /** Source translations on the way, the latest last: at which NIC, of what. */
  readonly translations: readonly Translation[];
  /** NICs whose security groups have recorded the flow. */
  readonly recorded: ReadonlySet<string>;
  readonly warnings: readonly Warning[];
}

/** A source address that an NVA has put its own in place of. */
export interface Translation {
  readonly nic: string;
  readonly original: Address;
}

/** What a packet carries along: copied at every fork, but for where any of its branches has been. */
export class PacketTrace {
  public constructor(
    public readonly hops: readonly Hop[] = [],
    public readonly forwarders: readonly Nic[] = [],
    public readonly translations: readonly Translation[] = [],
    public readonly recorded: ReadonlySet<string> = new Set(),
    public readonly warnings: readonly Warning[] = [],
    private readonly visited: readonly string[] = [],
    private readonly walked: Set<string> = new Set(),
  ) {}

  public with(
    changes: Partial<Pick<PacketTrace, "hops" | "forwarders" | "translations" | "recorded" | "warnings">>,
  ): PacketTrace {
    return new PacketTrace(
      changes.hops ?? this.hops,
      changes.forwarders ?? this.forwarders,
      changes.translations ?? this.translations,
      changes.recorded ?? this.recorded,
      changes.warnings ?? this.warnings,
      this.visited,
      this.walked,
    );
  }

  /** The trail with one more station. */
  public to(hop: Hop): PacketTrace {
    return this.with({ hops: [...this.hops, hop] });
  }

  /** The trail with more decisions at its last station. */
  public decided(...decisions: readonly Decision[]): PacketTrace {
    const last = this.hops.at(-1);
    return last
      ? this.with({ hops: [...this.hops.slice(0, -1), { ...last, decisions: [...last.decisions, ...decisions] }] })
      : this;
  }

  public warned(row: FactId, text: string): PacketTrace {
    return this.warnings.some((warning) => warning.row === row && warning.text === text)
      ? this
      : this.with({ warnings: [...this.warnings, { row, text }] });
  }

  /** The same packet at the same station before: the stations since, or undefined. */
  public cycle(station: string, packet: Packet): readonly string[] | undefined {
    const key = keyOf(station, packet);
    const at = this.visited.indexOf(key);
    return at === -1 ? undefined : this.visited.slice(at).map((one) => one.slice(0, one.lastIndexOf("  ")));
  }

  /** True where another branch has walked on from here with the same packet: it ends as that one does. */
  public walkedBefore(station: string, packet: Packet): boolean {
    return this.walked.has(keyOf(station, packet));
  }

  public visit(station: string, packet: Packet): PacketTrace {
    const key = keyOf(station, packet);
    this.walked.add(key);
    return new PacketTrace(
      this.hops,
      this.forwarders,
      this.translations,
      this.recorded,
      this.warnings,
      [...this.visited, key],
      this.walked,
    );
  }

  public end(packet: Packet, disposition: PathOutcome["disposition"]): PathOutcome {
    const { hops, forwarders, translations, recorded, warnings } = this;
    return { hops, disposition, packet, forwarders, translations, recorded, warnings };
  }
}

const keyOf = (station: string, { source, destination }: Packet): string =>
  `${station}  ${source.nic ?? ""}${source.text}>${destination.nic ?? ""}${destination.text}`;
