import type { Hop, PathResult } from "../../../analysis/results";
import { TopologyError } from "../../../analysis/model/topology-error";
import type { Verdict } from "../../../analysis/verdict";
import { components } from "../../../analysis/model/find";
import { reserveSpace } from "../../layout/reserve-space";
import { BoxLookup } from "../../scene/box-lookup";
import { buildHighlights } from "../../scene/build-highlights";
import { defaultPath } from "../../scene/compute-highlights";
import { drawingIndex } from "../../scene/drawing-index";
import { INTERNET } from "../../scene/graph";
import { componentBoxes } from "../../scene/graph-boxes";
import { svg } from "../../svg/svg";
import type { PageData } from "../page-data";
import type { PageState } from "../page-state";
import { componentTitle } from "./component-title";
import type { Scenarios, TopologyAnswers } from "./scenarios";

/** What the page shows in one state: everything follows from the topology and the state, nothing from the document. */
export class ViewModel {
  public readonly answers: TopologyAnswers;
  /** The path that the picture shows: the one asked for, else that of the selected VM. */
  public readonly path: PathResult | undefined;

  public constructor(
    private readonly data: PageData,
    private readonly scenarios: Scenarios,
    public readonly state: PageState,
  ) {
    this.answers = scenarios.without(state.without).answers;
    this.path = this.shownPath();
  }

  /** The hops of all branches of the path, one after the other. */
  public get hops(): readonly Hop[] {
    return this.path?.out.flatMap(({ hops }) => hops) ?? [];
  }

  /** Id of the box of a hop. */
  public stationOf(hop: number | undefined): string | undefined {
    const found = hop === undefined ? undefined : this.hops[hop];
    return found && new BoxLookup(componentBoxes(drawingIndex(this.data.topology))).forHop(found).id;
  }

  /** The picture as SVG. */
  public picture(theme = this.state.theme): string {
    const { topology, verdicts, routes } = this.answers;
    const path = this.path ?? defaultPath(topology, verdicts);
    const highlights = buildHighlights(topology, {
      verdicts,
      routes,
      ...(path && { path }),
      aboutPath: this.path !== undefined,
    });
    return svg(reserveSpace(this.data.layout, highlights), highlights, { theme });
  }

  /** Ids of the components that fail in this state: those chosen, and those that depend on them. */
  public failed(): Set<string> {
    const working = new Set(components(this.answers.topology).map(({ id }) => id));
    const missing = components(this.data.topology).filter(({ id }) => !working.has(id));
    return new Set([...missing.map(({ id }) => id), ...this.state.without]);
  }

  /** Verdicts that differ from those without a failure, by machine. */
  public changedVerdicts(): Map<string, Verdict> {
    const before = new Map(this.scenarios.whole.verdicts.map(({ id, verdict }) => [id, verdict]));
    const changed = this.answers.verdicts.filter(({ id, verdict }) => before.get(id) !== verdict);
    return new Map(changed.map(({ id, verdict }) => [id, verdict]));
  }

  /** Name of a box for screen readers. */
  public accessibleName(id: string): string {
    const { boxes } = this.data.layout;
    const box = boxes.find((one) => one.id === id);
    const word = box?.word ?? componentTitle(this.data.topology, id)?.word ?? "";
    const frame = boxes.find((one) => one.id === box?.parent)?.name;
    return [
      `${word} ${box?.name ?? id}`.trim(),
      box?.detail,
      this.answers.verdicts.find((one) => one.id === id)?.verdict,
      frame && `in ${frame}`,
      this.state.without.includes(id) && "failed",
    ]
      .filter(Boolean)
      .join(", ");
  }

  /** The state in a sentence, for screen readers: what fails, what is selected, and the verdict. */
  public announcement(): string {
    const { selected, without } = this.state;
    const failed = without.map((id) => this.nameOf(id)).join(", ");
    const title = selected === undefined ? undefined : componentTitle(this.data.topology, selected);
    return [failed && `Failed: ${failed}`, title && `${title.word} ${title.name}`, this.verdictText()]
      .filter(Boolean)
      .join(". ");
  }

  /** A hop and its decisions in a sentence, for screen readers. */
  public hopAnnouncement(hop: number): string | undefined {
    const found = this.hops[hop];
    if (!found) return undefined;
    const { name, detail, decisions } = found;
    const decided = decisions.map(({ kind, text }) => `${kind} ${text}`).join(". ");
    return `Hop ${hop + 1} of ${this.hops.length}: ${name}, ${detail}. ${decided}`;
  }

  private shownPath(): PathResult | undefined {
    const { path, selected } = this.state;
    const isMachine = this.answers.topology.machines.some(({ id }) => id === selected);
    const query = path ?? (isMachine && selected !== undefined ? { from: selected, to: INTERNET } : undefined);
    const result = query && this.answers.path(query);
    return result instanceof TopologyError ? undefined : result;
  }

  private verdictText(): string | undefined {
    const asked = this.state.path && this.answers.path(this.state.path);
    if (asked instanceof TopologyError) return asked.message;
    const result = asked ?? this.path;
    return result && `${result.verdict}: ${result.from} to ${result.to}, ${result.summary}`;
  }

  private nameOf(id: string): string {
    return componentTitle(this.data.topology, id)?.name ?? id;
  }
}
