import type { Html } from "../html";

/** The element of that id. */
export function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no #${id}`);
  return element;
}

/** Elements made of HTML. */
export function createElement({ text }: Html): Element {
  const holder = document.createElement("template");
  holder.innerHTML = text;
  const [element] = holder.content.children;
  if (!element) throw new Error("nothing was made");
  return element;
}

/** Replaces what is in an element, and leaves the focus on what has the same `data-act`. */
export function replaceContent(element: HTMLElement, { text }: Html): void {
  const focused = document.activeElement;
  const act = focused && element.contains(focused) ? focused.getAttribute("data-act") : undefined;
  element.innerHTML = text;
  if (act === undefined) return;
  const same = [...element.querySelectorAll<HTMLElement>("[data-act]")].find(
    (one) => one.getAttribute("data-act") === act,
  );
  (same ?? element.querySelector<HTMLElement>("h2"))?.focus();
}

const NS = "http://www.w3.org/2000/svg";

/** An element of a picture. */
export function createSvgElement(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  text = "",
): SVGElement {
  const element = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.textContent = text;
  return element;
}
