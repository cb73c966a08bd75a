import { findingsOf, report } from "../../../lib/index";
import { article } from "../../support/apps";

const many = (count: number, value: unknown): object =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, value]));
const nested = (depth: number): unknown => JSON.parse(`${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`);

const LARGE: readonly (readonly [string, object])[] = [
  ["tags", { hub: { tags: many(300_000, "v") } }],
  ["tags of another type", { hub: { tags: many(300_000, 1) } }],
  ["a prefix", { site: { addressSpace: "1".repeat(30_000_000) } }],
  ["a name", { hub: { name: "a".repeat(30_000_000) } }],
  ["address spaces", { hub: { moreAddressSpaces: Array<string>(30_000).fill("10.9.0.0/16") } }],
  ["DNS servers", { hub: { dnsServers: Array<string>(100_000).fill("x") } }],
  ["an SSH key", { nva: { adminSshPublicKey: `ssh-rsa ${"A".repeat(30_000_000)}` } }],
  ["anchors", { nva: { health: { anchors: Array<string>(100_000).fill("1.1.1.1:443") } } }],
  ["levels", { hub: { client: { size: nested(3_000) } } }],
];

test.each(LARGE)("%s of a size that nothing valid has are one finding, at once", (_, changes) => {
  const started = Date.now();
  const findings = findingsOf(article(changes).stack);
  expect(findings.map(({ id }) => id)).toEqual(["FT002"]);
  expect(report(findings).length).toBeLessThan(2_000);
  expect(Date.now() - started).toBeLessThan(10_000);
});

test("of many unknown props, the first are reported", () => {
  const findings = findingsOf(article({ hub: many(100_000, 1) }).stack);
  expect(findings.map(({ id }) => id)).toEqual(Array(5).fill("FT001"));
  expect(findings[0]!.fix).toBe("leave k0 out, and the other 99999 that are not props");
});
