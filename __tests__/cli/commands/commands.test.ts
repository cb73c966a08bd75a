import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { BuiltCommand } from "../../support/command";
import { ARTICLE, ARTICLE_FILE, replaced, UNDECIDED } from "../article-files";

/* The commands as processes of their own: what goes to which stream, and how they end. */

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

let command: BuiltCommand;
let folder: string;

beforeAll(() => {
  command = new BuiltCommand();
  folder = mkdtempSync(join(tmpdir(), "commands-test-"));
  write("cdk.tf.json", ARTICLE.text);
  write("undecided.tf.json", UNDECIDED.text);
  write("no-such-vm.assume", '{"machines": {"vm-nva10": {}}}');
  write("data.assume", '{"values": {"data.x.y.id": "z"}}');
  write("empty.json", '{"resource": []}');
  write(
    "others.json",
    '{"resource": {"azurerm_resource_group": {"rg": {"name": "rg"}}, "azurerm_route_table": {"rt": {"name": "rt"}}}}',
  );
  write("unread.tf.json", beside("azurerm_kubernetes_cluster", CLUSTER));
  write("unknown-type.tf.json", beside("azurerm_of_tomorrow", { name: "x" }));
  write(
    "off.tf.json",
    replaced('"branch_to_branch_traffic_enabled": true', '"branch_to_branch_traffic_enabled": false'),
  );
});

/** The article's topology with one more resource. */
function beside(type: string, attributes: object): string {
  const { resource, ...rest } = JSON.parse(ARTICLE.text) as { readonly resource: object };
  return JSON.stringify({ ...rest, resource: { ...resource, [type]: { more: attributes } } });
}

const CLUSTER = { name: "aks-app", default_node_pool: { vnet_subnet_id: "${azurerm_subnet.hub00-default.id}" } };

afterAll(() => {
  command.remove();
  rmSync(folder, { recursive: true, force: true });
});

const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);

const start = (...args: readonly string[]): ChildProcess =>
  spawn(process.execPath, [command.file, ...args], { cwd: folder, env: { ...process.env, NO_COLOR: "1" } });

async function ended(child: ChildProcess): Promise<Ended> {
  let stdout = "";
  let stderr = "";
  child.stdout!.on("data", (data) => (stdout += String(data)));
  child.stderr!.on("data", (data) => (stderr += String(data)));
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, stdout, stderr };
}

const run = (...args: readonly string[]): Promise<Ended> => ended(start(...args));

async function withInput(text: string, ...args: readonly string[]): Promise<Ended> {
  const child = start(...args);
  child.stdin!.end(text);
  return ended(child);
}

describe("routes", () => {
  test("prints the answer for a VM first, on stdout, in at most 100 columns", async () => {
    const { code, stdout } = await run("routes", "vm-hub00", "cdk.tf.json");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^vm-hub00: internet traffic goes to vm-nva100/);
    expect(stdout).toMatch(/^> VirtualNetworkGateway +Active +0\.0\.0\.0\/0 /m);
    expect(stdout.split("\n").filter((line) => /^[> ] \w+ +(Active|Invalid)/.test(line) && line.length > 100)).toEqual(
      [],
    );
  });

  test("- is standard input in any position", async () => {
    expect(await withInput(ARTICLE.text, "routes", "-", "-q")).toMatchObject({
      code: 0,
      stdout: "vm-hub00   tunnelled\nvm-jump00  exempt\nvm-nva100  exempt\n",
    });
    expect((await withInput(ARTICLE.text, "routes", "vm-jump00", "-", "-q")).stdout).toMatch(/^vm-jump00: /);
  });

  test("several files are one topology, and are listed on stderr", async () => {
    write("empty.tf.json", "{}");
    const { stdout, stderr } = await run("routes", "cdk.tf.json", "empty.tf.json");
    expect(stderr).toMatch(/^read {2}cdk\.tf\.json, empty\.tf\.json\n/);
    expect(stdout).toMatch(/^vm-hub00 .* tunnelled$/m);
  });

  test("prints the BGP table of a Route Server", async () => {
    const { stdout } = await run("routes", "rs-hub100", "-f", "cdk.tf.json");
    expect(stdout).toMatch(/^rs-hub100: \d prefixes learned over BGP from \d neighbours\n/);
    expect(stdout).toMatch(/^\*> +0\.0\.0\.0\/0 +vm-nva100 +65001 /m);
  });

  test("an unknown name exits with 2, suggests the nearest name, and prints nothing on stdout", async () => {
    const { code, stdout, stderr } = await run("routes", "vm-hub0", "cdk.tf.json", "-q");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^error: .*"vm-hub0"/);
    expect(stderr).toContain("vm-hub00");
    expect(stderr).not.toMatch(/\bat .*\.js:/);
  });
});

