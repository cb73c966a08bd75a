import { readTopology } from "../../lib/analysis/kinds/read-topology";
import { synthesized } from "../../lib/analysis/terraform/sources/synthesized";
import { verdictOf } from "../support/analysis/ask";
import { article } from "../support/apps";

const [main] = synthesized(article({ nva: { userDataChanges: "replace" } }).stack);

/** The verdict on the client, with changes to the NVA's texts in the Terraform JSON. */
function verdictWith(...changes: readonly (readonly [from: RegExp, to: string])[]): string {
  const text = changes.reduce((before, [from, to]) => {
    const after = before.replace(from, () => to);
    expect([from, after === before]).toEqual([from, false]);
    return after;
  }, main!.text);
  return verdictOf(readTopology([{ ...main!, text }]), "vm-hub00").verdict;
}

const FIRST_LINE = /# Run by its unit until it has succeeded once/;
const LAST_LINE = /say \\+"done\\+"/;

test("the library's own texts are read as anybody's, and tunnel", () => {
  expect(verdictWith()).toBe("tunnelled");
});

test.each<[string, readonly [RegExp, string][]]>([
  ["ends at once", [[FIRST_LINE, "exit 0"]]],
  ["ends with an error", [[FIRST_LINE, "exit 1"]]],
  ["flushes nftables at its end", [[LAST_LINE, "nft flush ruleset"]]],
  ["switches forwarding off at its end", [[LAST_LINE, "sysctl -w net.ipv4.ip_forward=0"]]],
  ["stops FRR at its end", [[LAST_LINE, "systemctl stop frr"]]],
  ["stops the health daemon at its end", [[LAST_LINE, "systemctl stop forced-tunnel-egress"]]],
  ["runs an unknown program", [[LAST_LINE, "setup-the-rest"]]],
  ["loads no ruleset", [[/nft -D \\+"wan=\$wan\\+" -f/, "true"]]],
  [
    "does not set the kernel, where the ruleset's script does not either",
    [
      [/\/usr\/lib\/systemd\/systemd-sysctl/, "true"],
      [/sysctl -q -w net.ipv4.ip_forward=1/, "true"],
    ],
  ],
])("a first boot that %s does not tunnel", (_, changes) => {
  expect(verdictWith(...changes)).not.toBe("tunnelled");
});

test.each<[string, readonly [RegExp, string][]]>([
  ["adds no route", [[/\\+"route\\+", \\+"replace\\+"/, '\\\\\\"route\\\\\\", \\\\\\"get\\\\\\"']]],
  ["starts what it finds", [[/import ipaddress/, "import pyroute2"]]],
])("a health daemon that %s does not tunnel", (_, changes) => {
  expect(verdictWith(...changes)).not.toBe("tunnelled");
});
