import { visible } from "./printable";

/**
 * What is wrong, and how to mend it: an error of the command line, a topology that cannot be read, a finding of a rule.
 * Every report, page and test prints it with {@link renderProblem}.
 */
export interface Problem {
  /** What is wrong: one sentence, lower case, no full stop. */
  readonly text: string;
  /**
   * Where it is; of several places, the first is the one to change.
   * @default - not printed
   */
  readonly at?: string | readonly string[];
  /**
   * The value as given.
   * @default - not printed
   */
  readonly got?: string;
  /**
   * What is accepted, and by whom.
   * @default - not printed
   */
  readonly want?: string;
  /**
   * The names that exist, where a name is unknown.
   * @default - not printed
   */
  readonly have?: string;
  /**
   * The smallest edit or the command to run, ready to paste; it may take several lines.
   * @default - not printed
   */
  readonly fix?: string;
  /**
   * Where to read on, or what is not affected.
   * @default - not printed
   */
  readonly more?: string;
}

/** How a problem is printed. */
export interface RenderProblemOptions {
  /**
   * What stands before the sentence: "error", "warning[FT101] direct-egress".
   * @default "error"
   */
  readonly heading?: string;
  /**
   * Where `got` is shortened, in characters: a key that fills the screen hides the line that says what to do.
   * @default - never
   */
  readonly maxValue?: number;
  /**
   * Where the sentence is shortened, in characters.
   * @default - never
   */
  readonly maxText?: number;
}

const LABEL_WIDTH = 6;
const INDENT = "  ";

/**
 * A problem as text: the sentence, then `at`, `got`, `want`, `have`, `fix` and `more`, a line each. Control characters
 * and others that hide text are printed as escapes.
 */
export function renderProblem(problem: Problem, options: RenderProblemOptions = {}): string {
  const { heading = "error", maxValue = Infinity, maxText = Infinity } = options;
  const { text, at = [], got, want, have, fix, more } = problem;
  const places = typeof at === "string" ? [at] : at;
  return [
    `${heading}: ${shortened(visible(text), maxText)}`,
    ...places.map((place, index) => line(index === 0 ? "at" : "also", visible(place))),
    line("got", got && shortened(visible(got), maxValue)),
    line("want", want && visible(want)),
    line("have", have && visible(have)),
    line("fix", fix && severalLines(fix)),
    line("more", more && visible(more)),
  ]
    .filter((one) => one !== "")
    .join("\n");
}

const line = (label: string, value = ""): string =>
  value === "" ? "" : `${INDENT}${label.padEnd(LABEL_WIDTH)}${value}`;

const severalLines = (text: string): string =>
  text
    .split("\n")
    .map(visible)
    .join(`\n${" ".repeat(INDENT.length + LABEL_WIDTH)}`);

/** The middle is left out: paths and names differ at their ends. */
function shortened(text: string, max: number): string {
  if (text.length <= max) return text;
  const half = Math.floor((max - 3) / 2);
  return `${text.slice(0, half)} … ${text.slice(-half)}`;
}
