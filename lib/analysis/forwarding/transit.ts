import type { RepairableFault } from "../faults/repairable-fault";
import { type FactId, facts } from "../facts";
import type { Nic } from "../model/azure";
import type { Packet } from "../model/packet";
import type { RoutingState } from "../routes/routing-state";
import type { Decision, Hop, Warning } from "../results";
import type { Disposition, PacketTrace, PathOutcome, Stopped, Translation } from "./packet-trace";

const NO_TRACE: PacketTrace = { hops: [], forwarders: [], translations: [], recorded: new Set(), warnings: [] };

/** What the packets of a flow leave behind for its answers. */
type FlowState = Partial<Pick<PacketTrace, "translations" | "recorded">>;

/** Stations that packets have passed: this one, and, for the branches of one question, any of them. */
interface Visits {
  readonly own: readonly string[];
  readonly ofAnyBranch: Set<string>;
}

/**
 * A packet on its path through the network, with its trace so far. Immutable: every step gives the next one, so that the
 * branches of equal next hops do not mix. Only the stations that any branch has passed are shared.
 */
export class Transit {
  private constructor(
    public readonly routing: RoutingState,
    public readonly packet: Packet,
    public readonly trace: PacketTrace,
    private readonly visits: Visits,
  ) {}

  /** A packet that sets out. @param state what earlier packets of its flow left behind */
  public static start(routing: RoutingState, packet: Packet, state: FlowState = {}): Transit {
    const { translations, recorded } = state;
    const trace = { ...NO_TRACE, ...(translations && { translations }), ...(recorded && { recorded }) };
    return new Transit(routing, packet, trace, { own: [], ofAnyBranch: new Set() });
  }

  /** Name of the station where it is. */
  public get hop(): string {
    return this.trace.hops.at(-1)?.name ?? "";
  }

  /** At its next station. */
  public to(hop: Omit<Hop, "decisions">): Transit {
    return this.with({ hops: [...this.trace.hops, { ...hop, decisions: [] }] });
  }

  /** After decisions at the station where it is. */
  public decided(...decisions: readonly Decision[]): Transit {
    const { hops } = this.trace;
    const last = hops.at(-1);
    if (!last || decisions.length === 0) return this;
    return this.with({ hops: [...hops.slice(0, -1), { ...last, decisions: [...last.decisions, ...decisions] }] });
  }

  /** With a warning about what its path rests on, once. */
  public warned(row: Warning["row"], text: string): Transit {
    const { warnings } = this.trace;
    return warnings.some((warning) => warning.row === row && warning.text === text)
      ? this
      : this.with({ warnings: [...warnings, { row, text }] });
  }

  /** With another source or destination. */
  public rewritten(changes: Pick<Partial<Packet>, "source" | "destination" | "port">): Transit {
    return new Transit(this.routing, { ...this.packet, ...changes }, this.trace, this.visits);
  }

  public withTranslations(translations: readonly Translation[]): Transit {
    return this.with({ translations });
  }

  /** A machine forwards it out of this NIC. */
  public forwardedBy(nic: Nic): Transit {
    return this.with({ forwarders: [...this.trace.forwarders, nic] });
  }

  /** The security groups of a NIC have recorded the flow: they let its answers pass (row 6.3). */
  public recordedAt(nic: Nic): Transit {
    return this.with({ recorded: new Set([...this.trace.recorded, nic.id]) });
  }

  /** Where the same packet passed the station before: ids of the stations since then; undefined where it did not. */
  public cycleAt(station: string): readonly string[] | undefined {
    const at = this.visits.own.indexOf(this.keyAt(station));
    return at === -1 ? undefined : this.visits.own.slice(at).map((key) => key.slice(0, key.lastIndexOf("  ")));
  }

  /** True where another branch has gone on from the station with the same packet: this one would end as that one. */
  public followedBefore(station: string): boolean {
    return this.visits.ofAnyBranch.has(this.keyAt(station));
  }

