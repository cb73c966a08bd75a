import { gradeOf, type Verdict } from "../../../analysis/verdict";
import { textWidth } from "../../layout/text-width";
import { byId, createSvgElement } from "./dom";
import { enableDragging } from "./drag";

/** Marks on top of a picture. */
export interface Overlay {
  readonly selected?: string;
  /** The box that the arrow keys have reached. */
  readonly cursor?: string;
  /** The box of the current hop. */
  readonly station?: string;
  readonly failed: ReadonlySet<string>;
  /** Verdicts that differ from those without a failure, by box. */
  readonly changed: ReadonlyMap<string, Verdict>;
  /** Name of a box for screen readers. */
  readonly nameOf: (id: string) => string;
}

const ZOOM_STEP = 1.25;
const MIN_ZOOM = 0.08;
const MAX_ZOOM = 4;
/**
 * Zoom below which texts are not legible. The page opens with the whole picture, or with its full width where the whole
 * would be smaller than this.
 */
const MIN_LEGIBLE_ZOOM = 0.6;

/** The picture on the page: shows an SVG with its overlay, reports clicks, scrolls and zooms. */
export class Picture {
  public readonly element = byId("picture");
  private scale: number | "fit" | undefined;

  public constructor(private readonly onChoose: (id: string) => void) {
    const wasDragged = enableDragging(this.element);
    this.element.addEventListener("click", (event) => {
      if (!wasDragged()) this.handleClick(event.target);
    });
    window.addEventListener("resize", () => this.resize());
  }

  /** @param text an SVG of this library, in which names are escaped */
  public show(text: string, overlay: Overlay): void {
    const read = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
    this.element.replaceChildren(document.importNode(read, true));
    this.applyOverlay(overlay);
    this.resize();
  }

  private applyOverlay({ selected, cursor, station, failed, changed, nameOf }: Overlay): void {
    this.svg.setAttribute("role", "group");
    this.groups(".line[data-id],.stroke[data-id]").forEach((group) => markLine(group, failed, selected));
    this.groups(".box").forEach((group, index) => {
      const id = group.getAttribute("data-id") ?? "";
      if (group.classList.contains("stop")) return;
      group.id = `box-${index}`;
      group.setAttribute("role", "button");
      group.setAttribute("aria-label", nameOf(id));
      group.setAttribute("aria-pressed", String(id === selected));
      if (failed.has(id)) markFailed(group);
    });
    if (selected !== undefined) this.mark(selected, "selected", 4);
    if (station !== undefined) this.mark(station, "station", 7);
    for (const [id, verdict] of changed) {
      const group = this.box(id);
      if (group) addBadge(group, verdict);
    }
    this.moveCursor(cursor);
  }

  /** Moves the mark of the keyboard to a box. */
  public moveCursor(cursor: string | undefined): void {
    this.element.querySelector("rect.cursor")?.remove();
    const group = cursor === undefined ? undefined : this.box(cursor);
    if (!group || cursor === undefined) {
      this.element.removeAttribute("aria-activedescendant");
      return;
    }
    this.mark(cursor, "cursor", 9);
    this.element.setAttribute("aria-activedescendant", group.id);
  }

  /** Scrolls so that the box can be seen. */
  public reveal(id: string, where: "center" | "nearest" = "nearest"): void {
    const rect = this.box(id)?.querySelector("rect");
    if (!rect) return;
    const [inner, outer] = [rect.getBoundingClientRect(), this.element.getBoundingClientRect()];
    this.element.scrollLeft += scrollBy(inner.left - outer.left, inner.width, this.element.clientWidth, where);
    this.element.scrollTop += scrollBy(inner.top - outer.top, inner.height, this.element.clientHeight, where);
  }

