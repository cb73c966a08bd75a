import type { KnownAnswer } from "./health-config";
import type { NvaTextOptions } from "./user-data";

/** A problem in the user's own lines, which would break the configuration around them. */
export interface UserLineProblem {
  /** Path of the prop: "frrLines.routerBgp.0". */
  readonly prop: string;
  /** The line as JSON. */
  readonly got: string;
  /** What is wrong: one sentence that includes the line. */
  readonly problem: string;
}

/** Names of packages (Debian Policy, 5.6.1); apt also accepts `name=version` and `name/release`. */
const PACKAGE = /^[a-z0-9][a-z0-9+.-]+([=/][\w.+:~-]+)?$/;
/** Lines that end the block that they are inserted in, or remove it. */
const LEAVES = /^(exit(-address-family)?|end|(no )?router bgp\b.*|address-family\b.*)$/;

/** Problems in lines, package names and a known answer that would show only at the first boot, or never. */
export function checkUserLines({
  frrLines,
  natLines,
  packages = [],
  health,
}: Pick<NvaTextOptions, "frrLines" | "natLines" | "packages" | "health">): UserLineProblem[] {
  const frr = listed("frrLines", frrLines);
  const nat = listed("natLines", natLines);
  return [
    ...[...frr, ...nat]
      .filter(({ line }) => /[\r\n]/.test(line))
      .map((one) => problem(one, "has a line break: put each line in an entry of its own")),
    ...frr
      .filter(({ line }) => LEAVES.test(line.trim()))
      .map((one) => problem(one, "ends the block that it is put in")),
    ...nat.filter(({ line }) => !balanced(line)).map((one) => problem(one, "has unbalanced braces")),
    ...packages
      .map((name, i) => ({ prop: `packages.${i}`, line: name }))
      .filter(({ line }) => !line.includes("${") && !PACKAGE.test(line))
      .map((one) => problem(one, "is not a valid package name")),
    ...(health?.knownAnswer ? knownAnswerProblems(health.knownAnswer) : []),
  ];
}

/** The daemon reads all parts from one line of its configuration: white space ends each but the last. */
const KNOWN_ANSWER = {
  host: [/^\S+$/, "is not a host name without white space"],
  path: [/^\/\S*$/, 'is not a path that begins with "/" and has no white space'],
  text: [/^\S(.*\S)?$/, "is not one line without spaces at its ends"],
} as const;

const knownAnswerProblems = (answer: KnownAnswer): UserLineProblem[] =>
  (["host", "path", "text"] as const).flatMap((name) => {
    const [accepted, what] = KNOWN_ANSWER[name];
    const line = answer[name];
    const isAccepted = line.includes("${") || accepted.test(line);
    return isAccepted ? [] : [problem({ prop: `health.knownAnswer.${name}`, line }, what)];
  });

interface Line {
  readonly prop: string;
  readonly line: string;
}

function listed(prop: string, places: object | undefined): Line[] {
  return Object.entries((places ?? {}) as Record<string, readonly string[] | undefined>).flatMap(([place, lines]) =>
    (lines ?? []).map((line, i) => ({ prop: `${prop}.${place}.${i}`, line })),
  );
}

const problem = ({ prop, line }: Line, what: string): UserLineProblem => ({
  prop,
  got: JSON.stringify(line),
  problem: `${JSON.stringify(line)} ${what}`,
});

function balanced(line: string): boolean {
  let depth = 0;
  for (const character of line.replace(/"[^"]*"|#.*|\$\{[^}]*\}/g, "")) {
    if (character === "{") depth += 1;
    if (character === "}") depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}
