import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { check } from "../../lib/analysis/check/check";
import { readTopology } from "../../lib/analysis/kinds/read-topology";

const CASES = join(__dirname, "../fixtures/cases");

interface Configuration {
  resource: Record<string, Record<string, unknown>>;
}

const outcomeOf = (json: Configuration): string =>
  check(readTopology([{ name: "x.tf.json", text: JSON.stringify(json) }]), { whatIf: false }).outcome;

const undecided = ["foreign", "reports", "unread"].flatMap((room) =>
  readdirSync(join(CASES, room))
    .filter((file) => file.endsWith(".tf.json"))
    .map((file) => join(CASES, room, file))
    .filter((file) => outcomeOf(JSON.parse(readFileSync(file, "utf8")) as Configuration) === "undecided")
    .map((file) => [file.slice(CASES.length + 1), file] as const),
);

const addresses = ({ resource }: Configuration): (readonly [type: string, name: string])[] =>
  Object.entries(resource).flatMap(([type, all]) => Object.keys(all).map((name) => [type, name] as const));

test("there are cases that are undecided", () => {
  expect(undecided.length).toBeGreaterThan(5);
});

test.each(undecided)("%s does not pass without a resource that others name", (_, file) => {
  const text = readFileSync(file, "utf8");
  const passed = addresses(JSON.parse(text) as Configuration).filter(([type, name]) => {
    const json = JSON.parse(text) as Configuration;
    json.resource[type] = Object.fromEntries(Object.entries(json.resource[type]!).filter(([one]) => one !== name));
    return JSON.stringify(json).includes(`\${${type}.${name}.`) && outcomeOf(json) === "passed";
  });
  expect(passed).toEqual([]);
});
