/*
 * Mutation tests of the functions that decide: each file is changed in every way that Stryker knows, and the tests of
 * its room have to notice. `npm run mutation` for all, `npm run mutation -- decision link.ts` for files with these
 * parts in their paths. Prints each file's score and what no test noticed; fails below 85 %.
 */
import { relative } from "node:path";
import { Stryker } from "@stryker-mutator/core";
import { ROOMS } from "../stryker.config.mjs";

const GOAL = 85;
const parts = process.argv.slice(2);
const NOTICED = ["Killed", "Timeout"];
const COUNTED = [...NOTICED, "Survived", "NoCoverage"];

const isNoticed = ({ status }) => NOTICED.includes(status);

const percent = (killed, total) => `${((100 * killed) / total).toFixed(1).padStart(5)} %  ${killed}/${total}`;

/** "lib/x.ts:3:5 ConditionalExpression: a > b -> false" */
function line({ fileName, location: { start }, mutatorName, status, replacement }) {
  const place = `${relative(process.cwd(), fileName)}:${start.line}:${start.column}`;
  const change = `${mutatorName} -> ${replacement.replaceAll(/\s+/g, " ")}`;
  return `  ${place} ${change}${status === "NoCoverage" ? " (no test runs it)" : ""}`;
}

async function runRoom({ files, tests }) {
  const mutate = files.filter((file) => parts.length === 0 || parts.some((part) => file.includes(part)));
  if (mutate.length === 0) return [];
  process.env.MUTATION_TESTS = tests.join(" ");
  const changes = (await new Stryker({ mutate }).runMutationTest()).filter(({ status }) => COUNTED.includes(status));
  for (const change of changes.filter((one) => !isNoticed(one))) console.log(line(change));
  return changes;
}

const started = Date.now();
const changes = [];
for (const room of ROOMS) changes.push(...(await runRoom(room)));
console.log("\nscore    noticed/changes  file");
for (const file of new Set(changes.map(({ fileName }) => fileName))) {
  const ofFile = changes.filter(({ fileName }) => fileName === file);
  const score = percent(ofFile.filter(isNoticed).length, ofFile.length);
  console.log(`${score.padEnd(25)}${relative(process.cwd(), file)}`);
}
const noticed = changes.filter(isNoticed).length;
console.log(`${percent(noticed, changes.length).padEnd(25)}all, in ${Math.round((Date.now() - started) / 1000)} s`);
process.exitCode = noticed * 100 < GOAL * changes.length ? 1 : 0;
