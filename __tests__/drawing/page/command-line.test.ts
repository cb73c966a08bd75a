import { execFileSync } from "node:child_process";
import * as fc from "fast-check";
import { commandLine, shortestName, pathArguments } from "../../../lib/drawing/page/command-line";
import { read } from "../../support/analysis/ask";
import { t } from "../../support/analysis/situations";

test("a shell reads every argument as one word", () => {
  const words = fc.array(
    fc.string({ unit: "binary" }).filter((word) => !word.includes("\0")),
    { minLength: 1, maxLength: 8 },
  );
  fc.assert(
    fc.property(words, (given) => {
      const line = commandLine(given, [], []).replace(/^npx forced-tunnel/, "printf '%s\\0'");
      expect(execFileSync("sh", ["-c", line], { encoding: "utf8" })).toBe(given.map((word) => `${word}\0`).join(""));
    }),
    { numRuns: 30 },
  );
});

test("the command has the question, the input files and the failures", () => {
  expect(
    commandLine(["routes", "vm-hub00"], ["vm-nva100", "vm-nva100 - rs-hub100"], ["plan.json", "--var", "a=b c"]),
  ).toBe(
    "npx forced-tunnel routes vm-hub00 plan.json --var 'a=b c' --without vm-nva100 --without 'vm-nva100 - rs-hub100'",
  );
});

test("the arguments of a path leave out the defaults", () => {
  expect(pathArguments({ from: "a", to: "b" })).toEqual(["path", "a", "b"]);
  expect(pathArguments({ from: "a", to: "b", protocol: "udp", port: 53 })).toEqual(["path", "a", "b", "--udp", "53"]);
  expect(pathArguments({ from: "a", to: "b", protocol: "icmp" })).toEqual(["path", "a", "b", "--icmp"]);
});

test("a component is named by its id where its name finds another one, such as an NVA with its BGP connection", () => {
  const topology = read(t());
  const [session] = topology.bgpConnections;
  expect(shortestName(topology, topology.machines[0]!.id)).toBe(topology.machines[0]!.name);
  expect(shortestName(topology, session!.id)).toBe(session!.name === "vm-nva100" ? session!.id : session!.name);
  expect(shortestName(topology, "internet")).toBe("internet");
});
