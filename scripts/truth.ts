import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { effectiveRoutes, readTopology, type Assumptions, type EffectiveRoute } from "../lib/analysis";

/*
 * Effective routes that Azure printed in public labs, held against those that are computed from a rebuild of each lab.
 * A lab is NAME.truth.json (what Azure printed), NAME.tf.json (its rebuild) and, where Terraform does not say all,
 * NAME.assume.json.
 */

const TRUTH = join(__dirname, "../__tests__/fixtures/truth");

/** What Azure printed, and where. */
interface Truth {
  readonly source: string;
  /** When, as far as the source tells: a year, or a year and a month. */
  readonly published: string;
  /** Whether the source shows the system routes with next hop None. */
  readonly none_rows_printed: boolean;
  /** False where the source leaves out the system's own default, which every table without another one has. */
  readonly default_row_printed?: boolean;
  /** Addresses that Azure chose itself, with the label that stands for them here. */
  readonly next_hops_only_azure_knows: Readonly<Record<string, string>>;
  /** Rows by the name of the machine. */
  readonly tables: Readonly<Record<string, readonly PrintedRow[]>>;
}

interface PrintedRow {
  readonly source: string;
  readonly state: string;
  readonly prefix: string;
  readonly next_hop_type: string;
  readonly next_hop_address: string | null;
}

/** One machine's table, compared. */
export interface Comparison {
  readonly lab: string;
  readonly machine: string;
  readonly published: string;
  /** Number of rows that Azure printed and that count. */
  readonly rows: number;
  /** Rows that Azure printed and that are not computed. */
  readonly missing: readonly string[];
  /** Rows that are computed and that Azure did not print. */
  readonly extra: readonly string[];
}

/** Every lab's every table, compared. */
export function comparisons(folder = TRUTH): Comparison[] {
  return readdirSync(folder)
    .flatMap((file) => /^(.*)\.truth\.json$/.exec(file)?.[1] ?? [])
    .sort()
    .flatMap((lab) => compareLab(folder, lab));
}

function compareLab(folder: string, lab: string): Comparison[] {
  const truth = parsed(join(folder, `${lab}.truth.json`)) as Truth;
  const assumptions = join(folder, `${lab}.assume.json`);
  const topology = readTopology(
    [{ name: lab, text: readFileSync(join(folder, `${lab}.tf.json`), "utf8") }],
    existsSync(assumptions) ? (parsed(assumptions) as Assumptions) : {},
  );
  return Object.entries(truth.tables).map(([machine, printed]) => {
    const routes = effectiveRoutes(topology, machine).routes.filter(countsHere(truth));
    // What Azure printed in some labs and not in others counts neither way.
    const uncertain = routes.filter(({ seenBothWays }) => seenBothWays).map(computedText);
    const expected = printed
      .filter(counts(truth))
      .map((row) => printedText(row, truth))
      .filter((row) => !uncertain.includes(row));
    const computed = routes.filter(({ seenBothWays }) => !seenBothWays).map(computedText);
    return {
      lab,
      machine,
      published: truth.published,
      rows: expected.length,
      missing: without(expected, computed),
      extra: without(computed, expected),
    };
  });
}

const parsed = (file: string): unknown => JSON.parse(readFileSync(file, "utf8"));

const counts =
  ({ none_rows_printed }: Truth) =>
  ({ source, prefix, next_hop_type }: PrintedRow): boolean =>
    !prefix.includes(":") && (none_rows_printed || source !== "Default" || next_hop_type !== "None");

const countsHere =
  ({ none_rows_printed, default_row_printed }: Truth) =>
  ({ source, nextHopType, prefix }: EffectiveRoute): boolean =>
    (none_rows_printed || source !== "Default" || nextHopType !== "None") &&
    (default_row_printed !== false || source !== "Default" || prefix !== "0.0.0.0/0");

const printedText = (row: PrintedRow, { next_hops_only_azure_knows: labels }: Truth): string =>
  [row.source, row.state, row.prefix, row.next_hop_type, nextHop(row.next_hop_address, labels)].join(" ");

const nextHop = (address: string | null, labels: Truth["next_hops_only_azure_knows"]): string =>
  address === null ? "-" : (labels[address] ?? address);

const computedText = (row: EffectiveRoute): string =>
  [row.source, row.state, row.prefix, row.nextHopType, row.nextHopAddress ?? "-"].join(" ");

/** The rows less those of the others, each as often as it is there. */
function without(rows: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return rows.filter((row) => {
    const at = left.indexOf(row);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** How many tables and rows come out, and each difference. */
export function report(all: readonly Comparison[]): string {
  const exact = all.filter(isExact);
  const rows = sum(all.map((one) => one.rows));
  const right = rows - sum(all.map(({ missing }) => missing.length));
  const differences = all
    .filter((one) => !isExact(one))
    .flatMap(({ lab, machine, published, missing, extra }) => [
      `${lab} ${machine} (${published})`,
      ...missing.map((row) => `  - ${row}`),
      ...extra.map((row) => `  + ${row}`),
    ]);
  return [
    ...differences,
    `tables exact: ${exact.length} of ${all.length}; rows: ${right} of ${rows}, and ${sum(all.map(({ extra }) => extra.length))} that Azure did not print`,
    "",
  ].join("\n");
}

const isExact = ({ missing, extra }: Comparison): boolean => missing.length === 0 && extra.length === 0;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

if (require.main === module) {
  const all = comparisons();
  process.stdout.write(report(all));
  process.exitCode = all.every(isExact) ? 0 : 1;
}
