import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { parse, parseAllDocuments } from "yaml";
import { checkCommand } from "../../lib/cli/commands/check-command";
import { diffCommand } from "../../lib/cli/commands/diff-command";
import { pathCommand } from "../../lib/cli/commands/path-command";
import { routesCommand } from "../../lib/cli/commands/routes-command";
import { blocks } from "../support/markdown";

const ROOT = join(__dirname, "../..");
const of = (page: string, ...languages: readonly string[]) =>
  blocks(page, readFileSync(join(ROOT, page), "utf8")).filter(({ language }) => languages.includes(language));

const GUIDE = "docs/deployment.md";
const PAGES = [GUIDE, "docs/TROUBLESHOOTING.md"];
const [github, azureDevOps] = of(GUIDE, "yaml").map(({ text }) => text);

/** Texts under the keys of a pipeline that a shell runs, with the pipeline's own expressions replaced. */
function scripts(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    ["run", "script", "inlineScript"].includes(key) && typeof inner === "string"
      ? [inner.replace(/\$\{\{[^}]*\}\}/g, "1")]
      : scripts(inner),
  );
}

/** What bash says of a script that it only parses. */
const complaint = (script: string): string => spawnSync("bash", ["-n"], { input: script, encoding: "utf8" }).stderr;

/** Options and names of the commands in a script that the program does not know. */
function unknown(script: string): string[] {
  const commands = new Map<string, Command>(
    [checkCommand(), diffCommand(), pathCommand(), routesCommand()].map((one) => [one.name(), one]),
  );
  return [...script.matchAll(/npx forced-tunnel (?!synth\b)([\w-]+)([^|>\n]*)/g)].flatMap(
    ([, name = "", rest = ""]) => {
      const command = commands.get(name);
      if (!command) return [name];
      return [...rest.matchAll(/--[\w-]+/g)]
        .map(([option]) => option)
        .filter((option) => !command.options.some(({ long }) => long === option));
    },
  );
}

describe("the pipelines of docs/deployment.md", () => {
  test("there are two, each one document without an error or a warning", () => {
    expect(of(GUIDE, "yaml")).toHaveLength(2);
    for (const { text } of of(GUIDE, "yaml")) {
      const documents = parseAllDocuments(text);
      expect(documents).toHaveLength(1);
      expect([...documents].flatMap(({ errors, warnings }) => [...errors, ...warnings])).toEqual([]);
    }
  });

  test.each([
    ["GitHub Actions", () => github!],
    ["Azure DevOps", () => azureDevOps!],
  ])("%s: every script parses, and plans, checks, compares and applies the plan that was checked", (_, text) => {
    const all = scripts(parse(text()));
    expect(all.map(complaint).filter(Boolean)).toEqual([]);
    const script = all.join("\n");
    expect(unknown(script)).toEqual([]);
    for (const line of [
      "npm ci",
      "forced-tunnel synth",
      'terraform -chdir="$STACK" plan -out=tfplan',
      "forced-tunnel diff state.json plan.json --format markdown",
      "forced-tunnel check plan.json",
      'terraform -chdir="$STACK" apply tfplan',
    ])
      expect(script).toContain(line);
    expect(script.lastIndexOf("forced-tunnel check")).toBeLessThan(script.indexOf("apply tfplan"));
  });

  test("a difference does not end the job, and an error of diff does", () => {
    const script = scripts(parse(github!)).find((one) => one.includes("forced-tunnel diff"))!;
    for (const [code, expected] of [
      [0, 0],
      [1, 0],
      [3, 0],
      [2, 2],
      [70, 70],
    ]) {
      const stub = `set -e\nnpx() { return ${code}; }\ncd "$(mktemp -d)"; GITHUB_STEP_SUMMARY=summary\n`;
      expect(spawnSync("bash", [], { input: stub + script }).status).toBe(expected);
    }
  });

  test("GitHub Actions asks for a token and may comment; only a push applies, in an environment", () => {
    const { permissions, env, jobs } = parse(github!);
    expect(permissions).toEqual({ contents: "read", "id-token": "write", "pull-requests": "write" });
    expect(env).toMatchObject({ ARM_USE_OIDC: "true", ARM_USE_AZUREAD: "true" });
    expect(jobs.apply).toMatchObject({ if: "github.event_name == 'push'", environment: "network" });
    expect(scripts(jobs.plan).join("\n")).not.toMatch(/ apply /);
    expect(scripts(jobs.plan).join("\n")).toContain("gh pr comment");
  });

  test("Azure DevOps gives each Terraform task a token, and applies only from main", () => {
    const { stages } = parse(azureDevOps!);
    expect(stages).toHaveLength(2);
    const steps = [stages[0].jobs[0].steps, stages[1].jobs[0].strategy.runOnce.deploy.steps].flat();
    const terraform = steps.filter((step: unknown) => scripts(step).some((script) => script.includes("terraform ")));
    expect(terraform).toHaveLength(2);
    for (const { task, env } of terraform) {
      expect(task).toBe("AzureCLI@2");
      expect(env).toMatchObject({ ARM_USE_OIDC: "true", SYSTEM_ACCESSTOKEN: "$(System.AccessToken)" });
    }
    expect(stages[1].condition).toContain("'refs/heads/main'");
    expect(scripts(stages[0]).join("\n")).not.toMatch(/ apply /);
  });
});

describe("shell on the pages", () => {
  const shell = PAGES.flatMap((page) => of(page, "sh"));

  test.each(shell.map((block) => [`${block.page}:${block.line}`, block.text] as const))("%s parses", (_, text) => {
    expect(complaint(text)).toBe("");
    expect(unknown(text)).toEqual([]);
  });

  test("what does not parse, and options that do not exist, are found", () => {
    expect(complaint("if true; then echo")).toContain("syntax error");
    expect(unknown("npx forced-tunnel check --stict plan.json\nnpx forced-tunnel chek")).toEqual(["--stict", "chek"]);
  });
});
