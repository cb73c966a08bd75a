import { check } from "../../lib/analysis/check/check";
import { overview } from "../../lib/analysis/forwarding/overview";
import { readTopology } from "../../lib/analysis/kinds/read-topology";
import { synthesized } from "../../lib/analysis/terraform/sources/synthesized";
import { FrrNva, findingsOf, type FrrNvaProps } from "../../lib/index";
import { addStack, article, type Resource, SSH_KEY, Template, variable } from "../support/apps";

test("publicIpAddress throws for an NVA without a public IP, and check reports that the internet is unreachable", () => {
  const { stack, nva } = article({ nva: { publicIp: false } });
  expect(() => nva.publicIpAddress).toThrow("main/nva100 has no public IP");
  expect(findingsOf(stack)).toEqual([]);
  const { findings } = check(readTopology(synthesized(stack)), { whatIf: false });
  expect(findings.map(({ name }) => name)).toContain("internet-unreachable");
});

test("an NVA in another stack than its site is refused: the stacks would depend on each other", () => {
  const { app, site } = article();
  expect(() => new FrrNva(addStack(app, "nvas"), "nva9", { site, adminSshPublicKey: SSH_KEY })).toThrow(
    "the NVA is not in the stack of its site",
  );
});

test("lists and choices that decide the NVA's text are refused if they are known only after apply", () => {
  const { stack } = article();
  const lines = variable(stack, "lines", "list(string)").listValue;
  const choice = variable(stack, "choice").stringValue;
  const { stack: own } = article({
    nva: { frrLines: { global: lines }, packages: lines, defaultRoute: choice as "always" },
  });
  expect(
    findingsOf(own)
      .map(({ at: [at], got, want }) => `${at!.prop}: ${got}, not ${want}`)
      .sort(),
  ).toEqual([
    'defaultRoute: a value that is known only at apply, not "follow-health", "always" or "never" that is known at synthesis',
    "frrLines.global: a value that is known only at apply, not a list that is known at synthesis",
    "packages: a value that is known only at apply, not a list that is known at synthesis",
  ]);
});

test("NVAs of one site peer one after another, and the site's connection waits for all, whichever is added first", () => {
  const { stack, site } = article();
  new FrrNva(stack, "nva101", { site, adminSshPublicKey: SSH_KEY, privateIpAddress: "10.100.0.11", prepend: 2 });
  const template = new Template(stack);
  expect(template.one("route_server_bgp_connection", "vm-nva101").depends_on).toEqual(
    expect.arrayContaining([
      template.address("route_server_bgp_connection", "vm-nva100"),
      template.address("linux_virtual_machine", "vm-nva101"),
    ]),
  );
  expect(template.one("virtual_network_gateway_connection", "conn-hub100").depends_on).toEqual(
    expect.arrayContaining([
      template.address("route_server_bgp_connection", "vm-nva101"),
      template.address("linux_virtual_machine", "vm-nva101"),
    ]),
  );
  expect(template.one("linux_virtual_machine", "vm-nva101").custom_data).toContain("set as-path prepend 65001 65001");
});

describe("a change of the configuration", () => {
  const command = (template: Template, id: string): Resource =>
    Object.entries(template.json.resource.azurerm_virtual_machine_run_command ?? {}).find(([key]) =>
      key.startsWith(id),
    )![1];
  const triggerOf = (nva: Partial<FrrNvaProps>): unknown => {
    const triggers = Object.values(new Template(article({ nva }).stack).json.resource.terraform_data!);
    expect(triggers).toHaveLength(1);
    return triggers[0]!.triggers_replace;
  };

  test("replaces a run command, whose script has it, and not the machine", () => {
    const template = new Template(article({ nva: { holdSeconds: 9 } }).stack);
    expect(template.one("linux_virtual_machine", "vm-nva100").lifecycle).toEqual({ ignore_changes: ["custom_data"] });
    const { source, depends_on, virtual_machine_id } = command(template, "nva100");
    expect((source as { script: string }).script).toContain("timers 2 9\\n");
    expect(depends_on).toEqual([template.address("route_server_bgp_connection", "vm-nva100")]);
    expect(virtual_machine_id).toBe(`\${${template.address("linux_virtual_machine", "vm-nva100")}.id}`);
    const first = triggerOf({});
    expect(triggerOf({})).toBe(first);
    for (const other of [{ holdSeconds: 9 }, { commands: ["ls"] }, { packages: ["tcpdump"] }])
      expect(triggerOf(other)).not.toBe(first);
  });

  test("changes one NVA of a site after the other", () => {
    const { stack, site } = article();
    new FrrNva(stack, "nva101", { site, adminSshPublicKey: SSH_KEY, privateIpAddress: "10.100.0.11", prepend: 2 });
    const template = new Template(stack);
    const [first] = Object.keys(template.json.resource.azurerm_virtual_machine_run_command!).sort();
    expect(command(template, "nva101").depends_on).toContain(`azurerm_virtual_machine_run_command.${first}`);
  });

  test("replaces the machine if the option says so", () => {
    const { stack, nva } = article({ nva: { userDataChanges: "replace" } });
    const template = new Template(stack);
    expect(nva.change).toBeUndefined();
    expect(template.json.resource).not.toHaveProperty("azurerm_virtual_machine_run_command");
    expect(template.one("linux_virtual_machine", "vm-nva100")).not.toHaveProperty("lifecycle");
  });

  test("warns where several NVAs of a site are replaced, which Terraform does at the same time", () => {
    const warningsWith = (second: FrrNvaProps["userDataChanges"]): readonly string[] => {
      const { stack, site } = article({ nva: { userDataChanges: "replace" } });
      const other = { site, adminSshPublicKey: SSH_KEY, privateIpAddress: "10.100.0.11", userDataChanges: second };
      const { node } = new FrrNva(stack, "nva101", other);
      return node.metadata.map(({ data }) => String(data));
    };
    expect(warningsWith("in-place")).toEqual([]);
    expect(warningsWith("replace")).toEqual([
      expect.stringMatching(/at the same time.*'-target=azurerm_linux_virtual_machine\.nva100_machine_vm_\w+'/),
    ]);
  });

  test("is what check reads: the run command's text replaces that of the first boot", () => {
    const verdictOfClient = (json: object): string | undefined =>
      overview(readTopology([{ name: "cdk.tf.json", text: JSON.stringify(json) }])).find(
        ({ machine }) => machine === "vm-hub00",
      )?.verdict;
    const { json } = new Template(article().stack);
    const machine = Object.values(json.resource.azurerm_linux_virtual_machine!)[0]!;
    const broken = String(machine.custom_data).replace(/\\n[^\\]* masquerade fully-random(?=\\n)/, "");
    expect(broken).not.toBe(machine.custom_data);
    machine.custom_data = broken;
    expect(verdictOfClient(json)).toBe("tunnelled");
    delete json.resource.azurerm_virtual_machine_run_command;
    expect(verdictOfClient(json)).not.toBe("tunnelled");
  });
});

