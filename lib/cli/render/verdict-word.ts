import type { Verdict } from "../../analysis/verdict";
import type { Paint } from "./paint";

/** Verdicts of packets that get where they were to go. */
export const ARRIVES: ReadonlySet<Verdict> = new Set<Verdict>(["tunnelled", "exempt", "direct", "delivered"]);

const STYLES: Readonly<Record<Verdict, Parameters<Paint>[1]>> = {
  tunnelled: "good",
  exempt: "good",
  delivered: "good",
  direct: "bad",
  dropped: "bad",
  loop: "bad",
  mixed: "bad",
  refused: "bad",
  undetermined: "open",
};

/** All verdicts. */
export const VERDICTS = Object.keys(STYLES) as Verdict[];

/** The verdict in its colour; `word` is the verdict, as it is or in capital letters. */
export const painted = (paint: Paint, verdict: Verdict, word: string = verdict): string => paint(word, STYLES[verdict]);
