import type { Html } from "../html";

/** The element of that id. */
export function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no #${id}`);
  return element;
}

/** The element of a piece of HTML. */
export function createElement({ text }: Html): HTMLElement {
  const holder = document.createElement("template");
  holder.innerHTML = text;
  const [element] = holder.content.children;
  if (!element) throw new Error("the HTML has no element");
  return element as HTMLElement;
}

/** Replaces an element's content, and keeps the focus on the element with the same `data-act`. */
export function replaceContent(element: HTMLElement, { text }: Html): void {
  const focused = document.activeElement;
  const act = focused && element.contains(focused) ? focused.getAttribute("data-act") : undefined;
  element.innerHTML = text;
  if (act === undefined) return;
  const sameAction = [...element.querySelectorAll<HTMLElement>("[data-act]")].find(
    (one) => one.getAttribute("data-act") === act,
  );
  (sameAction ?? element.querySelector<HTMLElement>("h2"))?.focus();
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
