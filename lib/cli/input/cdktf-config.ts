import { existsSync, readFileSync } from "node:fs";
import { oneLine, UserError } from "./user-error";

/** What is used of cdktf.json. */
export interface CdktfConfig {
  readonly app?: string;
  readonly output?: string;
}

/** Reads cdktf.json of the folder that the command is called in; there need not be one. */
export function readConfig(): CdktfConfig {
  if (!existsSync("cdktf.json")) return {};
  const config = parse(read());
  if (typeof config !== "object" || config === null || Array.isArray(config))
    throw refused("cdktf.json is not a JSON object", JSON.stringify(config));
  for (const [key, value] of Object.entries(config)) {
    if ((key === "app" || key === "output") && typeof value !== "string")
      throw refused(`"${key}" in cdktf.json must be a string`, JSON.stringify(value));
  }
  return config;
}

function read(): string {
  try {
    return readFileSync("cdktf.json", "utf8");
  } catch (error) {
    throw refused("cdktf.json cannot be read", oneLine(error));
  }
}

function parse(text: string): unknown {
  try {
    // Some editors on Windows begin a file with a byte order mark, which JSON.parse refuses.
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw refused("cdktf.json is not valid JSON", oneLine(error));
  }
}

const refused = (sentence: string, got: string): UserError =>
  new UserError(
    {
      text: sentence,
      got,
      want: '{"app": "node main.js", "output": "cdktf.out"}, without comments',
      fix: "correct cdktf.json, or remove it and use --app and --output",
    },
    2,
  );
