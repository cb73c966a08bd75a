import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TerraformOutput } from "cdktf";
import { filledIn } from "../../lib/constructs/internal/egress-script";
import { EgressCheck, FrrNva } from "../../lib/index";
import { article, SSH_KEY, Template, variable } from "../support/apps";
import { describeWithTools } from "../support/tools";

const ENVIRONMENT = { ...process.env, CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1" };

/** The locals and the check of the JSON, with the resources that they read replaced by values. */
function configuration(): object {
  const { stack, hub, site, nva } = article({ nva: { egressPublicIps: 2 } });
  const second = new FrrNva(stack, "nva101", { site, adminSshPublicKey: SSH_KEY, privateIpAddress: "10.100.0.20" });
  const egress = new EgressCheck(stack, "egress", { client: hub.client, nvas: [nva, second] });
  new TerraformOutput(stack, "verdict", { value: egress.verdict });
  const template = new Template(stack);
  const { locals, check, output, variable: variables } = template.json as unknown as Record<string, object>;
  const replaced = ["pip-nva100", "pip-nva100-2", "pip-nva101"].reduce(
    (text, name, i) =>
      text.replaceAll(`${template.address("public_ip", name)}.ip_address`, `terraform_data.pips.output[${i}]`),
    JSON.stringify({ locals, check, output }),
  );
  const parts = JSON.parse(
    replaced
      .replace(/azurerm_virtual_machine_run_command\.egress_command_\w+/g, "var.command")
      .replace(/azurerm_network_interface\.\w+\.name/g, "var.nic"),
  ) as object;
  const pips = ["20.1.1.1", "20.1.1.2", "20.2.2.2"];
  expect(JSON.stringify(parts)).not.toContain("azurerm_");
  return {
    ...parts,
    variable: { ...variables, command: { type: "any" }, nic: { default: "nic-hub00" } },
    resource: { terraform_data: { pips: { input: pips } } },
  };
}

interface Run {
  readonly verdict: string;
  readonly status: string;
  readonly message: string;
  /** What apply printed. */
  readonly printed: string;
}

/** A run of Terraform in which the run command has printed something. */
class Deployment {
  private readonly folder = mkdtempSync(join(tmpdir(), "egress-verdict-"));

  public constructor() {
    writeFileSync(join(this.folder, "main.tf.json"), JSON.stringify(configuration()));
    this.terraform("init", "-input=false");
  }

  public remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  public apply(command: readonly object[], run_id = "1"): Run {
    this.write(command, run_id);
    const printed = this.terraform("apply", "-input=false", "-auto-approve");
    const { verdict } = JSON.parse(this.terraform("output", "-json")) as { verdict: { value: string } };
    const [check] = (
      JSON.parse(this.terraform("show", "-json")) as {
        checks: { instances: { status: string; problems?: { message: string }[] }[] }[];
      }
    ).checks;
    const { status, problems = [] } = check!.instances[0]!;
    return { verdict: verdict.value, status, message: problems[0]?.message ?? "", printed };
  }

  public plan(command: readonly object[], run_id = "1"): string {
    this.write(command, run_id);
    return this.terraform("plan", "-input=false");
  }

  private write(command: readonly object[], run_id: string): void {
    writeFileSync(join(this.folder, "terraform.tfvars.json"), JSON.stringify({ command, run_id }));
  }

  private terraform(name: string, ...args: string[]): string {
    const { status, stdout, stderr } = spawnSync("terraform", [name, "-no-color", ...args], {
      cwd: this.folder,
      encoding: "utf8",
      env: ENVIRONMENT,
    });
    // A wrong answer must never fail the apply.
    if (status !== 0) throw new Error(stdout + stderr);
    return stdout;
  }
}

const printing = (output: string, execution_state = "Succeeded"): object[] => [
  { instance_view: [{ output, execution_state, exit_code: 0 }] },
];

/** What the script prints: each answer is an address, or why there is none. */
function answering(...answers: readonly string[]): object[] {
  const all = answers.map((one, i) => ({
    reflector: `https://r${i}.example`,
    address: /^[\d.]+$/.test(one) ? one : "",
    error: /^[\d.]+$/.test(one) ? "" : one,
  }));
  return printing(
    `${JSON.stringify({ egress: all.find(({ address }) => address)?.address ?? "", answers: all, error: "" })}\n`,
  );
}

const NO_RESULT = (state: string): string => `cannot tell: the script printed no result (execution state ${state})`;

describeWithTools(["terraform"], "the verdict, as Terraform computes it", () => {
  let deployment: Deployment;
  beforeAll(() => {
    deployment = new Deployment();
  });
  afterAll(() => deployment.remove());

  test("without a run, a first plan does not warn although addresses are not known", () => {
    const planned = deployment.plan([], "");
    expect(planned).toContain('verdict = "not run: set a run id and apply"');
    expect(planned).not.toContain("Warning");
    expect(deployment.plan(answering("20.1.1.1"))).toContain("Check block assertion known after apply");
  });

  test("without a run, the check passes", () => {
    expect(deployment.apply([], "")).toMatchObject({ verdict: "not run: set a run id and apply", status: "pass" });
  });

  test.each<[string, readonly object[], string]>([
    ["no connection", [], "not run: the client or an NVA waits for the connection to its circuit"],
    ["all see one NVA", answering("20.1.1.1", "20.1.1.1"), "tunnelled: leaves through vm-nva100 (20.1.1.1)"],
    ["its second address", answering("20.1.1.2"), "tunnelled: leaves through vm-nva100 (20.1.1.2)"],
    [
      "an outage beside",
      answering("no connection", "20.2.2.2", "TLS failed"),
      "tunnelled: leaves through vm-nva101 (20.2.2.2)",
    ],
    [
      "two NVAs and two addresses of one",
      answering("20.2.2.2", "20.1.1.2", "20.1.1.1"),
      "tunnelled: leaves through vm-nva100 (20.1.1.1, 20.1.1.2) and vm-nva101 (20.2.2.2)",
    ],
    [
      "a line of the agent before, and one after",
      printing(
        `Enabling {x}\n{"egress":"20.1.1.1","answers":[{"reflector":"https://r.example","address":"20.1.1.1","error":""}],"error":""}\r\nDone\n`,
      ),
      "tunnelled: leaves through vm-nva100 (20.1.1.1)",
    ],
  ])("%s", (_, command, verdict) => {
    expect(deployment.apply(command)).toMatchObject({ verdict, status: "pass", message: "" });
  });

  test.each<[string, readonly object[], string, string]>([
    [
      "an address of nobody",
      answering("52.1.1.1", "52.1.1.1", "no connection"),
      "direct: leaves as 52.1.1.1, which is not an address of an NVA",
      "compare the effective routes of network interface nic-hub00",
    ],
    [
      "two addresses of nobody",
      answering("52.9.1.1", "52.1.1.1"),
      "direct: leaves as 52.1.1.1, 52.9.1.1, which is not an address of an NVA",
      "compare the effective routes",
    ],
    [
      "an NVA and nobody",
      answering("20.1.1.1", "20.1.1.1", "52.1.1.1"),
      "mixed: leaves through vm-nva100 (20.1.1.1) and as 52.1.1.1, which is not an address of an NVA",
      "compare the effective routes",
    ],
    [
      "no reflector can be reached",
      answering("no connection", "name not resolved"),
      "no egress: https://r0.example: no connection; https://r1.example: name not resolved",
      "check that the NVA advertises its default route",
    ],
    [
      "names are not resolved",
      answering("name not resolved", "name not resolved"),
      "cannot tell: https://r0.example: name not resolved; https://r1.example: name not resolved",
      "ask the client by hand",
    ],
    [
      "something answers, but no reflector",
      answering("no connection", "TLS failed"),
      "cannot tell: https://r0.example: no connection; https://r1.example: TLS failed",
      "ask the client by hand",
    ],
    ["nothing is printed", printing("", "TimedOut"), NO_RESULT("TimedOut"), "ask the client by hand"],
    [
      "JSON is cut",
      printing('","address":"20.1.1.1","error":""}],"error":""}'),
      NO_RESULT("Succeeded"),
      "ask the client by hand",
    ],
    [
      "JSON of another form",
      printing('{"egress":"20.1.1.1","answers":"20.1.1.1"}'),
      NO_RESULT("Succeeded"),
      "ask the client by hand",
    ],
    ["no instance view", [{ instance_view: [] }], NO_RESULT("unknown"), "ask the client by hand"],
  ])("%s", (_, command, verdict, fix) => {
    const run = deployment.apply(command);
    expect(run).toMatchObject({ verdict, status: "fail" });
    const [first, got, want, how] = run.message.split("\n  ");
    expect(first).toBe("It is not proved that the traffic of vm-hub00 is tunnelled");
    expect(got).toBe(`got   ${verdict}`);
    expect(want).toBe("want  tunnelled: leaves through vm-nva100 (20.1.1.1, 20.1.1.2) or vm-nva101 (20.2.2.2)");
    expect(how).toMatch(new RegExp(`^fix   ${fix}.*; then apply with another run id$`));
    expect(run.printed).toContain("Warning: Check block assertion failed");
    expect(run.printed).toContain("Apply complete!");
  });
});

/** What Terraform makes of the run command of a check: its script and name, or what it refuses. */
function evaluated(operatingSystem: "windows" | "linux", values: Readonly<Record<string, unknown>>) {
  const { stack, hub, nva } = article({ hub: { client: { operatingSystem, adminSshPublicKey: SSH_KEY } } });
  const reflectors = variable(stack, "reflectors", "list(string)").listValue;
  const timeoutSeconds = variable(stack, "seconds", "number").numberValue;
  new EgressCheck(stack, "egress", { client: hub.client, nvas: [nva], reflectors, timeoutSeconds });
  const template = new Template(stack);
  const { azurerm_virtual_machine_run_command: commands, terraform_data: triggers } = template.json.resource;
  const [, command] = Object.entries(commands!).find(([key]) => key.startsWith("egress"))! as [
    string,
    { name: string; source: { script: string }; lifecycle: Record<string, unknown>; count: string },
  ];
  const text = JSON.stringify({
    variable: template.json.variable,
    resource: {
      terraform_data: {
        ...Object.fromEntries(Object.entries(triggers!).filter(([key]) => key.startsWith("egress"))),
        command: {
          count: command.count,
          input: [command.name, command.source.script],
          lifecycle: { ...command.lifecycle, ignore_changes: [], postcondition: [] },
        },
      },
    },
    output: { command: { value: "${terraform_data.command[*].output}" } },
  }).replaceAll(`\${${template.address("public_ip", "pip-nva100")}.ip_address}`, "20.1.1.1");
  expect(text).not.toContain("azurerm_");
  const folder = mkdtempSync(join(tmpdir(), "egress-command-"));
  const terraform = (...args: string[]) =>
    spawnSync("terraform", args, { cwd: folder, encoding: "utf8", env: ENVIRONMENT });
  try {
    writeFileSync(join(folder, "main.tf.json"), text);
    writeFileSync(join(folder, "terraform.tfvars.json"), JSON.stringify(values));
    terraform("init", "-no-color", "-input=false");
    const { status, stderr } = terraform("apply", "-no-color", "-input=false", "-auto-approve");
    const { command: output } = JSON.parse(terraform("output", "-json").stdout) as {
      command?: { value: [string, string][] };
    };
    return { refused: status === 0 ? "" : stderr.replace(/\s*\n[│ ]*/g, " "), commands: output?.value ?? [] };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const GOOD = { run_id: "1", reflectors: ["https://a.example/ip?format=text&v=4", "https://b.example"], seconds: 60 };

describeWithTools(["terraform"], "the run command, as Terraform evaluates it", () => {
  test.each(["windows", "linux"] as const)(
    "for %s has the script byte for byte, and a name that Azure accepts",
    (system) => {
      const { commands, refused } = evaluated(system, GOOD);
      expect(refused).toBe("");
      const [[name, script]] = commands as [[string, string]];
      expect(name).toMatch(/^egress-1-[0-9a-f]{8}-\d{14}$/);
      expect(script).toBe(
        filledIn(system, { REFLECTORS: GOOD.reflectors.join(" "), EXPECTED: "20.1.1.1", SECONDS: "60" }),
      );
    },
  );

  test("is not there without a run id", () => {
    expect(evaluated("linux", { ...GOOD, run_id: "" })).toEqual({ refused: "", commands: [] });
  });

  test.each<[string, object, string]>([
    ["a run id with a space", { run_id: "a b" }, "run_id must have at most 24 letters"],
    ["a long run id", { run_id: "a".repeat(25) }, "run_id must have at most 24 letters"],
    [
      "one reflector",
      { reflectors: ["https://a.example"] },
      "error[FT170] egress-reflectors-refused: https://a.example",
    ],
    ["the same reflector twice", { reflectors: ["https://a.example", "https://a.example"] }, "error[FT170]"],
    ["nine reflectors", { reflectors: Array.from({ length: 9 }, (_, i) => `https://r${i}.example`) }, "error[FT170]"],
    ["a reflector without TLS", { reflectors: ["https://a.example", "http://b.example"] }, "error[FT170]"],
    ["a quote in a URL", { reflectors: ["https://a.example", "https://b.example/'; reboot; '"] }, "error[FT170]"],
    ["a long URL", { reflectors: ["https://a.example", `https://b.example/${"x".repeat(200)}`] }, "error[FT170]"],
    ["5 seconds", { seconds: 5 }, "error[FT171] egress-timeout-refused: 5"],
    ["a fraction of a second", { seconds: 60.5 }, "error[FT171] egress-timeout-refused: 60.5"],
  ])("refuses %s, which is known only then", (_, values, message) => {
    expect(evaluated("linux", { ...GOOD, ...values }).refused).toContain(message);
  });
});
