import { readFileSync } from "node:fs";
import { join } from "node:path";
import { check } from "../../lib/analysis/check/check";
import { readTopology } from "../../lib/analysis/kinds/read-topology";
import type { CheckReport } from "../../lib/analysis/results";

const FOLDER = join(__dirname, "..", "fixtures", "cases", "unread");

function checked(name: string): CheckReport {
  const file = `${name}.tf.json`;
  return check(readTopology([{ name: file, text: readFileSync(join(FOLDER, file), "utf8") }]));
}

/** What stands beside a tunnelled client, and the name of what leaks. */
const CASES: readonly (readonly [name: string, leak: string])[] = [
  ["sec-aks", "aks-app"],
  ["sec-azfw", "afw-hub00"],
  ["sec-ipv6", "pip6-hub00"],
  ["tag-int", "Storage.JapanEast"],
];

test.each(CASES)("%s does not pass, and %s is named", (name, leak) => {
  const { outcome, findings } = checked(name);
  expect(outcome).not.toBe("passed");
  expect(findings.filter(({ severity, text }) => severity !== "warning" && text.includes(leak))).toHaveLength(1);
});

test("a cluster beside a client leaves the client's verdict as it is", () => {
  const { machines, coverage } = checked("sec-aks");
  expect(machines.map(({ machine, verdict }) => `${machine} ${verdict}`).sort()).toEqual([
    "vm-hub00 tunnelled",
    "vm-jump00 exempt",
    "vm-nva100 exempt",
  ]);
  expect(coverage.notModelled.map(({ text }) => text)).toEqual([
    "aks-app (azurerm_kubernetes_cluster) in vnet-hub00/default",
  ]);
});
