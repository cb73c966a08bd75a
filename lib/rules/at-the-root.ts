import { groupBy } from "../domain/group-by";
import type { Place } from "./declaration";
import type { ConstructFinding } from "./rule";

/** Rules whose findings explain those of later rules about the same values, in this order; the rest come last. */
const FIRST = [
  ...["FT001", "FT002", "FT004", "FT016", "FT008", "FT007", "FT011", "FT006", "FT009", "FT010", "FT005"],
  ...["FT019", "FT013", "FT014", "FT015", "FT084", "FT085"],
];

/**
 * The findings without those that follow from another one: a value that is wrong in itself is not compared with others,
 * and a name that is derived from a wrong one is not reported beside it.
 */
export function atTheRoot(findings: readonly ConstructFinding[]): ConstructFinding[] {
  if (findings.length < 2) return [...findings];
  const placed = findings.map((finding) => ({ finding, stage: stageOf(finding), places: finding.at.map(address) }));
  const byStage = [...placed].sort((a, b) => a.stage - b.stage);
  const roots = new Map<string, number>();
  const kept = new Set<ConstructFinding>();
  for (const { finding, stage, places } of byStage) {
    const isExplained = places.some((place) => isUnder(roots, place, stage));
    if (isExplained) continue;
    kept.add(finding);
    if (stage < FIRST.length) for (const place of places) if (!roots.has(place)) roots.set(place, stage);
  }
  return withoutDerivedNames(joinedElements(withoutRepeats(findings.filter((finding) => kept.has(finding)))));
}

/** A security rule that groups share has its mistake in each of them. */
const withoutRepeats = (findings: readonly ConstructFinding[]): ConstructFinding[] =>
  groupBy(findings, ({ id, at, text, got, fix }) => JSON.stringify([id, at[0], text, got, fix])).map(
    ([first]) => first,
  );

/** A value in a wrong one, or around one of a wrong type, which is left out. */
function isUnder(roots: ReadonlyMap<string, number>, place: string, stage: number): boolean {
  if (ancestors(place).some((one) => (roots.get(one) ?? stage) < stage)) return true;
  return [...roots].some(([root, first]) => first < Math.min(stage, OF_SHAPE) && root.startsWith(`${place}/`));
}

/** The rules about unknown props and types. */
const OF_SHAPE = 2;

/** Elements of one list with the same mistake and fix are one finding. */
const joinedElements = (findings: readonly ConstructFinding[]): ConstructFinding[] =>
  groupBy(findings, (finding) => {
    const { id, at, fix } = finding;
    return /\.\d+$/.test(at[0]!.prop) ? `${id} ${address(at[0]!).replace(/\/\d+$/, "")} ${fix}` : finding;
  }).map(([first, ...others]) => ({ ...first, at: [...first.at, ...others.flatMap(({ at }) => at)] }));

const stageOf = ({ id }: ConstructFinding): number => (FIRST.includes(id) ? FIRST.indexOf(id) : FIRST.length);

/** "main/hub00 client.subnetPrefix" and "main/hub00/client subnetPrefix" are one place. */
const address = ({ path, prop }: Place): string => `${path}/${prop.replaceAll(".", "/")}`;

function ancestors(place: string): string[] {
  const parts = place.split("/");
  return parts.map((_, at) => parts.slice(0, at + 1).join("/"));
}

const NAMES = new Set(["FT019", "FT021"]);

function withoutDerivedNames(findings: readonly ConstructFinding[]): ConstructFinding[] {
  const names = findings.filter(({ id }) => NAMES.has(id));
  const isDerived = (finding: ConstructFinding): boolean =>
    names.some((other) => other !== finding && other.id === "FT019" && derives(other, finding));
  return findings.filter((finding) => !NAMES.has(finding.id) || !isDerived(finding));
}

/** A default name ends with, or holds, the name that it is derived from, and belongs to the same construct or a part of it. */
function derives(root: ConstructFinding, derived: ConstructFinding): boolean {
  const [from, to] = [root.at[0]!, derived.at[0]!];
  const [short, long] = [nameIn(root.got), nameIn(derived.got)];
  if (to.path !== from.path && !to.path.startsWith(`${from.path}/`)) return false;
  if (!long.includes(short)) return false;
  return long.length > short.length || isShorterProp(from, to);
}

const isShorterProp = (from: Place, to: Place): boolean => address(from).length < address(to).length;

const nameIn = (got: string): string => (got.startsWith('"') ? (JSON.parse(got) as string) : got);
