import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TerraformOutput, Testing, Token } from "cdktf";
import * as fc from "fast-check";
import { DeploymentVariables, ForcedTunnelingHub, FrrNva, OnPremSiteWithRouteServer } from "../../lib/index";
import { nvaUserData } from "../../lib/nva/user-data";
import { hcl, replaceTokens } from "../../lib/constructs/internal/hcl";
import { article, emptyStack, SSH_KEY, Template, variable } from "../support/apps";
import { describeWithTools } from "../support/tools";
import { ARTICLE_NVA } from "../nva/article-options";

/** What Terraform makes of a configuration that needs no provider: its outputs, or what it refuses. */
function apply(
  configuration: object,
  variables: Record<string, unknown> = {},
): { outputs: Record<string, unknown>; refused: string } {
  const folder = mkdtempSync(join(tmpdir(), "terraform-test-"));
  const terraform = (...args: string[]): string =>
    execFileSync("terraform", args, {
      cwd: folder,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1" },
    });
  try {
    writeFileSync(join(folder, "main.tf.json"), JSON.stringify(configuration));
    writeFileSync(join(folder, "terraform.tfvars.json"), JSON.stringify(variables));
    terraform("init", "-no-color", "-input=false");
    terraform("apply", "-no-color", "-input=false", "-auto-approve");
    const outputs = JSON.parse(terraform("output", "-json")) as Record<string, { value: unknown }>;
    return {
      outputs: Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value])),
      refused: "",
    };
  } catch (error) {
    return {
      outputs: {},
      refused: ((error as { stderr?: string }).stderr ?? String(error)).replace(/\s*\n[│ ]*/g, " "),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A Route Server's addresses, in the wrong order. */
const LOCALS = { ips: ["10.100.210.5", "10.100.210.4"] };

describeWithTools(["terraform"], "what Terraform makes of the JSON", () => {
  test("any text comes out of an expression as it went in", () => {
    const texts = fc.sample(
      fc.string({
        unit: fc.constantFrom(
          "a",
          "\\",
          '"',
          "$",
          "%",
          "{",
          "}",
          "\n",
          "\t",
          "\r",
          "é",
          "日",
          "1e5",
          "${",
          "%{",
          "$${",
          "~}",
        ),
      }),
      { numRuns: 300, seed: 3 },
    );
    const { stack } = emptyStack();
    new TerraformOutput(stack, "texts", { value: Token.asAny(hcl`[for t in ${texts} : base64encode(t)]`) });
    new TerraformOutput(stack, "number", { value: Token.asAny(hcl`${1} + ${hcl`length(${["a", "b"]})`}`) });
    const { output } = JSON.parse(Testing.synth(stack)) as { output: object };
    const { outputs, refused } = apply({ output });
    expect(refused).toBe("");
    expect((outputs.texts as string[]).map((text) => Buffer.from(text, "base64").toString())).toEqual(texts);
    expect(outputs.number).toBe(3);
  });

  test("the NVA receives byte for byte what lib/nva made, with the Route Server's addresses in order", () => {
    const content = 'shell ${HOME} %{ x } "quoted" \\d+ $$ %% ünïcode\n\n\ttab  \n';
    const { stack, nva } = article({
      nva: { files: [{ path: "/opt/odd", content }], frrLines: { global: ["! ${x} %{y}"] } },
    });
    const template = new Template(stack);
    const customData = template.one("linux_virtual_machine", "vm-nva100").custom_data as string;
    const addresses = `${template.address("route_server", "rs-hub100")}.virtual_router_ips`;
    const { outputs, refused } = apply({
      locals: LOCALS,
      output: { custom_data: { value: customData.replaceAll(addresses, "local.ips") } },
    });
    expect(refused).toBe("");
    const received = Buffer.from(outputs.custom_data as string, "base64").toString();
    expect(received).toBe(
      nvaUserData({
        ...ARTICLE_NVA,
        files: [{ path: "/opt/odd", content }],
        frrLines: { global: ["! ${x} %{y}"] },
      }),
    );
    expect(received.length).toBeLessThanOrEqual(replaceTokens(nva.userData, "255.255.255.255").length);
  });

  describe("a value known only at apply is judged by a precondition", () => {
    const types: Record<string, string> = { asn: "number", sources: "list(string)" };

    /** What the topology's preconditions say of these values. */
    function judged(values: Record<string, unknown>): string {
      const { stack, resourceGroup } = emptyStack();
      const variables = Object.fromEntries(
        Object.keys(values).map((name) => [name, variable(stack, name, types[name])]),
      );
      const text = (name: string, otherwise: string): string => variables[name]?.stringValue ?? otherwise;
      new ForcedTunnelingHub(stack, "hub00", {
        resourceGroup,
        addressSpace: text("hub_space", "10.0.0.0/16"),
        jumpServer: { operatorSources: variables.sources?.listValue ?? ["203.0.113.0/24"] },
      });
      const site = new OnPremSiteWithRouteServer(stack, "hub100", {
        resourceGroup,
        addressSpace: text("site_space", "10.100.0.0/16"),
      });
      new FrrNva(stack, "nva100", {
        site,
        asn: variables.asn?.numberValue,
        privateIpAddress: text("nva_address", "10.100.0.10"),
        adminSshPublicKey: SSH_KEY,
        files: [{ path: "/opt/notes", content: text("notes", "none") }],
      });
      const template = new Template(stack);
      const addresses = `${template.address("route_server", "rs-hub100")}.virtual_router_ips`;
      const precondition = Object.values(template.json.resource)
        .flatMap((byId) => Object.values(byId))
        .flatMap(({ lifecycle }) => (lifecycle as { precondition?: object[] } | undefined)?.precondition ?? []);
      expect(precondition).not.toEqual([]);
      const judge = JSON.stringify({ terraform_data: { judge: { lifecycle: { precondition } } } }).replaceAll(
        addresses,
        "local.ips",
      );
      return apply({ locals: LOCALS, variable: template.json.variable, resource: JSON.parse(judge) as object }, values)
        .refused;
    }

    test.each<[string, Record<string, unknown>]>([
      ["asn", { asn: 65001 }],
      ["asn", { asn: 64512 }],
      ["hub_space", { hub_space: "10.5.0.0/16" }],
      ["hub_space", { hub_space: "172.20.0.0/16" }],
      ["site_space", { site_space: "192.168.0.0/16", nva_address: "192.168.0.10" }],
      ["nva_address", { nva_address: "10.100.0.200" }],
      ["sources", { sources: ["203.0.113.0/24", "198.51.100.7/32"] }],
      ["notes", { notes: "some lines" }],
    ])("accepted: %s", (_what, values) => expect(judged(values)).toBe(""));

    test.each<[string, Record<string, unknown>, string]>([
      ["asn", { asn: 65515 }, "error[FT003] asn-reserved: 65515"],
      ["asn", { asn: 65536 }, "error[FT003] asn-reserved: 65536"],
      ["asn", { asn: 0 }, "error[FT003] asn-reserved: 0"],
      ["hub_space", { hub_space: "8.8.0.0/16" }, "error[FT007] address-space-not-private: 8.8.0.0/16"],
      ["hub_space", { hub_space: "10.0.0.0/20" }, "error[FT011] subnet-too-small"],
      ["nva_address", { nva_address: "10.100.1.10" }, "error[FT014] address-outside-subnet: 10.100.1.10"],
      [
        "sources",
        { sources: ["203.0.113.0/24", "0.0.0.0/0"] },
        "error[FT029] open-to-the-internet: 203.0.113.0/24, 0.0.0.0/0",
      ],
      ["notes", { notes: "x".repeat(66_000) }, "error[FT026] user-data-too-large"],
    ])("refused: %s", (_what, values, message) => expect(judged(values)).toContain(message));
  });

  test("the variables of main.ts refuse what Azure would", () => {
    const good = {
      circuit_id: "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/expressRouteCircuits/c",
      authorization_key_1: "0f0f0f0f-0000-4000-8000-000000000001",
      ssh_public_key: SSH_KEY,
      operator_sources: ["203.0.113.7", "198.51.100.0/24"],
    };
    const { stack } = emptyStack();
    new DeploymentVariables(stack, "variables", 1);
    const { variable: variables } = JSON.parse(Testing.synth(stack)) as { variable: object };
    expect(apply({ variable: variables }, good).refused).toBe("");
    for (const [name, value, message] of [
      [
        "circuit_id",
        "/subscriptions/0/resourcegroups/rg/providers/Microsoft.Network/expressRouteCircuits/c",
        "letter case exact",
      ],
      ["authorization_key_1", "secret", "must be a GUID"],
      ["ssh_public_key", "ecdsa-sha2-nistp256 AAAA", "ssh-ed25519 or ssh-rsa"],
      ["operator_sources", ["203.0.113.7/24"], "without host bits"],
      ["operator_sources", ["2001:db8::1/32"], "IPv4 addresses"],
      ["operator_sources", ["home"], "IPv4 addresses"],
      ["operator_sources", [], "must be a list of IPv4 addresses"],
      ["operator_sources", ["0.0.0.0/0"], "must not open the jump server to the internet"],
    ] as const) {
      expect(apply({ variable: variables }, { ...good, [name]: value }).refused).toContain(message);
    }
  });
});
