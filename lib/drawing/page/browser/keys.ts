import type { Direction } from "../arrow-navigation";

/** What keys and buttons do. */
export interface PageActions {
  /** Does what a button's `data-act` says: a word, and what with. */
  runAction(action: string): void;
  moveCursor(direction: Direction): void;
  /** Selects the box that the cursor is on. */
  choose(): void;
  promptForPath(): void;
  stepHop(step: 1 | -1): void;
  focusSearch(): void;
  zoom(how: "in" | "out" | "fit"): void;
  showHelp(): void;
  /** Leaves the innermost of: the prompt, the hop, the path, the selection, the last failure. */
  goBack(): void;
  readonly isHelpOpen: boolean;
  /** False where single letters must do nothing. */
  readonly usesLetterKeys: boolean;
  readonly isPictureFocused: boolean;
}

const ARROWS = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "left", ArrowRight: "right" } as const;

/** Listens to clicks on elements with `data-act`, and to keys. */
export function listenToInput(actions: PageActions): void {
  document.addEventListener("click", (event) => {
    const action =
      event.target instanceof Element ? event.target.closest("[data-act]")?.getAttribute("data-act") : undefined;
    if (typeof action === "string") actions.runAction(action);
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (handlesKey(actions, event.key)) event.preventDefault();
  });
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement || target instanceof HTMLSelectElement;

const handlesKey = (actions: PageActions, key: string): boolean =>
  handlesPictureKey(actions, key) || (key === "Escape" ? handlesEscape(actions) : handlesLetter(actions, key));

function handlesPictureKey(actions: PageActions, key: string): boolean {
  if (!actions.isPictureFocused) return false;
  const direction = key in ARROWS ? ARROWS[key as keyof typeof ARROWS] : undefined;
  if (direction) actions.moveCursor(direction);
  else if (key === "Enter" || key === " ") actions.choose();
  else return false;
  return true;
}

/** An open dialog closes itself. */
function handlesEscape(actions: PageActions): boolean {
  if (actions.isHelpOpen) return false;
  actions.goBack();
  return true;
}

function handlesLetter(actions: PageActions, key: string): boolean {
  const letters: Readonly<Record<string, () => void>> = {
    p: () => actions.promptForPath(),
    n: () => actions.stepHop(1),
    b: () => actions.stepHop(-1),
    "/": () => actions.focusSearch(),
    "+": () => actions.zoom("in"),
    "=": () => actions.zoom("in"),
    "-": () => actions.zoom("out"),
    "0": () => actions.zoom("fit"),
    "?": () => actions.showHelp(),
  };
  if (actions.isHelpOpen || !actions.usesLetterKeys || !Object.hasOwn(letters, key)) return false;
  letters[key]!();
  return true;
}
