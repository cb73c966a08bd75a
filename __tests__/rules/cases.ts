import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Case } from "./case";

const load = createRequire(__filename);

/** The cases of every rule: those of lib/rules/x/y.ts are in __tests__/rules/x/y.cases.ts. */
export const RULE_CASES: readonly Case[] = readdirSync(__dirname, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".cases.ts"))
  .sort()
  .flatMap((file) => (load(join(__dirname, file)) as { readonly CASES: readonly Case[] }).CASES);
