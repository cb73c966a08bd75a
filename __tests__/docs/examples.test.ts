import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { check } from "../../lib/analysis/check/check";
import { path } from "../../lib/analysis/forwarding/path";
import { readTopology } from "../../lib/analysis/kinds/read-topology";
import type { CheckReport } from "../../lib/analysis/results";
import { exampleNames, EXPECTATIONS } from "../../lib/cli/input/app-examples";
import { links } from "../support/markdown";
import { secretsIn } from "../support/secrets";

const ROOT = join(__dirname, "../..");

const read = (page: string): string => readFileSync(join(ROOT, page), "utf8");
const pages = [
  "README.md",
  ...readdirSync(join(ROOT, "docs"), { recursive: true, encoding: "utf8" })
    .filter((page) => page.endsWith(".md"))
    .map((page) => join("docs", page)),
];

interface Synthesized {
  readonly printed: string;
  readonly stacks: Record<
    string,
    {
      readonly dependencies: readonly string[];
      readonly annotations: readonly unknown[];
      readonly json: ReturnType<typeof JSON.parse>;
    }
  >;
}

/** Runs an example as its user does, and reads what it wrote. */
async function run(file: string): Promise<Synthesized> {
  const outdir = mkdtempSync(join(tmpdir(), "forced-tunneling-example-"));
  const options = { cwd: ROOT, env: { ...process.env, CDKTF_OUTDIR: outdir } };
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ["--import", "tsx", file], options);
  const manifest = JSON.parse(readFileSync(join(outdir, "manifest.json"), "utf8"));
  const stacks = Object.values<{
    name: string;
    dependencies: string[];
    annotations: unknown[];
    synthesizedStackPath: string;
  }>(manifest.stacks);
  return {
    printed: stdout + stderr,
    stacks: Object.fromEntries(
      stacks.map(({ name, dependencies, annotations, synthesizedStackPath }) => [
        name,
        { dependencies, annotations, json: JSON.parse(readFileSync(join(outdir, synthesizedStackPath), "utf8")) },
      ]),
    ),
  };
}

