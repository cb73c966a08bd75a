import { gradeOf, type Verdict } from "../../analysis/verdict";
import type { Paint } from "./paint";

/** The verdict in its colour; `word` is the verdict, as it is or in capital letters. */
export const painted = (paint: Paint, verdict: Verdict, word: string = verdict): string =>
  paint(word, gradeOf(verdict));
