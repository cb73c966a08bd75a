import { coverageOf } from "../../../lib/analysis/model/coverage";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import { toJson } from "../../../lib/cli/render/json-output";
import { check } from "../../../lib/analysis/check/check";
import { diff } from "../../../lib/analysis/diff/diff";
import { bgpTable } from "../../../lib/analysis/bgp/bgp-table";
import type { Topology } from "../../../lib/analysis/model/azure";
import { overview } from "../../../lib/analysis/forwarding/overview";
import { path } from "../../../lib/analysis/forwarding/path";
import { readTopology } from "../../../lib/analysis/kinds/read-topology";
import { allRoutes } from "../../../lib/analysis/routes/effective-routes";
import { without } from "../../../lib/analysis/model/removal";
import { schemaFiles } from "../../../scripts/schema-files";
import { ARTICLE, replaced, UNDECIDED } from "../article-files";

const FOLDER = join(__dirname, "../../../docs/schema");

const read = (file = ARTICLE): Topology => readTopology([file]);

/**
 * The schemas as they are shipped, and with no key but those that they name: what is printed and not described is a
 * mistake, too.
 */
const shipped = (name: string): object => JSON.parse(readFileSync(join(FOLDER, `${name}.json`), "utf8"));
const strict = schemaFiles({ additionalProperties: false });

function expectFits(name: string, answer: object): void {
  const printed: unknown = JSON.parse(
    toJson({ without: [], notes: [{ at: "var.x", text: "the default is assumed" }], ...answer }),
  );
  for (const schema of [shipped(name), JSON.parse(strict[`${name}.json`]!)]) {
    const validate = new Ajv({ allowUnionTypes: true }).compile(schema);
    validate(printed);
    expect(validate.errors).toBeNull();
  }
}

test("docs/schema is made from the types of the answers", () => {
  const files = Object.fromEntries(readdirSync(FOLDER).map((name) => [name, readFileSync(join(FOLDER, name), "utf8")]));
  expect(files).toEqual(schemaFiles());
});

describe("output matches the schema", () => {
  const topology = read();

  test("routes", () => {
    expectFits("routes", {
      machines: overview(topology),
      subnets: allRoutes(topology),
      bgp: [{ speaker: "vm-nva100", entries: bgpTable(topology, "vm-nva100") }],
      coverage: coverageOf(topology),
    });
  });

  test.each([
    ["tunnelled", "vm-hub00", "internet", topology],
    ["dropped", "vm-hub00", "vm-nva100", topology],
    ["dropped, without a session", "vm-hub00", "internet", without(topology, "vm-nva100 - rs-hub100")],
    ["undetermined", "vm-hub00", "internet", read(UNDECIDED)],
  ])("path: %s", (verdict, from, to, of) => {
    const result = path(of, { from, to, port: 3389 });
    expect(verdict).toMatch(new RegExp(`^${result.verdict}`));
    expectFits("path", result);
  });

  test("check", () => {
    const report = check(topology, { accept: [{ rule: "single-nva", reason: "one will do" }] });
    expect(report.findings.length * report.accepted.length * report.whatIf.length).toBeGreaterThan(0);
    expectFits("check", report);
  });

  test("diff", () => {
    const difference = diff(
      topology,
      without(read({ ...ARTICLE, text: replaced("203.0.113.0/24", "192.0.2.0/28") }), "vm-nva100 - rs-hub100"),
    );
    expect(
      difference.verdicts.length *
        difference.routes.length *
        difference.exposure.opened.length *
        difference.findings.appeared.length,
    ).toBeGreaterThan(0);
    expectFits("diff", difference);
  });
});

test("a schema refuses another shape", () => {
  const validate = new Ajv({ allowUnionTypes: true }).compile(shipped("path"));
  expect(
    validate({
      ...JSON.parse(toJson({ without: [], ...path(read(), { from: "vm-hub00", to: "internet" }) })),
      verdict: "lost",
    }),
  ).toBe(false);
});
