import type { PathQuery } from "../../../analysis/results";
import { type Direction, nearestBox, selectableBoxes } from "../arrow-navigation";
import { shortestName } from "../command-line";
import { componentPlaces } from "../component-places";
import type { PageData } from "../page-data";
import { EMPTY_STATE, fromHash, isSamePath, type PageState, toHash } from "../page-state";
import { replaceContent } from "./dom";
import { INTERNET } from "../../scene/graph";
import { FindField } from "./find-field";
import { Help } from "./help";
import { listenToInput, type PageActions } from "./keys";
import { applyTheme, markHop, mount, type PageElements } from "./page-elements";
import { panelView } from "./panel";
import { PathForm } from "./path-form";
import { PathPrompt } from "./path-prompt";
import { Picture } from "./picture";
import { Scenarios } from "./scenarios";
import { ViewModel } from "./view-model";

const NEXT_THEME = { auto: "light", light: "dark", dark: "auto" } as const;

/** The page with its script. The state is in the address; {@link ViewModel} says what it shows. */
export class App implements PageActions {
  private view: ViewModel;
  /** Id of the box that the arrow keys have reached. */
  private cursor?: string;
  /** Index of the hop that is shown of the path. */
  private hop?: number;
  private prompt?: PathPrompt;
  private readonly scenarios: Scenarios;
  private readonly picture = new Picture((id) => this.choose(id));
  private readonly help = new Help();
  private readonly find: FindField;
  private readonly form: PathForm;
  private readonly elements: PageElements;

  public constructor(private readonly data: PageData) {
    this.scenarios = new Scenarios(data);
    this.view = new ViewModel(data, this.scenarios, EMPTY_STATE);
    this.find = new FindField(data.topology, (id) => this.selectFound(id));
    this.form = new PathForm(data.topology, (path) => this.navigate({ path }));
    this.elements = mount({
      find: this.find.element,
      form: this.form.element,
      help: this.help.element,
      picture: this.picture.element,
    });
  }

  public start(): void {
    listenToInput(this);
    window.addEventListener("popstate", () => this.readAddress());
    // Paper is white.
    window.addEventListener("beforeprint", () => this.draw("light"));
    window.addEventListener("afterprint", () => this.draw());
    if (location.hash === "" && this.data.start !== "") history.replaceState(null, "", `#${this.data.start}`);
    this.readAddress();
    this.reveal("center");
  }

  /** Shows the state that the address has. */
  private readAddress(): void {
    const state = fromHash(location.hash);
    if (!state) return;
    if (state.path && !isSamePath(state.path, this.state.path)) this.form.show(state.path);
    this.view = new ViewModel(this.data, this.scenarios, state);
    this.hop = undefined;
    this.render();
  }

  /** Changes the state, and adds it to the browser's history. */
  private navigate(change: Partial<PageState>): void {
    const next = toHash({ ...this.state, ...change });
    if (next !== toHash(this.state)) history.pushState(null, "", `#${next}`);
    this.readAddress();
    if (change.path || change.selected !== undefined) this.reveal("nearest");
  }

  private get state(): PageState {
    return this.view.state;
  }

  private render(): void {
    const { data, scenarios, state } = this;
    applyTheme(state.theme, this.elements);
    this.draw();
    replaceContent(
      this.elements.answers,
      panelView({ data, scenarios, state, placeOf: componentPlaces(data.topology) }),
    );
    markHop(this.elements.answers, this.hop);
    this.announce(this.view.announcement());
  }

  private draw(theme = this.state.theme): void {
    const { view } = this;
    this.picture.show(view.picture(theme), {
      selected: this.state.selected,
      cursor: this.cursor,
      station: view.stationOf(this.hop),
      failed: view.failed(),
      changed: view.changedVerdicts(),
      nameOf: (id) => view.accessibleName(id),
    });
  }

  /** Scrolls the picture to the start of the path, or to the selection. */
  private reveal(where: "center" | "nearest"): void {
    const id = this.state.path ? this.view.stationOf(0) : this.state.selected;
    if (id !== undefined) this.picture.reveal(id, where);
  }

  private announce(text: string): void {
    this.elements.status.textContent = text;
  }

  private showHint(text?: string): void {
    this.elements.hint.hidden = text === undefined;
    this.elements.hint.textContent = text ?? "";
    this.picture.element.classList.toggle("prompting", text !== undefined);
    if (text !== undefined) this.announce(text);
  }

  public choose(id: string | undefined = this.cursor): void {
    if (id === undefined) return;
    this.cursor = id;
    if (this.prompt) this.choosePathEnd(this.prompt, id);
    else this.navigate({ selected: id });
  }

