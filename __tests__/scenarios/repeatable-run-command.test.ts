import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FrrNva, type FrrNvaProps } from "../../lib/index";
import { article, SSH_KEY, Template } from "../support/apps";
import { describeWithTools } from "../support/tools";

jest.setTimeout(120_000);

type Blocks = Record<string, Record<string, unknown>>;

/**
 * The run commands of two NVAs and their triggers. A stand-in for a run command writes its name down, and fails while
 * there is a file of the NVA's name.
 */
function configuration(nva: Partial<FrrNvaProps>): object {
  const { stack, site } = article({ nva });
  new FrrNva(stack, "nva101", { ...nva, site, adminSshPublicKey: SSH_KEY, privateIpAddress: "10.100.0.11" });
  const { resource } = new Template(stack).json;
  const addresses = /tolist\(azurerm_route_server\.[\w-]+\.virtual_router_ips\)/g;
  const text = JSON.stringify([resource.azurerm_virtual_machine_run_command, resource.terraform_data])
    .replace(addresses, "var.peers")
    .replace(/"azurerm_route_server_bgp_connection\.[\w-]+",?/g, "")
    .replace(/azurerm_virtual_machine_run_command\./g, "terraform_data.")
    .replace(/(ignore_changes":\[")name/g, "$1triggers_replace")
    .replace(/self\.name/g, "self.triggers_replace");
  expect(text).toContain('"ignore_changes":["triggers_replace"]');
  const [commands, triggers] = JSON.parse(text) as [Blocks, Blocks];
  const standIns = Object.entries(commands).map(([id, { name, source, lifecycle, depends_on }]) => {
    const command = `echo \${self.triggers_replace} >>names; test ! -e ${id.split("_")[0]}`;
    const standIn = {
      triggers_replace: name,
      input: (source as { script: string }).script,
      provisioner: { "local-exec": { command } },
    };
    return [id, { ...standIn, lifecycle, depends_on }];
  });
  const variable = { peers: { default: ["10.100.210.4", "10.100.210.5"] } };
  return { variable, resource: { terraform_data: { ...triggers, ...(Object.fromEntries(standIns) as Blocks) } } };
}

/** A name has the second of the plan: nobody plans twice within one, but a test does. */
function awaitNextSecond(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_000 - (Date.now() % 1_000));
}

const EARLIER: Partial<FrrNvaProps> = { holdSeconds: 9 };
const LATER: Partial<FrrNvaProps> = { holdSeconds: 12 };

describeWithTools(["terraform"], "run commands that change NVAs, as Terraform orders them", () => {
  const folder = mkdtempSync(join(tmpdir(), "run-command-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  const terraform = (...args: readonly string[]) => {
    const env = { ...process.env, CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1" };
    const { status, stdout, stderr } = spawnSync("terraform", args, { cwd: folder, encoding: "utf8", env });
    return { status, stdout, stderr: stderr.replace(/\s*\n[│ ]*/g, " ") };
  };
  const write = (nva: Partial<FrrNvaProps>): void =>
    writeFileSync(join(folder, "main.tf.json"), JSON.stringify(configuration(nva)));
  const plan = (...args: readonly string[]) => terraform("plan", "-no-color", "-input=false", ...args);

  /** The names under which something ran, and whether it all succeeded. */
  function apply(...args: readonly string[]): { status: number | null; names: readonly string[] } {
    const names = join(folder, "names");
    rmSync(names, { force: true });
    awaitNextSecond();
    const { status } = terraform("apply", "-no-color", "-input=false", "-auto-approve", ...args);
    return { status, names: existsSync(names) ? readFileSync(names, "utf8").trimEnd().split("\n") : [] };
  }

  const seen = new Set<string>();
  function expectNew(names: readonly string[], count: number): void {
    expect(names).toHaveLength(count);
    for (const name of names) {
      expect(name).toMatch(/^nva-config-[0-9a-f]{12}-\d{14}$/);
      expect(seen).not.toContain(name);
      seen.add(name);
    }
  }
  const expectNothingToDo = (): void => expect(plan("-detailed-exitcode")).toMatchObject({ status: 0 });
  const addresses = (): readonly string[] => terraform("state", "list").stdout.split("\n");
  const fail = (id: string): void => writeFileSync(join(folder, id), "");
  const mend = (id: string): void => rmSync(join(folder, id));

  beforeAll(() => {
    write(EARLIER);
    expect(terraform("init", "-input=false").status).toBe(0);
  });

  test("each change has a name of its own, also the way back, and nothing changes in between", () => {
    for (const nva of [EARLIER, LATER, EARLIER]) {
      write(nva);
      const { status, names } = apply();
      expect(status).toBe(0);
      expectNew(names, 2);
      expectNothingToDo();
    }
  });

  test("the plan shows the lines", () => {
    write(LATER);
    expect(plan().stdout).toMatch(/^ +- .*timers 2 9\n +\+ .*timers 2 12$/m);
  });

  test("a change that failed runs again under another name, without a change of anything", () => {
    write(LATER);
    fail("nva101");
    const { status, names } = apply();
    expect(status).toBe(1);
    expectNew(names, 2);
    mend("nva101");
    const again = apply();
    expect(again.status).toBe(0);
    expectNew(again.names, 1);
    expectNothingToDo();
  });

  test("a failure stops the change of the next NVA, which follows when the first one is mended", () => {
    write(EARLIER);
    fail("nva100");
    const { status, names } = apply();
    expect(status).toBe(1);
    expectNew(names, 1);
    mend("nva100");
    const again = apply();
    expect(again.status).toBe(0);
    expectNew(again.names, 2);
    expectNothingToDo();
  });

  test("a trigger that was applied alone does not hide the change", () => {
    write(LATER);
    const [trigger, command] = ["nva101_changeTrigger", "nva101_change_"].map((start) =>
      addresses().find((address) => address.startsWith(`terraform_data.${start}`)),
    );
    expect(apply(`-target=${trigger}`).names).toEqual([]);
    const { status, stderr } = plan();
    expect(status).toBe(1);
    expect(stderr).toContain("The trigger of this run command was applied without it.");
    expect(stderr).toContain(`Run: terraform apply '-replace=${command}'`);
    const { status: mended, names } = apply(`-replace=${command}`);
    expect(mended).toBe(0);
    expectNew(names, 2);
    expectNothingToDo();
  });
});
