import type { PathQuery, PathResult } from "../../../analysis/results";
import type { Verdict } from "../../../analysis/verdict";
import { TopologyError } from "../../../analysis/model/topology-error";
import { INTERNET } from "../../scene/graph";
import { componentBoxes } from "../../scene/graph-boxes";
import { buildHighlights } from "../../scene/build-highlights";
import { SortedTopology } from "../../scene/sorted-topology";
import { defaultPath } from "../../scene/compute-highlights";
import { BoxLookup } from "../../scene/box-lookup";
import { svg } from "../../svg/svg";
import { shortestName } from "../command-line";
import type { PageData } from "../page-data";
import { reserveSpace } from "../../layout/reserve-space";
import { html } from "../html";
import { componentPlaces } from "../component-places";
import { type Direction, nearestBox, selectableBoxes } from "../arrow-navigation";
import { fromHash, EMPTY_STATE, type PageState, toHash } from "../page-state";
import { type TopologyAnswers, Scenarios } from "./scenarios";
import { type PathPrompt, pathEndName, promptText } from "./path-prompt";
import { byId, replaceContent, createElement } from "./dom";
import { FindField } from "./find-field";
import { PathForm } from "./path-form";
import { Help } from "./help";
import { listen } from "./keys";
import { panelView } from "./panel";
import { componentTitle } from "./component-view";
import { Picture } from "./picture";

const THEMES = { auto: "light", light: "dark", dark: "auto" } as const;
const SAID = { auto: "as the system", light: "light", dark: "dark" } as const;

/** The page with its script: what is chosen stands in the address, and all else follows from that. */
export class App {
  private state: PageState = EMPTY_STATE;
  private cursor?: string;
  private hop?: number;
  private asking?: PathPrompt;
  private readonly worlds: Scenarios;
  private readonly picture = new Picture((id) => this.choose(id));
  private readonly help = new Help();
  private readonly find: FindField;
  private readonly form: PathForm;
  private readonly answers = createElement(html`<div id="answers"></div>`) as HTMLElement;
  private readonly hint = createElement(html`<p id="hint" hidden></p>`) as HTMLElement;
  private readonly says = createElement(html`<p id="says" role="status" aria-live="polite"></p>`) as HTMLElement;
  private readonly themeButton = createElement(html`<button type="button" data-act="theme"></button>`) as HTMLElement;

  public constructor(private readonly data: PageData) {
    this.worlds = new Scenarios(data);
    this.find = new FindField(data.topology, (id) => this.reach(id));
    this.form = new PathForm(data.topology, (path) => this.go({ path }));
  }

  public start(): void {
    this.furnish();
    listen(this);
    window.addEventListener("popstate", () => this.follow());
    // Paper is white.
    window.addEventListener("beforeprint", () => this.draw("light"));
    window.addEventListener("afterprint", () => this.draw());
    if (location.hash === "" && this.data.start !== "") history.replaceState(null, "", `#${this.data.start}`);
    this.follow();
    this.showPlace("center");
  }

  /** Scrolls to what is asked about. */
  private showPlace(where: "center" | "nearest"): void {
    const { selected } = this.state;
    const place = this.state.path ? this.stationOf(0) : selected;
    if (place !== undefined) this.picture.reveal(place, where);
  }

  private furnish(): void {
    const tools = createElement(
      html`<div class="tools" role="group" aria-label="View"><button type="button" data-act="zoom out" aria-label="Smaller">−</button><button type="button" data-act="zoom in" aria-label="Larger">+</button><button type="button" data-act="zoom fit">All</button></div>`,
    );
    tools.append(
      this.themeButton,
      createElement(html`<button type="button" data-act="help" aria-label="Keys">?</button>`),
    );
    byId("top").append(this.find.element, tools);
    const panel = createElement(html`<aside id="panel" aria-label="Answers"></aside>`);
    panel.append(this.form.element, this.answers);
    byId("work").append(panel);
    byId("work").append(this.hint);
    document.body.append(this.says, this.help.element);
    const { element } = this.picture;
    element.tabIndex = 0;
    element.setAttribute("role", "application");
    element.setAttribute("aria-roledescription", "diagram");
    element.setAttribute(
      "aria-label",
      "Topology: arrow keys go to the neighbour, Enter selects, question mark lists all keys",
    );
    document.documentElement.classList.add("live");
  }

  /** Takes the state from the address. */
  private follow(): void {
    const state = fromHash(location.hash);
    if (!state) return;
    const { path } = state;
    if (
      path &&
      toHash({ ...EMPTY_STATE, path }) !== toHash({ ...EMPTY_STATE, ...(this.state.path && { path: this.state.path }) })
    )
      this.form.show(path);
    this.state = state;
    this.hop = undefined;
    this.render();
  }