  private choosePathEnd(prompt: PathPrompt, id: string): void {
    const step = prompt.choose(id, this.view.accessibleName(id));
    if ("hint" in step) {
      this.showHint(step.hint);
    } else {
      this.closePrompt();
      this.navigate(step);
    }
  }

  /** Selects what was found by name or address: a NIC without a box of its own shows its machine in the picture. */
  private selectFound(id: string): void {
    const { topology, layout } = this.data;
    const machine = topology.machines.find(({ nics }) => nics.includes(id));
    const box = [id, machine?.id].find((one) => layout.boxes.some((drawn) => drawn.id === one));
    if (box !== undefined) this.cursor = box;
    this.navigate({ selected: id });
    this.picture.element.focus();
    if (box !== undefined) this.picture.reveal(box, "center");
  }

  public moveCursor(direction: Direction): void {
    const next = this.cursor === undefined ? this.firstBox() : nearestBox(this.data.layout, this.cursor, direction);
    if (next === undefined) return;
    this.cursor = next;
    this.picture.moveCursor(next);
    this.picture.reveal(next);
  }

  private firstBox(): string | undefined {
    const boxes = selectableBoxes(this.data.layout.boxes);
    const selected = boxes.find(({ id }) => id === this.state.selected);
    return (selected ?? boxes.find(({ kind }) => kind === "machine") ?? boxes[0])?.id;
  }

  public promptForPath(): void {
    this.prompt = new PathPrompt(this.data.topology);
    this.cursor ??= this.firstBox();
    this.picture.element.focus();
    this.picture.moveCursor(this.cursor);
    this.showHint(this.prompt.hint);
  }

  private closePrompt(): void {
    this.prompt = undefined;
    this.showHint();
  }

  public stepHop(step: 1 | -1): void {
    const last = this.view.hops.length - 1;
    if (last < 0) return;
    const first = step === 1 ? 0 : last;
    this.hop = this.hop === undefined ? first : Math.min(Math.max(this.hop + step, 0), last);
    this.draw();
    markHop(this.elements.answers, this.hop);
    const station = this.view.stationOf(this.hop);
    if (station !== undefined) this.picture.reveal(station);
    this.announce(this.view.hopAnnouncement(this.hop) ?? "");
  }

  public goBack(): void {
    if (this.prompt) this.closePrompt();
    else if (this.hop !== undefined) this.readAddress();
    else if (this.state.path) this.navigate({ path: undefined });
    else if (this.state.selected !== undefined) this.navigate({ selected: undefined });
    else this.navigate({ without: this.state.without.slice(0, -1) });
  }

  public focusSearch(): void {
    this.find.focus();
  }

  public showHelp(): void {
    this.help.open();
  }

  public zoom(how: "in" | "out" | "fit"): void {
    this.picture.zoom(how);
  }

  public get isHelpOpen(): boolean {
    return this.help.isOpen;
  }

  public get usesLetterKeys(): boolean {
    return this.help.usesLetterKeys;
  }

  public get isPictureFocused(): boolean {
    return document.activeElement === this.picture.element;
  }

  public runAction(action: string): void {
    const [word = "", ...rest] = action.split(" ");
    const id = rest.join(" ");
    const { without, theme } = this.state;
    const actions: Readonly<Record<string, () => void>> = {
      select: () => this.navigate({ selected: id }),
      unselect: () => this.navigate({ selected: undefined }),
      fail: () => this.navigate({ without: [...without, id] }),
      restore: () => this.navigate({ without: without.filter((one) => one !== id) }),
      "close-path": () => this.navigate({ path: undefined }),
      hop: () => this.stepHop(id === "1" ? 1 : -1),
      from: () => this.fillPathForm({ from: id }),
      to: () => this.fillPathForm({ to: id }),
      zoom: () => this.zoom(id as "in" | "out" | "fit"),
      theme: () => this.navigate({ theme: NEXT_THEME[theme] }),
      help: () => this.showHelp(),
    };
    actions[word]?.();
  }

  /** Fills in one end of the path by its id, and shows the path where both ends are known. */
  private fillPathForm({ from, to }: { readonly from?: string; readonly to?: string }): void {
    const nameOf = (id: string): string => (id === INTERNET ? id : shortestName(this.data.topology, id));
    const query: PathQuery = {
      from: from === undefined ? (this.state.path?.from ?? "") : nameOf(from),
      to: to === undefined ? (this.state.path?.to ?? INTERNET) : nameOf(to),
    };
    this.form.show(query);
    if (query.from === "") this.form.focus("from");
    else this.navigate({ path: query });
  }
}
