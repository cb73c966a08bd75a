import type { App } from "./app";

const ARROWS = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "left", ArrowRight: "right" } as const;

/** Buttons by what their `data-act` says, and keys. */
export function listen(app: App): void {
  document.addEventListener("click", (event) => {
    const act =
      event.target instanceof Element ? event.target.closest("[data-act]")?.getAttribute("data-act") : undefined;
    if (typeof act === "string") app.act(act);
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const handled = onPicture(app, event.key) || (event.key === "Escape" ? escape(app) : letter(app, event.key));
    if (handled) event.preventDefault();
  });
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement || target instanceof HTMLSelectElement;

function onPicture(app: App, key: string): boolean {
  if (!app.isOnPicture) return false;
  const direction = key in ARROWS ? ARROWS[key as keyof typeof ARROWS] : undefined;
  if (direction) app.move(direction);
  else if (key === "Enter" || key === " ") app.choose();
  else return false;
  return true;
}

/** An open dialog closes itself. */
function escape(app: App): boolean {
  if (app.isHelping) return false;
  app.back();
  return true;
}

function letter(app: App, key: string): boolean {
  const letters: Readonly<Record<string, () => void>> = {
    p: () => app.ask(),
    n: () => app.walk(1),
    b: () => app.walk(-1),
    "/": () => app.search(),
    "+": () => app.zoom("in"),
    "=": () => app.zoom("in"),
    "-": () => app.zoom("out"),
    "0": () => app.zoom("fit"),
    "?": () => app.showHelp(),
  };
  if (app.isHelping || !app.lettersAreKeys || !Object.hasOwn(letters, key)) return false;
  letters[key]!();
  return true;
}