test("the built command has no line that fills the screen where Node prints the one that throws", () => {
  // Texts in quotes are whole: nothing throws in them.
  const code = readFileSync(command.file, "utf8").split("\n");
  expect(code.filter((line) => line.length > 4_000).length).toBeLessThan(code.length / 100);
});

describe("exit codes", () => {
  test.concurrent.each([
    [0, ["path", "vm-hub00", "203.0.113.10", "cdk.tf.json"], /^TUNNELLED {2}vm-hub00 -> 203\.0\.113\.10:443 /],
    [0, ["path", "VM-Hub00", "cdk.tf.json", "--expect", "TUNNELLED"], /^TUNNELLED/],
    [1, ["path", "vm-hub00", "cdk.tf.json", "--expect", "dropped"], /^TUNNELLED/],
    [0, ["path", "vm-hub00", "cdk.tf.json", "--without", "vm-nva100 - rs-hub100", "--expect", "dropped"], /^DROPPED/],
    [1, ["path", "vm-hub00", "cdk.tf.json", "--without", "vm-nva100 - rs-hub100"], /^DROPPED/],
    [2, ["routes", "empty.json"], /^No VMs found\.\n0 of 0 resources understood\n$/],
    [0, ["routes", "undecided.tf.json"], /undetermined: depends on var\.branch_to_branch: dropped or tunnelled$/m],
    [3, ["path", "vm-hub00", "undecided.tf.json"], /^UNDETERMINED/],
    [0, ["path", "vm-hub00", "undecided.tf.json", "--var", "branch_to_branch=true"], /^TUNNELLED/],
    [1, ["path", "vm-hub00", "undecided.tf.json", "--var", "branch_to_branch=false"], /^DROPPED/],
    [0, ["check", "cdk.tf.json"], /\n0 errors, \d warnings; \d+ rules passed/],
    [1, ["check", "cdk.tf.json", "--strict"], /\n0 errors, /],
    [1, ["check", "off.tf.json"], /^error\[FT\d+\] /],
    [3, ["check", "undecided.tf.json", "-q"], /, [1-9]\d* undecided, /],
    [0, ["check", "undecided.tf.json", "-q", "--allow-undecided"], /, [1-9]\d* undecided, /],
    [
      3,
      ["check", "unread.tf.json"],
      /^undecided\[FT130\] not-modelled: aks-app [^]*\n\d+ of \d+ resources understood; /,
    ],
    [0, ["check", "unread.tf.json", "--accept", "not-modelled@aks-app=tested"], /, 0 undecided, 1 accepted/],
    [3, ["check", "unread.tf.json", "--accept", "single-nva=tested"], /, 1 undecided, 1 accepted/],
    [1, ["check", "unread.tf.json", "--strict"], /^undecided/],
    [0, ["path", "vm-hub00", "unread.tf.json", "--expect", "tunnelled"], /^TUNNELLED/],
    [3, ["path", "vm-hub00", "unknown-type.tf.json", "--expect", "tunnelled"], /^UNDETERMINED/],
    [3, ["check", "unknown-type.tf.json", "-q"], /, [1-9]\d* undecided, 0 accepted/],
    [0, ["routes", "unknown-type.tf.json"], /; not modelled: x \(azurerm_of_tomorrow\) concerns the whole input\n$/],
    [0, ["diff", "cdk.tf.json", "cdk.tf.json"], /^Same behaviour/],
    [
      1,
      ["diff", "cdk.tf.json", "off.tf.json"],
      /^1 verdict.* differ \(before -> after\)\n! vm-hub00 to the internet: tunnelled as pip-nva100 -> DROPPED/,
    ],
    [3, ["diff", "off.tf.json", "undecided.tf.json"], /1 VM is undecided/],
    [0, ["explain", "FT115"], /^# FT115 single-nva\n/],
    [0, ["explain", "single-nva"], /^# FT115 single-nva\n/],
  ])("%i: %j", async (expected, args, answer) => {
    const { code, stdout } = await run(...args);
    expect({ code, stdout }).toEqual({ code: expected, stdout: expect.stringMatching(answer) });
  });

  test.concurrent.each([
    [["path"], /^error: path needs a source\n/],
    [
      ["path", "vm-hub00", "cdk.tf.json", "--tcp", "0"],
      /^error: option '--tcp <port>' argument '0' is invalid\. A port must be between/,
    ],
    [["path", "vm-hub00", "cdk.tf.json", "--expect", "tunneled"], /Allowed choices are tunnelled, /],
    [["path", "vm-hub00", "cdk.tf.json", "--tcp", "1", "--udp", "1"], /cannot be used with/],
    [["check", "missing.json"], /^error: missing\.json cannot be read\n/],
    [["check", "cdk.tf.json", "--accept", "FT115"], /^error: FT115 is accepted without a reason\n/],
    [["check", "cdk.tf.json", "--accept", "FT115@vm-nvaa=x"], /^error: .*"vm-nvaa"/],
    [["routes", "cdk.tf.json", "--assume", "missing.json"], /^error: missing\.json cannot be read\n/],
    [
      ["routes", "undecided.tf.json", "--var", "branch_to_branc=true"],
      /^error: no variable is named "branch_to_branc"\n[^]* {2}fix {3}--var branch_to_branch=true\n/,
    ],
    [
      ["routes", "undecided.tf.json", "--var", "branch_to_branch=TRUE"],
      /^error: var\.branch_to_branch must be a flag\n/,
    ],
    [
      ["routes", "cdk.tf.json", "--assume", "no-such-vm.assume"],
      /^error: no VM is named "vm-nva10"\n[^]* {2}fix {3}"machines": \{"vm-nva100": …\}\n/,
    ],
    [["check", "empty.json"], /^error: nothing to check: the input has no VNet and no VM\n {2}got {3}no resources\n/],
    [
      ["check", "others.json"],
      /^error: nothing to check[^]* {2}got {3}only azurerm_resource_group, azurerm_route_table\n/,
    ],
    [["routes"], /^error: no Terraform JSON to read\n/],
    [["diff", "-", "-"], /^error: standard input cannot be read twice\n/],
    [["draw", "cdk.tf.json", "-o", "x.gif"], /^error: x\.gif cannot be drawn\n {2}got {3}the extension "\.gif"\n/],
    [
      ["draw", "cdk.tf.json", "-o", "missing/x.mmd"],
      /^error: missing\/x\.mmd cannot be drawn\n {2}got {3}no such file or folder\n.*\n {2}fix {3}mkdir -p missing\n/,
    ],
    [["explain", "FT999"], /^error: nothing is named "FT999"\n.*\n.*\n {2}fix {3}npx forced-tunnel explain FT/],
    [
      ["explain", "whatever-this-is"],
      /^error: .*\n.*\n {2}have {2}tunnelled, .*rules FT001 to FT\d+; .*\n {2}fix {3}a word of docs/,
    ],
    [["explain", "single-nav"], /\n {2}fix {3}npx forced-tunnel explain single-nva\n/],
    [["routes", "cdk.tf.json", "--assume", "."], /^error: \. cannot be read\n {2}got {3}a folder\n/],
    [["path", "vm-hub00", "2001:db8::1", "cdk.tf.json"], /^error: IPv6 is not modelled\n/],
    [["path", "vm-hub00", "10.0.0.0/8", "cdk.tf.json"], /^error: 10\.0\.0\.0\/8 is a prefix, not an address\n/],
    [["path", "vm-hub00", "127.0.0.1", "cdk.tf.json"], /^error: 127\.0\.0\.1 is not the address of a host\n/],
    [
      ["path", "vm-hub00", "255.255.255.255", "cdk.tf.json"],
      /^error: 255\.255\.255\.255 is not the address of a host\n/,
    ],
    [
      ["path", "x".repeat(3000), "cdk.tf.json"],
      /^error: no VM named "x{100}…"\n {2}want [^\n]*\n {2}have {2}vm-hub00, vm-jump00, vm-nva100\n$/,
    ],
    [["routes", "a\nerror: b", "cdk.tf.json"], /^error: nothing is named "a\\nerror: b"\n/],
    [
      ["draw", "cdk.tf.json", "-o", "x.png", "--theme", "auto"],
      /^error: x\.png cannot be drawn\n {2}got {3}--theme auto\n/,
    ],
  ])("2: %j", async (args, message) => {
    const { code, stdout, stderr } = await run(...args);
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: "", stderr: expect.stringMatching(message) });
  });
});

