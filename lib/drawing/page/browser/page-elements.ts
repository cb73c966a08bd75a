import { html } from "../html";
import type { PageState } from "../page-state";
import { byId, createElement } from "./dom";

/** Parts of the page that are mounted once and filled on every change. */
export interface PageElements {
  /** The answers, below the form of the panel. */
  readonly answers: HTMLElement;
  /** What to do next while a path is entered with the keyboard. */
  readonly hint: HTMLElement;
  /** Read out by screen readers when it changes. */
  readonly status: HTMLElement;
  readonly themeButton: HTMLElement;
}

/** Elements that have a class of their own. */
export interface Widgets {
  readonly find: Element;
  readonly form: Element;
  readonly help: Element;
  readonly picture: HTMLElement;
}

/** Puts the controls, the panel and the status on the page that was complete without scripts. */
export function mount({ find, form, help, picture }: Widgets): PageElements {
  const elements: PageElements = {
    answers: createElement(html`<div id="answers"></div>`),
    hint: createElement(html`<p id="hint" hidden></p>`),
    status: createElement(html`<p id="status" role="status" aria-live="polite"></p>`),
    themeButton: createElement(html`<button type="button" data-act="theme"></button>`),
  };
  byId("top").append(find, toolbar(elements.themeButton));
  const panel = createElement(html`<aside id="panel" aria-label="Answers"></aside>`);
  panel.append(form, elements.answers);
  byId("work").append(panel, elements.hint);
  document.body.append(elements.status, help);
  makeFocusable(picture);
  document.documentElement.classList.add("live");
  return elements;
}

function toolbar(themeButton: HTMLElement): HTMLElement {
  const tools = createElement(
    html`<div class="tools" role="group" aria-label="View"><button type="button" data-act="zoom out" aria-label="Zoom out">−</button><button type="button" data-act="zoom in" aria-label="Zoom in">+</button><button type="button" data-act="zoom fit">Fit</button></div>`,
  );
  const help = createElement(html`<button type="button" data-act="help" aria-label="Keyboard shortcuts">?</button>`);
  tools.append(themeButton, help);
  return tools;
}

function makeFocusable(picture: HTMLElement): void {
  picture.tabIndex = 0;
  picture.setAttribute("role", "application");
  picture.setAttribute("aria-roledescription", "diagram");
  picture.setAttribute(
    "aria-label",
    "Topology. Arrow keys move between components, Enter selects, question mark lists all shortcuts",
  );
}

const THEME_LABELS = { auto: "system", light: "light", dark: "dark" } as const;

/** Shows a theme on the page and on its button. */
export function applyTheme(theme: PageState["theme"], { themeButton }: PageElements): void {
  document.documentElement.dataset.theme = theme;
  themeButton.textContent = `Theme: ${THEME_LABELS[theme]}`;
}

/** Marks one hop in the answers as the current one; none where `hop` is undefined. */
export function markHop(answers: HTMLElement, hop: number | undefined): void {
  for (const item of answers.querySelectorAll<HTMLElement>("[data-hop]")) {
    const isCurrent = Number(item.dataset.hop) === hop;
    if (isCurrent) item.setAttribute("aria-current", "step");
    else item.removeAttribute("aria-current");
    if (isCurrent) item.scrollIntoView({ block: "nearest" });
  }
}