  /** Changes the state; the way back is the browser's, too. */
  private go(change: Partial<PageState>): void {
    const next = toHash({ ...this.state, ...change });
    if (next !== toHash(this.state)) history.pushState(null, "", `#${next}`);
    this.follow();
    if (change.path || change.selected !== undefined) this.showPlace("nearest");
  }

  private render(): void {
    const { state, data } = this;
    document.documentElement.dataset.theme = state.theme;
    this.themeButton.textContent = `Theme: ${SAID[state.theme]}`;
    this.draw();
    replaceContent(
      this.answers,
      panelView({ data, worlds: this.worlds, state, placeOf: componentPlaces(data.topology) }),
    );
    this.markHop();
    this.tell();
  }

  private get now(): TopologyAnswers {
    return this.worlds.less(this.state.without).answers;
  }

  /** The path that the picture shows: what was asked, else that of the selected VM. */
  private get shownPath(): PathResult | undefined {
    const { path, selected } = this.state;
    const isMachine = this.now.topology.machines.some(({ id }) => id === selected);
    const query = path ?? (isMachine && selected !== undefined ? { from: selected, to: INTERNET } : undefined);
    const result = query && this.now.path(query);
    return result instanceof TopologyError ? undefined : result;
  }

  private draw(theme = this.state.theme): void {
    const { data, now, state } = this;
    const asked = this.shownPath;
    const drawn = asked ?? defaultPath(now.topology, now.verdicts);
    const marks = buildHighlights(now.topology, {
      verdicts: now.verdicts,
      routes: now.routes,
      ...(drawn && { path: drawn }),
      aboutPath: asked !== undefined,
    });
    const [{ topology: whole }, there] = [
      data,
      new Set(
        Object.values(now.topology)
          .flat()
          .map((one: { id?: string }) => one.id),
      ),
    ];
    const gone = new Set(
      Object.values(whole)
        .flat()
        .flatMap(({ id }: { id?: string }) => (id !== undefined && !there.has(id) ? [id] : [])),
    );
    for (const id of state.without) gone.add(id);
    this.picture.show(svg(reserveSpace(data.layout, marks), marks, { theme }), {
      selected: state.selected,
      cursor: this.cursor,
      now: this.stationOf(this.hop),
      gone,
      changed: this.changed(),
      nameOf: (id) => this.nameOf(id),
    });
  }

  private changed(): Map<string, Verdict> {
    if (this.state.without.length === 0) return new Map();
    const before = new Map(this.worlds.whole.verdicts.map(({ id, verdict }) => [id, verdict]));
    return new Map(
      this.now.verdicts.flatMap(({ id, verdict }) => (before.get(id) === verdict ? [] : [[id, verdict] as const])),
    );
  }

  private nameOf(id: string): string {
    const box = this.data.layout.boxes.find((one) => one.id === id);
    const verdict = this.now.verdicts.find((one) => one.id === id)?.verdict;
    const within = this.data.layout.boxes.find((one) => one.id === box?.parent)?.name;
    return [
      [box?.word ?? componentTitle(this.data.topology, id)?.word ?? "", box?.name ?? id].join(" ").trim(),
      box?.detail,
      verdict,
      within && `in ${within}`,
      this.state.without.includes(id) && "taken away",
    ]
      .filter(Boolean)
      .join(", ");
  }

  /** Says the verdict to those who do not see it change. */
  private tell(text?: string): void {
    const { path, selected, without } = this.state;
    const result = path ? this.now.path(path) : this.shownPath;
    const verdict =
      result instanceof TopologyError
        ? result.message
        : result && `${result.verdict}: ${result.from} to ${result.to}, ${result.summary}`;
    const title = selected === undefined ? undefined : componentTitle(this.data.topology, selected);
    const taken =
      without.length > 0 &&
      `Without ${without.map((id) => componentTitle(this.data.topology, id)?.name ?? id).join(", ")}`;
    this.says.textContent = text ?? [taken, title && `${title.word} ${title.name}`, verdict].filter(Boolean).join(". ");
  }

  private showHint(text?: string): void {
    this.hint.hidden = text === undefined;
    this.hint.textContent = text ?? "";
    this.picture.element.classList.toggle("asks", text !== undefined);
    if (text !== undefined) this.tell(text);
  }

  /** A click, or Enter. */
  public choose(id: string | undefined = this.cursor): void {
    if (id === undefined) return;
    this.cursor = id;
    if (this.asking) this.answer(this.asking, id);
    else this.go({ selected: id });
  }

  private answer({ from }: PathPrompt, id: string): void {
    const end = pathEndName(this.data.topology, id);
    if (end === undefined) {
      this.showHint(`${this.nameOf(id)} neither sends nor receives: choose a VM or the internet, or type an address.`);
    } else if (from === undefined) {
      this.asking = { from: end };
      this.showHint(promptText(this.asking));
    } else {
      this.stopAsking();
      this.go({ path: { from, to: end } });
    }
  }

