import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { article, CIRCUIT_ID, SSH_KEY, Template } from "../support/apps";

const root = join(__dirname, "../..");

interface Configuration {
  readonly resource: Readonly<Record<string, Readonly<Record<string, object>>>>;
  readonly variable: Readonly<
    Record<
      string,
      {
        readonly sensitive?: boolean;
        readonly description?: string;
        readonly validation?: readonly object[];
        readonly default?: unknown;
      }
    >
  >;
  readonly output: Readonly<Record<string, { readonly value: string; readonly sensitive?: boolean }>>;
}

describe("main.ts", () => {
  const outdir = mkdtempSync(join(tmpdir(), "main-test-"));
  const printed = execFileSync("node", ["--import", "tsx", "main.ts"], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, CDKTF_OUTDIR: outdir },
  });
  const json = JSON.parse(
    readFileSync(join(outdir, "stacks", "forced-tunneling", "cdk.tf.json"), "utf8"),
  ) as Configuration;
  afterAll(() => rmSync(outdir, { recursive: true }));

  test("is under 65 lines", () =>
    expect(readFileSync(join(root, "main.ts"), "utf8").trimEnd().split("\n").length).toBeLessThan(65));

  test("prints nothing: constructs do not", () => expect(printed).toBe(""));

  // A text with one character beyond Latin-1 takes twice the memory in JavaScript.
  test("has ASCII only in its JSON", () => expect(JSON.stringify(json)).toMatch(/^[ -~]*$/));

  test("is the article's topology, with what only its user knows in variables", () => {
    const { json: expected } = new Template(article().stack);
    const ofCheck = ([id]: readonly [string, object]): boolean => id.startsWith("egress-check");
    const types = (resources: Configuration["resource"]): unknown =>
      Object.fromEntries(
        Object.entries(resources).map(([type, byId]) => [
          type,
          Object.entries(byId)
            .filter((one) => !ofCheck(one))
            .map(([id]) => id)
            .sort(),
        ]),
      );
    expect(types(json.resource)).toEqual(types(expected.resource));
    const checks = Object.entries(json.resource.azurerm_virtual_machine_run_command!).filter(ofCheck);
    expect(checks.map(([, check]) => check)).toEqual([
      expect.objectContaining({ count: '${var.run_id == "" ? 0 : 1}' }),
    ]);
    const text = JSON.stringify(json);
    expect(text).not.toContain(CIRCUIT_ID);
    expect(text).not.toContain(SSH_KEY);
  });

  test("asks for five values, each described and validated, the keys sensitive; only the run id has a default", () => {
    const { run_id, ...asked } = json.variable;
    expect(run_id!.default).toBe("");
    expect(Object.keys(asked).sort()).toEqual([
      "authorization_key_1",
      "authorization_key_2",
      "circuit_id",
      "operator_sources",
      "ssh_public_key",
    ]);
    for (const [name, variable] of Object.entries(asked)) {
      expect(variable.description).toMatch(/^.{20,}/);
      expect(variable.validation!.length).toBeGreaterThan(0);
      expect(variable).not.toHaveProperty("default");
      expect(variable.sensitive ?? false).toBe(name.startsWith("authorization_key"));
    }
  });

  test("hands out the addresses, the password (sensitive), and the command that proves the tunnel", () => {
    expect(
      Object.entries(json.output)
        .map(([name, { sensitive }]) => [name, sensitive ?? false])
        .sort(),
    ).toEqual([
      ["admin_password", true],
      ["client_private_ip", false],
      ["egress_verdict", false],
      ["jump_server_private_ip", false],
      ["jump_server_public_ip", false],
      ["nva_public_ip", false],
      ["prove_the_tunnel", false],
    ]);
    expect(json.output.prove_the_tunnel!.value).toBe(
      "az vm run-command invoke -g ${azurerm_resource_group.resource-group.name} -n vm-hub00 --command-id RunPowerShellScript " +
        '--scripts "curl.exe -sS https://ifconfig.me" --query "value[0].message" -o tsv',
    );
  });
});