describe("several public IPs", () => {
  const several = (more: Partial<FrrNvaProps> = {}) => article({ nva: { egressPublicIps: 3, ...more } });
  const configurations = (template: Template) =>
    (template.one("network_interface", "nic-nva100").ip_configuration as Resource[]).map(
      ({ name, primary, private_ip_address, public_ip_address_id }) => [
        name,
        primary,
        private_ip_address,
        public_ip_address_id,
      ],
    );

  test("each have an IP configuration with a static private address, after the NVA's own", () => {
    const template = new Template(several().stack);
    const pip = (name: string) => `\${${template.address("public_ip", name)}.id}`;
    expect(configurations(template)).toEqual([
      ["ipconfig1", true, "10.100.0.10", pip("pip-nva100")],
      ["ipconfig2", undefined, "10.100.0.11", pip("pip-nva100-2")],
      ["ipconfig3", undefined, "10.100.0.12", pip("pip-nva100-3")],
    ]);
    const userData = template.one("linux_virtual_machine", "vm-nva100").custom_data as string;
    expect(userData).toContain("Address=10.100.0.11/32\\n");
    expect(userData).toContain("mod 3 seed 1 map { 0 : 10.100.0.10, 1 : 10.100.0.11, 2 : 10.100.0.12 }");
  });

  test("leave the addresses of all other resources in Terraform as they are", () => {
    const ids = (template: Template): string[] =>
      Object.entries(template.json.resource).flatMap(([type, byId]) => Object.keys(byId).map((id) => `${type}.${id}`));
    const [one, all] = [ids(new Template(article().stack)), ids(new Template(several().stack))];
    expect(all.filter((id) => !one.includes(id))).toEqual([
      expect.stringMatching(/^azurerm_public_ip\.nva100_machine_pip-2_/),
      expect.stringMatching(/^azurerm_public_ip\.nva100_machine_pip-3_/),
    ]);
    expect(one.filter((id) => !all.includes(id))).toEqual([]);
  });

  test("one is the NVA without the option", () => {
    expect(new Template(article({ nva: { egressPublicIps: 1 } }).stack).json).toEqual(
      new Template(article().stack).json,
    );
  });

  test("follow an address that is known only after apply", () => {
    const { stack } = article();
    const address = variable(stack, "address").stringValue;
    const own = several({ privateIpAddress: address });
    const [, second] = configurations(new Template(own.stack));
    expect(second![2]).toBe(
      '${join(".", [for i, octet in split(".", var.address) : i == 3 ? tostring(tonumber(octet) + 1) : octet])}',
    );
  });

  test("have public addresses", () => {
    const { nva } = several();
    expect(nva.publicIpAddresses).toHaveLength(3);
  });

  test("must be a number that is known at synthesis, and take no address of another NVA", () => {
    const { stack, site } = several();
    new FrrNva(stack, "nva101", { site, adminSshPublicKey: SSH_KEY, privateIpAddress: "10.100.0.11", prepend: 2 });
    expect(findingsOf(stack)).toEqual([
      expect.objectContaining({
        id: "FT015",
        text: "10.100.0.11 is already the address of main/nva101",
        fix: 'privateIpAddress: "10.100.0.4"',
      }),
    ]);
    const { stack: unknown } = several({ egressPublicIps: variable(article().stack, "count", "number").numberValue });
    expect(findingsOf(unknown)).toEqual([expect.objectContaining({ id: "FT002" })]);
  });

  test("are what the internet sees, and fail each by itself", () => {
    const topology = readTopology(synthesized(several().stack));
    const { whatIf, findings } = check(topology);
    const client = overview(topology).find(({ machine }) => machine === "vm-hub00")!;
    expect([client.verdict, client.egress.map(({ name }) => name)]).toEqual([
      "tunnelled",
      ["pip-nva100", "pip-nva100-2", "pip-nva100-3"],
    ]);
    expect(client.summary).toContain("pip-nva100 or pip-nva100-2 or pip-nva100-3");
    expect(findings.map(({ name }) => name)).not.toContain("not-modelled");
    expect(
      whatIf
        .filter(({ kind }) => kind === "egress")
        .map(({ without }) => without)
        .sort(),
    ).toEqual(["pip-nva100", "pip-nva100-2", "pip-nva100-3"]);
    const second = whatIf.find(({ without }) => without === "pip-nva100-2")!;
    expect(second.changes).toEqual([
      expect.objectContaining({ machine: "vm-hub00", before: "tunnelled", after: "mixed" }),
    ]);
  });
});
