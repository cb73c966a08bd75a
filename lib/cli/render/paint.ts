import { styleText } from "node:util";

/** Colours a word that says the same without colour. */
export type Paint = (word: string, style: "good" | "bad" | "open") => string;

const COLORS = { good: "green", bad: "red", open: "yellow" } as const;

/** No colours at all. */
export const plain: Paint = (word) => word;

/** Colours where stdout takes them: a terminal, and neither NO_COLOR nor `--no-color`. */
export const painter = (color: boolean): Paint =>
  color ? (word, style) => styleText(COLORS[style], word, { stream: process.stdout }) : plain;