  public visiting(station: string): Transit {
    const key = this.keyAt(station);
    this.visits.ofAnyBranch.add(key);
    return new Transit(this.routing, this.packet, this.trace, { ...this.visits, own: [...this.visits.own, key] });
  }

  /** Stations that any branch has passed. */
  public get passedByAnyBranch(): ReadonlySet<string> {
    return this.visits.ofAnyBranch;
  }

  public meetsAnyOf(stations: ReadonlySet<string>): boolean {
    return [...stations].some((station) => this.visits.ofAnyBranch.has(station));
  }

  /** The same packet without what came before and without other branches: what it meets from here on. */
  public alone(): Transit {
    const trace = { ...this.trace, hops: [], warnings: [] };
    return new Transit(this.routing, this.packet, trace, { own: this.visits.own, ofAnyBranch: new Set() });
  }

  /** A branch has passed these stations. */
  public passAll(stations: ReadonlySet<string>): void {
    for (const station of stations) this.visits.ofAnyBranch.add(station);
  }

  /** What came before, and then what the packet met {@link alone}. */
  public continuedBy(outcome: PathOutcome): PathOutcome {
    const before = outcome.warnings.reduce((transit: Transit, { row, text }) => transit.warned(row, text), this);
    return { ...outcome, hops: [...this.trace.hops, ...outcome.hops], warnings: before.trace.warnings };
  }

  /** Everything that decides what the packet meets from here on, as a text. */
  public get state(): string {
    const { packet, trace, visits } = this;
    const addresses = [
      packet.source,
      packet.destination,
      ...trace.translations.flatMap(({ original, target }) => [original, ...(target ? [target] : [])]),
    ];
    return [
      ...addresses.map(({ nic, text, asked }) => `${nic ?? ""} ${text}${asked ? " asked" : ""}`),
      `${packet.protocol} ${packet.port} ${packet.answer}`,
      ...trace.translations.map(({ nic, port }) => (port === undefined ? nic : `${nic} ${port}`)),
      ...trace.forwarders.map(({ id }) => `by ${id}`),
      [...trace.recorded].sort().join(" "),
      ...visits.own,
    ].join("\n");
  }

  public end(disposition: Disposition): PathOutcome {
    return { ...this.trace, packet: this.packet, disposition };
  }

  /** It is dropped. */
  public drop(fault: RepairableFault): PathOutcome {
    return this.stop("dropped", fault);
  }

  /** It comes to a station again. @param cycle names of the stations of the loop */
  public loop(fault: RepairableFault, cycle: readonly string[]): PathOutcome {
    return this.stop("loop", fault, cycle);
  }

  /** What becomes of it is not known. */
  public undetermined(fault: RepairableFault): PathOutcome {
    return this.stop("undetermined", fault);
  }

  private stop(verdict: Stopped["verdict"], fault: RepairableFault, cycle?: readonly string[]): PathOutcome {
    return this.end({ kind: "stopped", verdict, reason: fault.reason, fault, ...(cycle && { cycle }) });
  }

  private with(changes: Partial<PacketTrace>): Transit {
    return new Transit(this.routing, this.packet, { ...this.trace, ...changes }, this.visits);
  }

  private keyAt(station: string): string {
    const { source, destination } = this.packet;
    return `${station}  ${source.nic ?? ""}${source.text}>${destination.nic ?? ""}${destination.text}`;
  }
}

/** A decision without its outcome and the facts behind it. */
type Details = Omit<Decision, "ok" | "facts" | "at"> & { readonly at?: string | undefined };

/** A decision that lets the packet pass. @param rows the facts about Azure that it rests on */
export const passes = ({ at, ...details }: Details, ...rows: readonly FactId[]): Decision => ({
  ...details,
  ok: true,
  ...(at !== undefined && { at }),
  facts: facts(...rows),
});

/** A decision that ends it. @param rows the facts about Azure that it rests on */
export const stops = (details: Details, ...rows: readonly FactId[]): Decision => ({
  ...passes(details, ...rows),
  ok: false,
});
