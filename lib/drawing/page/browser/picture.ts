import { gradeOf, type Verdict } from "../../../analysis/verdict";
import { textWidth } from "../../layout/text-width";
import { byId, createSvgElement } from "./dom";
import { enableDragging } from "./drag";

/** What is put on top of a picture. */
export interface Overlay {
  readonly selected?: string;
  /** Where the arrow keys have got to. */
  readonly cursor?: string;
  /** The station that is being looked at. */
  readonly now?: string;
  readonly gone: ReadonlySet<string>;
  /** Verdicts that are others than before, by box. */
  readonly changed: ReadonlyMap<string, Verdict>;
  /** What a box is called by those who do not see it. */
  readonly nameOf: (id: string) => string;
}

const ZOOM_STEP = 1.25;
const SMALLEST = 0.08;
const LARGEST = 4;
/**
 * When the page opens the whole is shown, where its texts stay legible; else as much as is wide, and at least so large.
 */
const LEGIBLE = 0.6;

/** The picture on the page: shows what is drawn, says what is pointed at, zooms. */
export class Picture {
  public readonly element = byId("picture");
  private scale: number | "fit" | undefined;

  public constructor(private readonly chosen: (id: string) => void) {
    const wasDragged = enableDragging(this.element);
    this.element.addEventListener("click", (event) => {
      if (!wasDragged()) this.clicked(event.target);
    });
    window.addEventListener("resize", () => this.resize());
  }

  /** @param text - an SVG of the engine's own, in which what strangers wrote is escaped */
  public show(text: string, overlay: Overlay): void {
    const read = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
    this.element.replaceChildren(document.importNode(read, true));
    this.dress(overlay);
    this.resize();
  }

  /** Puts the overlay on what is drawn. */
  private dress({ selected, cursor, now, gone, changed, nameOf }: Overlay): void {
    this.svg.setAttribute("role", "group");
    this.groups(".line[data-id],.stroke[data-id]").forEach((group) => thicken(group, gone, selected));
    this.groups(".box").forEach((group, index) => {
      const id = group.getAttribute("data-id") ?? "";
      if (group.classList.contains("stop")) return;
      group.id = `box-${index}`;
      group.setAttribute("role", "button");
      group.setAttribute("aria-label", nameOf(id));
      group.setAttribute("aria-pressed", String(id === selected));
      if (gone.has(id)) strikeOut(group);
    });
    if (selected !== undefined) this.mark(selected, "chosen", 4);
    if (now !== undefined) this.mark(now, "now", 7);
    for (const [id, verdict] of changed) {
      const group = this.box(id);
      if (group) badge(group, verdict);
    }
    this.point(cursor);
  }

  /** Moves the keyboard's mark. */
  public point(cursor: string | undefined): void {
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
    this.element.scrollLeft += by(inner.left - outer.left, inner.width, this.element.clientWidth, where);
    this.element.scrollTop += by(inner.top - outer.top, inner.height, this.element.clientHeight, where);
  }

  public zoom(way: "in" | "out" | "fit"): void {
    const { scrollLeft, scrollTop, clientWidth, clientHeight } = this.element;
    const before = this.factor;
    const middle = { x: (scrollLeft + clientWidth / 2) / before, y: (scrollTop + clientHeight / 2) / before };
    this.scale =
      way === "fit"
        ? "fit"
        : Math.min(LARGEST, Math.max(SMALLEST, before * (way === "in" ? ZOOM_STEP : 1 / ZOOM_STEP)));
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
      return fit >= LEGIBLE ? fit : Math.max(Math.min(1, (this.element.clientWidth - 16) / width), LEGIBLE);
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

  private clicked(target: EventTarget | null): void {
    if (!(target instanceof Element)) return;
    const id = target.closest("[data-id]")?.getAttribute("data-id");
    if (id !== null && id !== undefined) this.chosen(id.replace(/^stop:/, ""));
  }
}

const MARGIN = 40;

/**
 * How far to scroll, so that what begins `from` pixels from the border is seen. Only the picture scrolls, never the
 * page.
 */
function by(from: number, size: number, room: number, where: "center" | "nearest"): number {
  const isSeen = from >= MARGIN && from + size <= room - MARGIN;
  if (isSeen) return 0;
  if (where === "center" || size > room - 2 * MARGIN) return from + size / 2 - room / 2;
  return from < MARGIN ? from - MARGIN : from + size - room + MARGIN;
}

/** A line is thin: a wider one that nobody sees can be hit. */
function thicken(group: SVGGElement, gone: ReadonlySet<string>, selected: string | undefined): void {
  const path = group.querySelector(":scope>path");
  const ids = [group, ...group.querySelectorAll("[data-id]")].map((one) => one.getAttribute("data-id") ?? "");
  const ends = ["data-from", "data-to"].map((key) => group.getAttribute(key) ?? "");
  if (selected !== undefined && ids.includes(selected)) group.classList.add("chosen");
  if ([...ids, ...ends].some((id) => gone.has(id))) group.classList.add("gone");
  if (path) group.append(createSvgElement("path", { class: "hit", d: path.getAttribute("d") ?? "" }));
}

function strikeOut(group: SVGGElement): void {
  group.classList.add("gone");
  const word = group.querySelector("text.word");
  if (word) word.textContent = "TAKEN AWAY";
}

/** A word at the box's lower left corner. */
function badge(group: SVGGElement, verdict: Verdict): void {
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
