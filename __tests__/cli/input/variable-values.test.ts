import { declaredVariables } from "../../../lib/cli/input/declared-variables";
import { typedValues, parseVariables } from "../../../lib/cli/input/variable-values";

const TYPES = new Map([
  ["b2b", "bool"],
  ["count", "number"],
  ["zip", "string"],
  ["sources", "list(string)"],
  ["any", undefined],
]);
const value = (option: string): unknown => Object.values(parseVariables([option], TYPES).values ?? {})[0];

test("without a declared type, --var is a string, number, flag or list", () => {
  const options = ["b2b=true", "n=5", "zip=007", "name=a=b", "empty=", 'sources=["192.0.2.0/28"]'];
  expect(parseVariables(options, undefined)).toEqual({
    values: {
      "var.b2b": true,
      "var.n": 5,
      "var.zip": "007",
      "var.name": "a=b",
      "var.empty": "",
      "var.sources": ["192.0.2.0/28"],
    },
  });
  expect(() => parseVariables(["sources=[192.0.2.0/28]"], undefined)).toThrow(
    /^error: --var sources is not a valid list\n {2}got {3}\[192/,
  );
  expect(() => parseVariables(["b2b"], undefined)).toThrow(/^error: --var needs a name and a value\n {2}got {3}b2b\n/);
});

test.each([
  ["b2b=true", true],
  ["b2b=1", true],
  ["b2b=false", false],
  ["b2b=0", false],
  ["count=5", 5],
  ["count=01", 1],
  ["count=1e3", 1000],
  ["zip=5", "5"],
  ["zip=true", "true"],
  ['sources=["192.0.2.0/28"]', ["192.0.2.0/28"]],
])("--var %s is converted as in Terraform", (option, expected) => expect(value(option)).toEqual(expected));

test.each([
  [
    "b2b=TRUE",
    /^error: var\.b2b must be a flag\n {2}got {3}TRUE\n {2}want {2}true, false, 1 or 0, .*\n {2}fix {3}--var b2b=true$/,
  ],
  ["b2b=no", /\n {2}got {3}no\n[^]*--var b2b=false$/],
  ['b2b="true"', /must be a flag\n[^]*--var b2b=true$/],
  ["any=True", /must be a flag\n[^]*--var any=true$/],
  ["count=0x10", /^error: var\.count must be a number\n {2}got {3}0x10\n/],
  ["count=", /must be a number/],
  ["sources=192.0.2.0/28", /^error: --var sources must be a list\n/],
  [
    "zipp=5",
    /^error: no variable is named "zipp"\n {2}got {3}zipp\n {2}want {2}one of any, b2b, count, sources, zip\n {2}fix {3}--var zip=5$/,
  ],
  ["operator_source=1", /\n {2}fix {3}name an existing variable, or remove the option$/],
])("--var %s is refused as in Terraform", (option, message) =>
  expect(() => parseVariables([option], TYPES)).toThrow(message),
);

test("values of variables in a file are converted, and other expressions are kept", () => {
  expect(typedValues({ "var.b2b": "0", "var.count": "7", "var.zip": "1", "data.x.y.id": "true" }, TYPES)).toEqual({
    "var.b2b": false,
    "var.count": 7,
    "var.zip": "1",
    "data.x.y.id": "true",
  });
  expect(() => typedValues({ "var.b2b": "yes" }, TYPES)).toThrow(/\n {2}fix {3}"var\.b2b": true$/);
  expect(() => typedValues({ "var.b2b": 1 }, TYPES)).toThrow(/must be a flag/);
});

test("finds variables in configurations, plans and several stacks, also those that are only referred to", () => {
  const files = [
    {
      name: "a",
      text: '{"variable": {"b2b": {"type": "bool"}, "n": [{"type": "${number}"}]}, "locals": {"x": "${var.elsewhere}"}}',
    },
    { name: "b", text: '{"variable": [{"zip": {}}]}' },
    {
      name: "c",
      text: '{"format_version": "1.2", "configuration": {"root_module": {"variables": {"flag": {"default": false}, "text": {"default": "a"}}}}}',
    },
  ];
  expect([...declaredVariables(files)!]).toEqual([
    ["b2b", "bool"],
    ["n", "number"],
    ["elsewhere", undefined],
    ["zip", undefined],
    ["flag", "bool"],
    ["text", undefined],
  ]);
  expect(declaredVariables([{ name: "d", text: "{" }])).toBeUndefined();
});