describe("check", () => {
  test("findings accepted in forced-tunnel.json are counted, and shown with --accepted", async () => {
    write(
      "forced-tunnel.json",
      '{"accept": [{"rule": "FT115", "at": "vm-nva100", "reason": "one NVA is enough until March"}]}',
    );
    const { stdout } = await run("check", "cdk.tf.json", "--accepted");
    rmSync(join(folder, "forced-tunnel.json"));
    expect(stdout).toMatch(/^warning\[FT115\] [^]*\n {2}accepted: one NVA is enough until March\n/m);
    expect(stdout).toMatch(/, 1 accepted\n$/);
  });

  test("SARIF points to the line of the resource", async () => {
    const { stdout } = await run("check", "cdk.tf.json", "--format", "sarif");
    const [{ results }] = JSON.parse(stdout).runs;
    const { physicalLocation } = results.find(({ ruleId }: { readonly ruleId: string }) => ruleId === "FT115")
      .locations[0];
    expect(physicalLocation.artifactLocation.uri).toBe("cdk.tf.json");
    expect(ARTICLE.text.split("\n")[physicalLocation.region.startLine - 1]).toContain('"vm-nva100": {');
  });

  test.each([
    ["a file of the working directory, by its whole path", (own: string) => join(own, "cdk.tf.json"), "cdk.tf.json"],
    ["one outside", () => ARTICLE_FILE, pathToFileURL(ARTICLE_FILE).href],
  ])("SARIF names %s", async (_, file, uri) => {
    const { stdout } = await run("check", file(folder), "--format", "sarif");
    const [{ results }] = JSON.parse(stdout).runs;
    const { artifactLocation } = results[0].locations[0].physicalLocation;
    expect(artifactLocation).toEqual(uri === "cdk.tf.json" ? { uri, uriBaseId: "%SRCROOT%" } : { uri });
  });
});