describe("examples", () => {
  const files = readdirSync(join(ROOT, "examples")).filter((file) => file.endsWith(".ts"));
  const results = new Map<string, Synthesized>();
  beforeAll(async () => {
    await Promise.all(files.map(async (file) => results.set(file, await run(join("examples", file)))));
  });
  const stackOf = (file: string, stack: string) => results.get(file)!.stacks[stack]!;
  const resources = (file: string, stack: string, type: string): Record<string, Record<string, unknown>> =>
    Object.fromEntries(
      Object.values<Record<string, unknown>>(stackOf(file, stack).json.resource[`azurerm_${type}`] ?? {}).map((it) => [
        String(it.name),
        it,
      ]),
    );

  test.each(files)("%s synthesizes, without a violation and without a word", (file) => {
    const { printed, stacks } = results.get(file)!;
    expect(printed).toBe("");
    expect(Object.values(stacks).flatMap(({ annotations }) => annotations)).toEqual([]);
    expect(Object.keys(stacks)).not.toEqual([]);
  });

  test.each(files)("%s says on top what it shows, and is 30 to 70 lines", (file) => {
    const text = readFileSync(join(ROOT, "examples", file), "utf8");
    expect(text).toMatch(/^\/\*\n \* \S/);
    expect(text.trimEnd().split("\n").length).toBeLessThanOrEqual(70);
    expect(text.trimEnd().split("\n").length).toBeGreaterThanOrEqual(30);
  });

  test.each(files)("%s has no secret in its JSON, and marks each value that is one as sensitive", (file) => {
    expect(Object.values(results.get(file)!.stacks).flatMap(({ json }) => secretsIn(json))).toEqual([]);
  });

  test("a secret that is added to an example's JSON is found", () => {
    const json = JSON.parse(JSON.stringify(stackOf("two-hubs.ts", "two-hubs").json)) as Record<
      string,
      Record<string, Record<string, Record<string, unknown>>>
    >;
    const [machine] = Object.values(json.resource!.azurerm_windows_virtual_machine!);
    const password = machine!.admin_password;
    machine!.admin_password = "Pa55-in-the-open";
    machine!.custom_data = "-----BEGIN OPENSSH PRIVATE KEY-----";
    Object.assign(json.output!, { password: { value: password }, hidden: { value: password, sensitive: true } });
    delete json.variable!.authorization_key_2!.sensitive;
    const [type, id] = [
      "azurerm_windows_virtual_machine",
      Object.keys(json.resource!.azurerm_windows_virtual_machine!)[0],
    ];
    expect(secretsIn(json)).toEqual([
      `resource.${type}.${id}.admin_password`,
      `resource.${type}.${id}.custom_data`,
      "output.password is not sensitive",
      "variable.authorization_key_2 is not sensitive",
    ]);
  });

  test.each(files)("%s is linked from some page", (file) => {
    expect(
      pages.filter((page) => links(page, read(page)).some(({ target }) => target.endsWith(`examples/${file}`))),
    ).not.toEqual([]);
  });

  test("the table of docs/deployment.md has every app, what it creates, and what that costs", async () => {
    const rows = [...read("docs/deployment.md").matchAll(/^\| \[[\w-]+\.ts\]\(\.\.\/([^)]+)\) \| [^|]+ \| (.+) \|$/gm)];
    const all = new Map([
      ...files.map((file) => [`examples/${file}`, results.get(file)!] as const),
      ["main.ts", await run("main.ts")],
    ]);
    expect(rows.map(([, file]) => file).sort()).toEqual([...all.keys()].sort());
    for (const [, file = "", shown] of rows) {
      const count = (...types: readonly string[]): number =>
        Object.values(all.get(file)!.stacks)
          .flatMap(({ json }) => types.map((type) => Object.keys(json.resource[`azurerm_${type}`] ?? {}).length))
          .reduce((sum, n) => sum + n, 0);
      const [gateways, servers] = [count("virtual_network_gateway"), count("route_server")];
      const hasVpn = count("local_network_gateway") > 0;
      // A Route Server costs 11 USD a day, a gateway 6 to 8.
      const [least, most] = [11 * servers + 6 * gateways, 11 * servers + 8 * gateways];
      const machines = count("linux_virtual_machine", "windows_virtual_machine");
      const usd = hasVpn ? "not counted" : least === most ? `${least}` : `${least}-${most}`;
      expect(`${file}: ${shown}`).toBe(`${file}: ${[gateways, servers, machines, usd].join(" | ")}`);
    }
  });

  test("what breaks a rule is told by a child's exit code", async () => {
    const text = readFileSync(join(ROOT, "examples", "two-hubs.ts"), "utf8");
    const cache = join(ROOT, "node_modules", ".cache");
    mkdirSync(cache, { recursive: true });
    const folder = mkdtempSync(join(cache, "broken-example-"));
    try {
      const file = join(folder, "broken.ts");
      writeFileSync(
        file,
        text
          .replace('"../lib/index"', JSON.stringify(join(ROOT, "lib/index")))
          .replace('"10.10.0.0/16"', '"10.0.0.0/16"'),
      );
      await expect(run(file)).rejects.toMatchObject({
        code: 1,
        stderr: expect.stringContaining("error[FT005] address-spaces-overlap"),
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  const judged = (file: string): CheckReport =>
    check(
      readTopology(
        Object.entries(results.get(file)!.stacks).map(([name, { json }]) => ({
          name: `${name}.tf.json`,
          text: JSON.stringify(json),
        })),
      ),
    );
  const tunnelled = (file: string): Record<string, readonly string[]> =>
    Object.fromEntries(
      judged(file)
        .machines.filter(({ verdict }) => verdict === "tunnelled")
        .map(({ machine, egress }) => [machine, egress.map(({ name }) => name)]),
    );

  test("the test that forced-tunnel init writes expects what the analysis says", async () => {
    results.set("main.ts", await run("main.ts"));
    const analysed = exampleNames().map((name) => {
      const { machines } = judged(name === "article" ? "main.ts" : `${name}.ts`);
      return [
        name,
        machines
          .flatMap(({ machine, verdict, egress: [first] }) => {
            if (verdict === "tunnelled") return `toTunnel("${machine}", { through: "${first!.machine}" })`;
            return verdict === "on-premises" ? `toLeaveOnPremises("${machine}", { by: "${first!.name}" })` : [];
          })
          .sort(),
      ] as const;
    });
    expect(EXPECTATIONS).toEqual(Object.fromEntries(analysed.filter(([, expected]) => expected.length > 0)));
  });

  test("no-circuit.ts: the client is tunnelled by peering, and nothing is left open", () => {
    expect(tunnelled("no-circuit.ts")).toEqual({ "vm-hub00": ["pip-nva100"] });
    expect(judged("no-circuit.ts").undecided).toEqual([]);
  });

  test("vpn.ts: the client leaves through the site on premises, and nothing is left open", () => {
    const { machines, findings, undecided } = judged("vpn.ts");
    expect(machines.map(({ machine, verdict, egress }) => [machine, verdict, egress.map(({ name }) => name)])).toEqual([
      ["vm-hub00", "on-premises", ["lgw-headquarters"]],
    ]);
    expect([findings, undecided]).toEqual([[], []]);
    expect(stackOf("vpn.ts", "vpn").json.variable).toMatchObject({ vpn_shared_key: { sensitive: true } });
  });

  test("new-circuit.ts: the client is tunnelled once the circuit is provisioned, and the user is told what to do", () => {
    expect(tunnelled("new-circuit.ts")).toEqual({ "vm-hub00": ["pip-nva100"] });
    const { findings, undecided } = judged("new-circuit.ts");
    expect(findings.filter(({ severity }) => severity !== "warning")).toEqual([]);
    expect(undecided).toEqual([]);
    const { output, variable } = stackOf("new-circuit.ts", "new-circuit").json as unknown as Record<string, object>;
    expect(output).toMatchObject({
      next_step: { value: expect.stringContaining("Give its service key to Equinix") },
      service_key: { sensitive: true },
    });
    expect(Object.keys(variable!).sort()).toEqual(["operator_sources", "ssh_public_key"]);
  });

  test("two-regions.ts: each client leaves by the NVA of its region, and by the other one if a circuit fails", () => {
    expect(tunnelled("two-regions.ts")).toEqual({ "vm-hub00": ["pip-nva100"], "vm-hub10": ["pip-nva110"] });
    const { undecided, whatIf } = judged("two-regions.ts");
    expect(undecided).toEqual([]);
    const outcomes = whatIf.map(({ kind, outcome }) => `${kind} ${outcome}`);
    expect(new Set(outcomes)).toEqual(
      new Set([
        "nva carries-on",
        "bgp-session carries-on",
        "egress carries-on",
        "circuit carries-on",
        "connection carries-on",
        "gateway carries-on",
        // A hub's own gateway: nothing else connects it.
        "gateway fails-closed",
        "region carries-on",
      ]),
    );
  });

  test("anycast.ts: both NVAs answer DNS at one address, and only the first one tunnels", () => {
    const { json } = stackOf("anycast.ts", "anycast");
    const topology = readTopology([{ name: "cdk.tf.json", text: JSON.stringify(json) }]);
    const { verdict, out } = path(topology, { from: "vm-hub00", to: "10.200.0.1", protocol: "udp", port: 53 });
    expect(verdict).toBe("delivered");
    expect(out.map(({ hops }) => hops.at(-1)!.name)).toEqual(["vm-nva100", "vm-nva101"]);
    expect(tunnelled("anycast.ts")).toEqual({ "vm-hub00": ["pip-nva100"] });
    expect(judged("anycast.ts").undecided).toEqual([]);
  });

  test("standby-nva.ts: only the standby prepends, both ask the same anchors", () => {
    const machines = resources("standby-nva.ts", "standby-nva", "linux_virtual_machine");
    const lines = (name: string, pattern: RegExp): string[] =>
      String(machines[name]?.custom_data)
        .split("\\n")
        .filter((line) => pattern.test(line))
        .map((line) => line.trim());
    expect(lines("vm-nva100", /as-path prepend/)).toEqual([]);
    expect(lines("vm-nva101", /as-path prepend/)).toEqual(["set as-path prepend 65001 65001"]);
    expect(lines("vm-nva100", /^\s*anchors =/)).toEqual(lines("vm-nva101", /^\s*anchors =/));
  });

  test("two-hubs.ts: three connections with a key each, a Linux client, the vault's secret on the second jump server only", () => {
    const [file, stack] = ["two-hubs.ts", "two-hubs"];
    const keys = Object.values(resources(file, stack, "virtual_network_gateway_connection")).map(
      ({ authorization_key }) => authorization_key,
    );
    expect(new Set(keys)).toEqual(new Set([1, 2, 3].map((n) => `\${var.authorization_key_${n}}`)));
    expect(Object.keys(resources(file, stack, "linux_virtual_machine")).sort()).toEqual(["vm-hub10", "vm-nva100"]);
    const windows = resources(file, stack, "windows_virtual_machine");
    expect(windows["vm-jump10"]).toMatchObject({
      admin_password: "${data.azurerm_key_vault_secret.password_secret_E329B110.value}",
    });
    expect(windows["vm-jump00"]?.admin_password).toMatch(/random_password/);
  });

  test("linux-only.ts: one key that Azure stores for every machine, and no password", () => {
    const [file, stack] = ["linux-only.ts", "linux-only"];
    const { json } = stackOf(file, stack);
    const machines = resources(file, stack, "linux_virtual_machine");
    expect(Object.keys(machines).sort()).toEqual(["vm-hub00", "vm-jump00", "vm-nva100"]);
    for (const { admin_ssh_key, encryption_at_host_enabled } of Object.values(machines)) {
      expect(admin_ssh_key).toEqual([
        { username: "azureuser", public_key: expect.stringMatching(/^\$\{data\.azurerm_ssh_public_key\./) },
      ]);
      expect(encryption_at_host_enabled).toBe(true);
    }
    expect(Object.keys(json.provider)).toEqual(["azurerm"]);
    expect(tunnelled(file)).toEqual({ "vm-hub00": ["pip-nva100"] });
  });

  test("two-stacks.ts: the cloud's stack waits for the site's, and neither reads the other's state", () => {
    expect(stackOf("two-stacks.ts", "cloud").dependencies).toEqual(["on-prem"]);
    expect(stackOf("two-stacks.ts", "on-prem").dependencies).toEqual([]);
    for (const { json } of Object.values(results.get("two-stacks.ts")!.stacks))
      expect(JSON.stringify(json)).not.toMatch(/remote_state|cross-stack/);
  });
});