  public zoom(how: "in" | "out" | "fit"): void {
    const { scrollLeft, scrollTop, clientWidth, clientHeight } = this.element;
    const before = this.factor;
    const middle = { x: (scrollLeft + clientWidth / 2) / before, y: (scrollTop + clientHeight / 2) / before };
    this.scale =
      how === "fit"
        ? "fit"
        : Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, before * (how === "in" ? ZOOM_STEP : 1 / ZOOM_STEP)));
    this.resize();
    this.element.scrollLeft = middle.x * this.factor - clientWidth / 2;
    this.element.scrollTop = middle.y * this.factor - clientHeight / 2;
  }

  private get svg(): SVGSVGElement {
    return this.element.querySelector("svg")!;
  }

  private get factor(): number {
    const { width, height } = this.svg.viewBox.baseVal;
    const fit = Math.min(1, (this.element.clientWidth - 16) / width, (this.element.clientHeight - 16) / height);
    if (this.scale === undefined)
      return fit >= MIN_LEGIBLE_ZOOM
        ? fit
        : Math.max(Math.min(1, (this.element.clientWidth - 16) / width), MIN_LEGIBLE_ZOOM);
    return this.scale === "fit" ? fit : this.scale;
  }

  private resize(): void {
    this.svg.style.width = `${Math.round(this.svg.viewBox.baseVal.width * this.factor)}px`;
  }

  private groups(selector: string): SVGGElement[] {
    return [...this.element.querySelectorAll<SVGGElement>(selector)];
  }

  private box(id: string): SVGGElement | undefined {
    return this.groups(".box").find((group) => group.getAttribute("data-id") === id);
  }

  private mark(id: string, name: string, by: number): void {
    const group = this.box(id);
    const rect = group?.querySelector("rect");
    if (!group || !rect) return;
    const [x, y, width, height, rx] = ["x", "y", "width", "height", "rx"].map((key) =>
      Number(rect.getAttribute(key)),
    ) as [number, number, number, number, number];
    group.parentNode!.append(
      createSvgElement("rect", {
        class: `mark ${name}`,
        x: x - by,
        y: y - by,
        width: width + 2 * by,
        height: height + 2 * by,
        rx: rx + by / 2,
      }),
    );
  }

  private handleClick(target: EventTarget | null): void {
    if (!(target instanceof Element)) return;
    const id = target.closest("[data-id]")?.getAttribute("data-id");
    if (id !== null && id !== undefined) this.onChoose(id.replace(/^stop:/, ""));
  }
}

const MARGIN = 40;

/** Distance to scroll until what begins `from` pixels from the border is visible. The page itself never scrolls. */
function scrollBy(from: number, size: number, room: number, where: "center" | "nearest"): number {
  const isVisible = from >= MARGIN && from + size <= room - MARGIN;
  if (isVisible) return 0;
  if (where === "center" || size > room - 2 * MARGIN) return from + size / 2 - room / 2;
  return from < MARGIN ? from - MARGIN : from + size - room + MARGIN;
}

/** Marks a line, and puts an invisible wide one on it: a thin line is hard to click. */
function markLine(group: SVGGElement, failed: ReadonlySet<string>, selected: string | undefined): void {
  const path = group.querySelector(":scope>path");
  const ids = [group, ...group.querySelectorAll("[data-id]")].map((one) => one.getAttribute("data-id") ?? "");
  const ends = ["data-from", "data-to"].map((key) => group.getAttribute(key) ?? "");
  if (selected !== undefined && ids.includes(selected)) group.classList.add("selected");
  if ([...ids, ...ends].some((id) => failed.has(id))) group.classList.add("failed");
  if (path) group.append(createSvgElement("path", { class: "hit", d: path.getAttribute("d") ?? "" }));
}

function markFailed(group: SVGGElement): void {
  group.classList.add("failed");
  const word = group.querySelector("text.word");
  if (word) word.textContent = "FAILED";
}

/** Shows a changed verdict at a box's lower left corner. */
function addBadge(group: SVGGElement, verdict: Verdict): void {
  const rect = group.querySelector("rect");
  if (!rect) return;
  const [x, y, height] = ["x", "y", "height"].map((key) => Number(rect.getAttribute(key))) as [number, number, number];
  const wide = textWidth(verdict, 11.5, "bold") + 14;
  const word = createSvgElement("g", { class: `badge ${gradeOf(verdict)}` });
  word.append(
    createSvgElement("rect", { x: x - 12, y: y + height - 8, width: wide, height: 20, rx: 10 }),
    createSvgElement("text", { x: x - 12 + wide / 2, y: y + height + 6, "text-anchor": "middle" }, verdict),
  );
  group.parentNode!.append(word);
}