describe("draw", () => {
  test("writes the format of the file name, and prints the content of the picture", async () => {
    expect(await run("draw", "cdk.tf.json", "-o", "x.svg", "--path", "vm-hub00", "-q")).toEqual({
      code: 0,
      stdout: "",
      stderr: "",
    });
    expect(readFileSync(join(folder, "x.svg"), "utf8")).toMatch(/^<svg [^]*<title>Tunnelled: vm-hub00/);
    expect((await run("draw", "cdk.tf.json", "-o", "x.mmd")).stdout).toBe(
      "x.mmd  2 VNets, 6 subnets, 3 VMs, 1 circuit\n",
    );
    expect(readFileSync(join(folder, "x.mmd"), "utf8")).toMatch(/^flowchart TB\n/);
  });
});

describe("assumptions", () => {
  test.concurrent.each([
    [
      ["path", "vm-hub00", "cdk.tf.json", "--without", "vm-nva100", "--without", "vm-jump00"],
      /\nsimulated failure of vm-nva100 and vm-jump00\n$/,
    ],
    [["routes", "undecided.tf.json", "--var", "branch_to_branch=false"], /\nwith var\.branch_to_branch = false\n$/],
    [["check", "undecided.tf.json", "--assume", "data.assume"], /\nwith the assumptions of data\.assume\n$/],
    [["diff", "cdk.tf.json", "cdk.tf.json", "--without", "vm-jump00"], /\nsimulated failure of vm-jump00\n$/],
  ])("%j: the text ends with the assumptions", async (args, last) => expect((await run(...args)).stdout).toMatch(last));

  test("an unexpected verdict names the expected one", async () => {
    expect((await run("path", "vm-hub00", "cdk.tf.json", "-q", "--expect", "dropped")).stdout).toMatch(
      /^TUNNELLED .* \(expected dropped\)\n$/,
    );
    expect((await run("path", "vm-hub00", "cdk.tf.json", "-q", "--expect", "tunnelled")).stdout).not.toContain(
      "expected",
    );
  });
});