  /** From the field that finds. */
  private reach(id: string): void {
    const { topology, layout } = this.data;
    const machine = topology.machines.find(({ nics }) => nics.includes(id));
    const box = [id, machine?.id].find((one) => layout.boxes.some((drawn) => drawn.id === one));
    if (box !== undefined) this.cursor = box;
    this.go({ selected: id });
    this.picture.element.focus();
    if (box !== undefined) this.picture.reveal(box, "center");
  }

  public move(direction: Direction): void {
    const { layout } = this.data;
    const next = this.cursor === undefined ? this.firstBox() : nearestBox(layout, this.cursor, direction);
    if (next === undefined) return;
    this.cursor = next;
    this.picture.point(next);
    this.picture.reveal(next);
  }

  private firstBox(): string | undefined {
    const { boxes } = this.data.layout;
    const things = selectableBoxes(boxes);
    return (
      things.find(({ id }) => id === this.state.selected)?.id ??
      things.find(({ kind }) => kind === "machine")?.id ??
      things[0]?.id
    );
  }

  public ask(): void {
    this.asking = {};
    this.cursor ??= this.firstBox();
    this.picture.element.focus();
    this.picture.point(this.cursor);
    this.showHint(promptText(this.asking));
  }

  private stopAsking(): void {
    this.asking = undefined;
    this.showHint();
  }

  public walk(step: 1 | -1): void {
    const count = this.shownPath?.out.flatMap(({ hops }) => hops).length ?? 0;
    if (count === 0) return;
    this.hop =
      this.hop === undefined ? (step === 1 ? 0 : count - 1) : Math.min(Math.max(this.hop + step, 0), count - 1);
    this.draw();
    this.markHop();
    const hop = this.shownPath?.out.flatMap(({ hops }) => hops)[this.hop];
    const station = this.stationOf(this.hop);
    if (station !== undefined) this.picture.reveal(station);
    this.tell(
      hop &&
        `Hop ${this.hop + 1} of ${count}: ${hop.name}, ${hop.detail}. ${hop.decisions.map(({ kind, text }) => `${kind} ${text}`).join(". ")}`,
    );
  }

  private stationOf(index: number | undefined): string | undefined {
    const hop = index === undefined ? undefined : this.shownPath?.out.flatMap(({ hops }) => hops)[index];
    return hop && new BoxLookup(componentBoxes(new SortedTopology(this.data.topology))).forHop(hop).id;
  }

  private markHop(): void {
    for (const item of this.answers.querySelectorAll<HTMLElement>("[data-hop]")) {
      const isNow = Number(item.dataset.hop) === this.hop;
      if (isNow) item.setAttribute("aria-current", "step");
      else item.removeAttribute("aria-current");
      if (isNow) item.scrollIntoView({ block: "nearest" });
    }
  }

  /** One step back: out of a question, then the path, then the selection. */
  public back(): void {
    if (this.asking) this.stopAsking();
    else if (this.hop !== undefined) this.follow();
    else if (this.state.path) this.go({ path: undefined });
    else if (this.state.selected !== undefined) this.go({ selected: undefined });
    else this.go({ without: this.state.without.slice(0, -1) });
  }

  public search(): void {
    this.find.focus();
  }

  public showHelp(): void {
    this.help.open();
  }

  public zoom(way: "in" | "out" | "fit"): void {
    this.picture.zoom(way);
  }

  public get isHelping(): boolean {
    return this.help.element.open;
  }

  /** False where single letters shall do nothing. */
  public get lettersAreKeys(): boolean {
    return this.help.lettersAreKeys;
  }

  public get isOnPicture(): boolean {
    return document.activeElement === this.picture.element;
  }

  /** What a button says in its `data-act`. */
  public act(act: string): void {
    const [word = "", ...rest] = act.split(" ");
    const id = rest.join(" ");
    const { topology } = this.data;
    const { state } = this;
    const acts: Readonly<Record<string, () => void>> = {
      select: () => this.go({ selected: id }),
      unselect: () => this.go({ selected: undefined }),
      away: () => this.go({ without: [...state.without, id] }),
      back: () => this.go({ without: state.without.filter((one) => one !== id) }),
      forget: () => this.go({ path: undefined }),
      hop: () => this.walk(id === "1" ? 1 : -1),
      from: () => this.endFromPanel({ from: shortestName(topology, id), to: state.path?.to ?? INTERNET }),
      to: () =>
        this.endFromPanel({ from: state.path?.from ?? "", to: id === INTERNET ? id : shortestName(topology, id) }),
      zoom: () => this.zoom(id as "in" | "out" | "fit"),
      theme: () => this.go({ theme: THEMES[state.theme] }),
      help: () => this.showHelp(),
    };
    acts[word]?.();
  }

  /** Fills one end of the form in; asks where both are known. */
  private endFromPanel(query: PathQuery): void {
    this.form.show(query);
    if (query.from === "") this.form.focus("from");
    else this.go({ path: query });
  }
}
