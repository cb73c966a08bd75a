import type { NvaTextOptions } from "./user-data";

/** Something in the user's own lines that would break what stands around it. */
export interface OwnTextProblem {
  /** The prop: "frrLines.routerBgp.0". */
  readonly prop: string;
  readonly got: string;
  /** A sentence that is true on its own. */
  readonly problem: string;
}

/** Debian Policy, 5.6.1: names of packages; apt also takes `name=version` and `name/release`. */
const PACKAGE = /^[a-z0-9][a-z0-9+.-]+([=/][\w.+:~-]+)?$/;
/** What ends the block that the lines stand in, or undoes it. */
const LEAVES = /^(exit(-address-family)?|end|(no )?router bgp\b.*|address-family\b.*)$/;

/** What FRR's and nftables' own checks would find at boot only, when the NVA can announce nothing any more. */
export function ownTextProblems({
  frrLines,
  natLines,
  packages = [],
}: Pick<NvaTextOptions, "frrLines" | "natLines" | "packages">): OwnTextProblem[] {
  const frr = listed("frrLines", frrLines);
  const nat = listed("natLines", natLines);
  return [
    ...[...frr, ...nat]
      .filter(({ line }) => /[\r\n]/.test(line))
      .map((one) => problem(one, "has a line break: each line is an entry of its own")),
    ...frr.filter(({ line }) => LEAVES.test(line.trim())).map((one) => problem(one, "leaves the place it stands in")),
    ...nat
      .filter(({ line }) => !balanced(line))
      .map((one) => problem(one, "opens or closes more braces than it closes or opens")),
    ...packages
      .map((name, i) => ({ prop: `packages.${i}`, line: name }))
      .filter(({ line }) => !line.includes("${") && !PACKAGE.test(line))
      .map((one) => problem(one, "is no name of a package")),
  ];
}

interface Line {
  readonly prop: string;
  readonly line: string;
}

function listed(prop: string, places: object | undefined): Line[] {
  return Object.entries((places ?? {}) as Record<string, readonly string[] | undefined>).flatMap(([place, lines]) =>
    (lines ?? []).map((line, i) => ({ prop: `${prop}.${place}.${i}`, line })),
  );
}

const problem = ({ prop, line }: Line, what: string): OwnTextProblem => ({
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