describe("streams", () => {
  test("--json prints only JSON, and notes go to stderr", async () => {
    const { stdout, stderr } = await run("routes", ARTICLE_FILE, "--json");
    expect(Object.keys(JSON.parse(stdout))).toEqual([
      "format_version",
      "without",
      "notes",
      "machines",
      "subnets",
      "bgp",
      "coverage",
    ]);
    expect(stderr.split("\n").every((line) => line === "" || line.startsWith("note  "))).toBe(true);
  });

  test("an assumed answer that nothing asks for is a note: it may be misspelt", async () => {
    writeFileSync(join(folder, "misspelt.json"), JSON.stringify({ values: { "var.sources contain 10.0.0.4": true } }));
    const { code, stderr } = await run("routes", "cdk.tf.json", "--assume", "misspelt.json");
    expect(code).toBe(0);
    expect(stderr).toContain("note  var.sources contain 10.0.0.4: an answer is assumed that nothing asks for\n");
  });

  test("an assumed expression that the files have is not: the reading puts its value in", async () => {
    const resource = { azurerm_network_security_group: { a: { name: "a", location: "x", resource_group_name: "rg" } } };
    Object.assign(resource.azurerm_network_security_group.a, { count: '${var.env == "prod" ? 1 : 0}' });
    writeFileSync(join(folder, "count.tf.json"), JSON.stringify({ variable: { env: {} }, resource }));
    writeFileSync(join(folder, "prod.json"), JSON.stringify({ values: { 'var.env == "prod"': true } }));
    writeFileSync(join(folder, "prd.json"), JSON.stringify({ values: { 'var.env == "prd"': true } }));
    expect((await run("routes", "count.tf.json", "--assume", "prod.json")).stderr).not.toContain("nothing asks for");
    expect((await run("routes", "count.tf.json", "--assume", "prd.json")).stderr).toContain("nothing asks for");
  });

  test("an unused value is a note, not an error", async () => {
    const { code, stderr } = await run("routes", "cdk.tf.json", "--assume", "data.assume");
    expect(code).toBe(0);
    expect(stderr).toMatch(/^note {2}data\.x\.y\.id: .* nothing that is read here waits for it$/m);
  });

  const full = existsSync("/dev/full") ? test : test.skip;
  full("a full disk is not reported as a bug", async () => {
    const stdout = openSync("/dev/full", "w");
    const child = spawn(process.execPath, [command.file, "routes", "cdk.tf.json", "-q"], {
      cwd: folder,
      stdio: ["ignore", stdout, "pipe"],
    });
    let stderr = "";
    child.stderr!.on("data", (data) => (stderr += String(data)));
    const code = await new Promise((resolve) => child.once("close", resolve));
    closeSync(stdout);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringMatching(/^error: cannot write the answer to standard output\n {2}got {3}no space left\n/),
    });
  });

  test("a name given twice is printed once", async () => {
    const { stdout } = await run("routes", "vm-hub00", "vm-hub00", "cdk.tf.json", "-q");
    expect(stdout.match(/^vm-hub00: /gm)).toHaveLength(1);
  });

  test("a reader that closes the pipe (head) is not an error", async () => {
    const child = start("routes", "cdk.tf.json", "--json", "-q");
    let stderr = "";
    child.stderr!.on("data", (data) => (stderr += String(data)));
    child.stdout!.once("data", () => child.stdout!.destroy());
    const code = await new Promise((resolve) => child.once("close", resolve));
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });

  test("Ctrl-C while reading exits at once, without output", async () => {
    const child = start("routes", "-");
    const end = ended(child);
    const signal = new Promise((resolve) => child.once("exit", (code, by) => resolve(code ?? by)));
    child.stdin!.write("{");
    setTimeout(() => child.kill("SIGINT"), 500);
    // What a shell gives as 130.
    expect(await signal).toBe("SIGINT");
    expect(await end).toMatchObject({ stdout: "", stderr: "" });
  });

  test("a name cannot forge a line or colour the terminal", async () => {
    write("forged.tf.json", ARTICLE.text.replaceAll('"name": "vm-hub00"', '"name": "vm\\u001b[2J\\nTUNNELLED"'));
    const { stdout } = await run("routes", "forged.tf.json", "-q");
    expect(stdout).toMatch(/^vm\\u001b\[2J\\nTUNNELLED +tunnelled$/m);
    expect(stdout).not.toMatch(/[\u001b]/);
  });
});

test.concurrent.each(["init", "routes", "path", "check", "diff", "draw", "explain", "synth"])(
  "%s --help has an example that can be pasted",
  async (command) => {
    const { code, stdout } = await run(command, "--help");
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`Examples?:\\n  .*npx forced-tunnel ${command}`));
  },
);
