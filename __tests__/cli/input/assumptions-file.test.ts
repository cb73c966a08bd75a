import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ASSUMPTIONS, ASSUMPTIONS_EXAMPLE, mergeAssumptions } from "../../../lib/cli/input/assumptions-file";
import { parseAcceptance, readProject } from "../../../lib/cli/input/project-file";
import { parseJsonFile } from "../../../lib/cli/input/parse-json-file";

const assumed = (text: string): unknown => parseJsonFile(ASSUMPTIONS, text, "assume.json", ASSUMPTIONS_EXAMPLE);

describe("assumptions", () => {
  test("are read from JSON, and the example is valid", () => {
    const all = {
      onPremises: [
        { circuit: "erc", asn: 64512, announces: ["10.9.0.0/16", { prefix: "0.0.0.0/0", asPath: [64512] }] },
        {
          circuit: "erc",
          asn: 64512,
          links: ["primary"],
          announces: [{ prefix: "10.9.0.0/16", links: ["secondary"] }],
        },
        { connection: "to-site", asn: 65020, announces: ["192.168.0.0/16"] },
      ],
      machines: { "vm-fw": { announces: ["0.0.0.0/0"], asn: 65001 } },
      values: { "var.x": true },
    };
    expect(assumed(JSON.stringify(all))).toEqual(all);
    expect(() => assumed(ASSUMPTIONS_EXAMPLE)).not.toThrow();
  });

  test.each([
    ["{", /^error: assume\.json is not valid JSON\n {2}got .*\n {2}want {2}JSON, without comments\n {2}fix {3}\{/],
    ["[]", /^error: assume\.json is not a JSON object\n {2}got {3}\[\]\n {2}want {2}an object\n/],
    [
      '{"machines": {"vm-fw": 5}}',
      /^error: "machines\.vm-fw" in assume\.json has the wrong type or value\n {2}got {3}5\n {2}want {2}an object\n/,
    ],
    [
      '{"onPremisses": []}',
      /^error: assume\.json has an unknown key "onPremisses"\n {2}got {3}onPremisses\n {2}want {2}one of onPremises, machines, values; did you mean onPremises\?\n/,
    ],
    [
      '{"machines": {"vm-fw": {"anounces": []}}}',
      /^error: assume\.json has an unknown key "machines\.vm-fw\.anounces"\n.*\n {2}want {2}one of .*; did you mean announces\?/,
    ],
    [
      '{"onPremises": [{"asn": 1, "announces": []}]}',
      /^error: "onPremises\.0" in assume\.json has the wrong type or value\n {2}got {3}.*\n {2}want {2}either "circuit" or "connection"/,
    ],
    [
      '{"onPremises": [{"circuit": "c", "asn": "64512", "announces": []}]}',
      /^error: "onPremises\.0\.asn" in assume\.json has the wrong type or value\n {2}got {3}"64512"\n {2}want {2}an AS number/,
    ],
    [
      '{"machines": {"vm-fw": {"announces": ["10.0.0.0"]}}}',
      /^error: "machines\.vm-fw\.announces\.0" in assume\.json has the wrong type or value\n {2}got {3}"10\.0\.0\.0"\n {2}want {2}a prefix/,
    ],
    [
      '{"machines": {"vm-fw": {"announces": ["10.0.0.0/33"]}}}',
      /^error: "machines\.vm-fw\.announces\.0" in assume\.json has the wrong type or value\n {2}got {3}"10\.0\.0\.0\/33"\n {2}want {2}a prefix/,
    ],
    [
      '{"values": {"var.x": null}}',
      /^error: "values\.var\.x" in assume\.json has the wrong type or value\n {2}got {3}null\n {2}want {2}a string, a number, true or false, or a list of strings\n/,
    ],
  ])("%s is refused with a fix", (text, message) => {
    expect(() => assumed(text)).toThrow(message);
  });

  test("later values replace earlier ones, and other values stay", () => {
    expect(mergeAssumptions({ values: { a: 1, b: 1 } }, { values: { b: 2 } })).toMatchObject({
      values: { a: 1, b: 2 },
    });
  });
});

describe("forced-tunnel.json", () => {
  let before: string;
  let folder: string;

  beforeEach(() => {
    before = process.cwd();
    folder = mkdtempSync(join(tmpdir(), "project-test-"));
    process.chdir(folder);
  });

  afterEach(() => {
    process.chdir(before);
    rmSync(folder, { recursive: true, force: true });
  });

  test("is optional", () => {
    expect(readProject()).toEqual({ accept: [], severity: {}, assume: {} });
  });

  test("holds acceptances, severities and assumptions", () => {
    writeFileSync(
      "forced-tunnel.json",
      '{"accept": [{"rule": "FT101", "at": "vm-nva100", "reason": " until March "}], "severity": {"FT115": "error"}, "assume": {"values": {"var.x": 1}}}',
    );
    expect(readProject()).toEqual({
      accept: [{ rule: "FT101", at: "vm-nva100", reason: "until March" }],
      severity: { FT115: "error" },
      assume: { values: { "var.x": 1 } },
    });
  });

  test.each([
    [
      '{"accept": [{"rule": "FT101"}]}',
      /^error: "accept\.0\.reason" in forced-tunnel\.json is missing\n {2}got {3}nothing\n {2}want {2}the key "reason"\n/,
    ],
    [
      '{"accept": [{"rule": "FT101", "reason": " "}]}',
      /^error: "accept\.0\.reason" in forced-tunnel\.json has the wrong type or value\n/,
    ],
    ['{"severity": {"FT115": "fatal"}}', /want {2}"error", "undecided" or "warning"/],
    ['{"accept": [{"rule": 101, "reason": "x"}]}', /want {2}a rule, such as "single-nva"/],
    [
      '{"acccept": []}',
      /^error: forced-tunnel\.json has an unknown key "acccept"\n.*\n {2}want {2}one of accept, severity, assume; did you mean accept\?\n/,
    ],
  ])("%s is refused with a fix", (text, message) => {
    writeFileSync("forced-tunnel.json", text);
    expect(() => readProject()).toThrow(message);
  });

  test("--accept needs a rule and a reason, and may name a component", () => {
    expect(parseAcceptance("FT101=until March")).toEqual({ rule: "FT101", reason: "until March" });
    expect(parseAcceptance("FT101@vnet-hub100/nva=a=b")).toEqual({
      rule: "FT101",
      at: "vnet-hub100/nva",
      reason: "a=b",
    });
    expect(() => parseAcceptance("FT101")).toThrow(/^error: FT101 is accepted without a reason\n/);
    expect(() => parseAcceptance("FT101= ")).toThrow(/^error: FT101 is accepted without a reason\n/);
    expect(() => parseAcceptance("=x")).toThrow(/^error: --accept needs a rule and a reason\n/);
  });
});
