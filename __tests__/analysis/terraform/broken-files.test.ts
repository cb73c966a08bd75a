import { readTopology } from "../../../lib/analysis/kinds/read-topology";
import { TopologyError } from "../../../lib/analysis/model/topology-error";
import { fixture } from "./support";

/** The message that a file of this text is refused with. */
function refusal(text: string, name = "x.json"): string {
  try {
    readTopology([{ name, text }]);
  } catch (error) {
    if (error instanceof TopologyError) return error.message;
    throw error;
  }
  throw new Error("it was read");
}

test.each([
  ["a binary plan", "PK\u0003\u0004…", "x.json is a binary plan", "terraform show -json x.json"],
  ["an empty file", " \n", "x.json is empty", "terraform show -json"],
  [
    "HCL",
    'resource "azurerm_subnet" "a" {\n}\n',
    "x.json is HCL, or a text for people",
    "terraform show -json plan.tfplan",
  ],
  [
    "the text of terraform show",
    "# azurerm_subnet.a:\n",
    "x.json is HCL, or a text for people",
    "terraform show -json plan.tfplan",
  ],
  [
    "the log of terraform plan -json",
    '{"@level":"info"}\n{"@level":"info"}\n',
    "x.json is a log of Terraform's",
    "terraform show -json plan.tfplan",
  ],
  ["a file that PowerShell wrote", '{\0"\0', "x.json is UTF-16", "utf8"],
  ["a list", "[]", "x.json is no Terraform JSON", "a JSON list"],
  ["a text", '"x"', "x.json is no Terraform JSON", "a JSON string"],
  ["null", "null", "x.json is no Terraform JSON", "a JSON null"],
  ["something else", '{"name": "x", "scripts": {}}', "x.json is no Terraform JSON", "an object with name, scripts"],
  [
    "a newer format",
    '{"format_version": "2.0", "values": {}}',
    "x.json has a format that is not known",
    'format_version "2.0"',
  ],
  ["a format of another type", '{"format_version": 1}', "x.json has a format that is not known", "format_version 1"],
  [
    "an old state",
    '{"version": 3, "terraform_version": "0.11.0", "modules": []}',
    "x.json is a state that is not known",
    "version 3",
  ],
  [
    "a provider's schema",
    '{"format_version": "1.0", "provider_schemas": {}}',
    "x.json is a provider's schema",
    "cdk.tf.json",
  ],
  [
    "cdktf's manifest",
    '{"version": "0.21.0", "stacks": {}}',
    "x.json is the manifest of cdktf",
    "cdktf.out/stacks/*/cdk.tf.json",
  ],
  ["a comma too many", '{"resource": {},}', "x.json is no valid JSON", "got"],
])("%s is named, with what to do", (_, text, sentence, more) => {
  expect(refusal(text).split("\n")[0]).toBe(`error: ${sentence}`);
  expect(refusal(text)).toContain(more);
});

test("a file that is cut off is named", () => {
  const { text } = fixture("plan.json");
  expect(refusal(text.slice(0, text.length / 2))).toMatch(
    /^error: x\.json is cut off|^error: x\.json is no valid JSON/,
  );
});

test("JSON that nests without end is refused", () => {
  const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
  expect(refusal(`{"resource": {"azurerm_subnet": {"a": {"address_prefixes": ${deep}}}}}`)).toContain(
    "error: x.json nests too deeply",
  );
});

test("every message is in the form of this program's errors", () => {
  expect(refusal("[]")).toBe(
    "error: x.json is no Terraform JSON\n  got   a JSON list\n  want  a cdk.tf.json, or what `terraform show -json` prints of a plan or a state",
  );
});

test("a state with nothing in it is an empty topology", () => {
  expect(readTopology([{ name: "state.json", text: '{"format_version":"1.0"}' }])).toMatchObject({
    networks: [],
    machines: [],
    notes: [],
  });
});

test("a file with a byte order mark is read", () => {
  const { name, text } = fixture("cdk.tf.json");
  expect(readTopology([{ name, text: `\uFEFF${text}` }])).toEqual(readTopology([{ name, text }]));
});
