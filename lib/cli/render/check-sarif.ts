import { createHash } from "node:crypto";
import { isAbsolute, relative, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { TOPOLOGY_RULES } from "../../analysis/check/all-rules";
import { coverageText } from "../../analysis/model/coverage";
import { inOrder } from "../../findings/finding";
import type { RuleInfo, Severity } from "../../findings/rule";
import type { CheckReport, Finding } from "../../analysis/results";
import type { Location } from "../input/source-location";
import type { AnswerNote } from "./json-answers";
import type { Places } from "./places";

/** Where findings stand, for a report that other programs read. */
export interface SarifOptions {
  readonly places: Places;
  /** What was assumed or could not be read. */
  readonly notes: readonly AnswerNote[];
  /** Where a component stands, by its id. */
  readonly locate: (id: string) => Location;
  /** Of this package. */
  readonly version: string;
  /** Help of a rule, as Markdown. */
  readonly help: (id: string) => string | undefined;
}

/**
 * A report as SARIF 2.1.0, which code scanning reads: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html.
 */
export function checkSarif(report: CheckReport, options: SarifOptions): string {
  const findings = [...inOrder(report.findings, (id: string) => id), ...report.accepted];
  const rules = TOPOLOGY_RULES.map((rule) => descriptor(rule, options));
  const driver = { name: "forced-tunnel", semanticVersion: options.version, rules };
  const results = findings.map((finding) => result(finding, options));
  const log = {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [{ tool: { driver }, invocations: [invocation(report, options)], columnKind: "utf16CodeUnits", results }],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function descriptor({ id, name, severity, summary, why, sources }: RuleInfo, { help }: SarifOptions): object {
  const markdown = help(id);
  return {
    id,
    name,
    shortDescription: { text: summary },
    fullDescription: { text: why },
    help: { text: `${why}\nnpx forced-tunnel explain ${id}`, ...(markdown === undefined ? {} : { markdown }) },
    helpUri: sources[0],
    defaultConfiguration: { level: levelOf(severity) },
  };
}

/**
 * What was not decided, what was assumed, and how much of the input is understood: no result is not the same as nothing
 * to report.
 */
function invocation({ undecided, coverage }: CheckReport, { notes }: SarifOptions): object {
  const assumed = notes.map(({ at, text }) => ({ level: "note", message: { text: `${at}: ${text}` } }));
  const rules = undecided.map(({ id, name, waitsFor, accepted }) => ({
    level: "note",
    message: {
      text: `${name} depends on ${waitsFor.map(({ unknown }) => unknown).join(", ")}${accepted === undefined ? "" : `; accepted: ${accepted}`}`,
    },
    associatedRule: { id, index: indexOf(id) },
  }));
  return {
    executionSuccessful: true,
    toolExecutionNotifications: [{ level: "note", message: { text: coverageText(coverage) } }, ...rules, ...assumed],
  };
}

const indexOf = (id: string): number => TOPOLOGY_RULES.findIndex((candidate) => candidate.id === id);

/** What is not known is neither an error nor a warning: SARIF's note. */
const levelOf = (severity: Severity): "error" | "warning" | "note" => (severity === "undecided" ? "note" : severity);

function result(finding: Finding, { places, locate }: SarifOptions): object {
  const { id, severity, text, at, got, want, fix, accepted } = finding;
  const [first = ""] = at;
  const lines = [
    ["got", got],
    ["want", want],
    ["fix", fix],
  ].filter(([, value]) => value !== "");
  return {
    ruleId: id,
    ruleIndex: indexOf(id),
    level: levelOf(severity),
    message: { text: [text, ...lines.map(([label, value]) => `${label}: ${value}`)].join("\n") },
    locations: at.slice(0, 1).map((place) => location(place, places, locate)),
    relatedLocations: at.slice(1).map((place) => location(place, places, locate)),
    partialFingerprints: {
      "ruleAndPlace/v1": fingerprint(
        id,
        at.map((place) => places.path(place)),
      ),
    },
    ...(accepted === undefined
      ? {}
      : { suppressions: [{ kind: "external", status: "accepted", justification: accepted }] }),
    properties: { component: first },
  };
}

function location(id: string, places: Places, locate: SarifOptions["locate"]): object {
  const path = places.path(id);
  const { file, line } = locate(id);
  const address = { fullyQualifiedName: id, kind: "resource" };
  return {
    physicalLocation: { artifactLocation: artifact(file), region: { startLine: line } },
    logicalLocations: path === id ? [address] : [{ fullyQualifiedName: path, kind: "construct" }, address],
  };
}

/** Relative to the working directory, which code scanning takes for the root of the repository; else the whole path. */
function artifact(file: string): object {
  const inside = relative(process.cwd(), resolve(file));
  return isAbsolute(inside) || inside.split(sep)[0] === ".."
    ? { uri: pathToFileURL(resolve(file)).href }
    : { uri: uri(inside), uriBaseId: "%SRCROOT%" };
}

const uri = (file: string): string => file.split(/[\\/]/).map(encodeURIComponent).join("/");

/** Stays while lines move: a rule, and the places it speaks of. */
const fingerprint = (rule: string, paths: readonly string[]): string =>
  createHash("sha256")
    .update([rule, ...paths].join("\0"))
    .digest("hex")
    .slice(0, 32);
