import { TerraformOutput, TerraformVariable, Testing } from "cdktf";
import * as fc from "fast-check";
import { check } from "../../lib/analysis/check/check";
import { readTopology } from "../../lib/analysis/kinds/read-topology";
import { synthesized } from "../../lib/analysis/terraform/sources/synthesized";
import {
  EgressCheck,
  ExpressRouteCircuit,
  ForcedTunnelingError,
  type EgressCheckProps,
  findingsOf,
  ForcedTunnelingHub,
  FrrNva,
  OnPremSiteWithRouteServer,
  Readiness,
} from "../../lib/index";
import {
  addStack,
  article,
  type Changes,
  emptyStack,
  forgetTokens,
  type Resource,
  SSH_KEY,
  Template,
  variable,
} from "../support/apps";
import { runs } from "../support/runs";

/** The commands of egress checks: NVAs have commands of their own. */
const commandsIn = ({ resource }: { readonly resource?: unknown }): Record<string, Command> => {
  const { azurerm_virtual_machine_run_command: all } = resource as Record<string, Record<string, Command>>;
  return Object.fromEntries(Object.entries(all!).filter(([id]) => !id.startsWith("nva")));
};

const LINUX: Changes = { hub: { client: { operatingSystem: "linux", adminSshPublicKey: SSH_KEY } } };

function checked(more: Partial<EgressCheckProps> = {}, changes: Changes = {}) {
  const parts = article(changes);
  const { hub, nva, stack } = parts;
  return {
    ...parts,
    egressCheck: new EgressCheck(stack, "egress-check", { client: hub.client, nvas: [nva], ...more }),
  };
}

interface Command extends Resource {
  readonly name: string;
  readonly source: { readonly script: string };
  readonly depends_on: readonly string[];
}

const commandOf = (template: Template): Command => Object.values(commandsIn(template.json))[0]!;

describe("the JSON", () => {
  test("of a client with Linux", () => {
    const { stack, egressCheck } = checked({}, LINUX);
    new TerraformOutput(stack, "egress", { value: egressCheck.verdict });
    const { locals, check, variable, output, resource } = JSON.parse(Testing.synth(stack, true)) as Record<
      string,
      Resource
    >;
    expect({
      locals,
      check,
      variable,
      output,
      command: commandsIn({ resource }),
    }).toMatchSnapshot();
  });

  test("has these logical ids, which are part of the API", () => {
    const { json } = new Template(checked().stack);
    const ids = JSON.stringify(json).match(/egress-check_\w+/g);
    expect([...new Set(ids)].sort()).toEqual([
      "egress-check_answers_E4D01462",
      "egress-check_commandTrigger_5CA39AAC",
      "egress-check_command_5B793E0F",
      "egress-check_direct_EE99D903",
      "egress-check_nvas_BBBD569E",
      "egress-check_seen_422BB972",
      "egress-check_through_31AE25F9",
      "egress-check_verdict_2AF9D97D",
    ]);
  });

  test("leaves everything else as it is without the check", () => {
    const { resource } = new Template(checked().stack).json;
    const others = (type: string) => {
      const all = Object.entries(resource[type]!);
      const kept = all.filter(([id]) => !id.startsWith("egress-check_"));
      expect(all.length - kept.length).toBe(1);
      return { [type]: Object.fromEntries(kept) };
    };
    expect({ ...resource, ...others("azurerm_virtual_machine_run_command"), ...others("terraform_data") }).toEqual(
      new Template(article().stack).json.resource,
    );
  });
});

describe("the run command", () => {
  test("runs a script for the client's operating system", () => {
    expect(commandOf(new Template(checked().stack)).source.script).toContain("curl.exe");
    expect(commandOf(new Template(checked({}, LINUX).stack)).source.script).toContain("#!/bin/sh");
  });

  test("waits for NVA, BGP connection and all connections to the circuit, also those made later", () => {
    const { stack, hub, site, nva, circuit } = checked();
    const before = new Template(stack);
    expect([...commandOf(before).depends_on].sort()).toEqual(
      [
        before.address("linux_virtual_machine", "vm-nva100"),
        before.address("route_server", "rs-hub100"),
        before.address("route_server_bgp_connection", "vm-nva100"),
        before.address("virtual_network_gateway_connection", "conn-hub00"),
        before.address("virtual_network_gateway_connection", "conn-hub100"),
      ].sort(),
    );
    hub.gateway.connectTo(circuit);
    new FrrNva(stack, "nva101", { site, adminSshPublicKey: SSH_KEY, privateIpAddress: "10.100.0.11", prepend: 2 });
    expect(nva.site).toBe(site);
    const { depends_on } = Object.values(
      JSON.parse(Testing.synth(stack)).resource.azurerm_virtual_machine_run_command as Record<string, Command>,
    )[0]!;
    expect(depends_on).toHaveLength(8);
  });

  test("waits for the peering where there is no circuit", () => {
    const { stack, resourceGroup } = emptyStack();
    const site = new OnPremSiteWithRouteServer(stack, "site", { resourceGroup, gateway: "none" });
    const hub = new ForcedTunnelingHub(stack, "hub", { resourceGroup, gateway: "none", jumpServer: "none" });
    const nva = new FrrNva(stack, "nva", { site, adminSshPublicKey: SSH_KEY });
    new EgressCheck(stack, "egress-check", { client: hub.client, nvas: [nva] });
    hub.peerWith(site);
    const template = new Template(stack);
    expect(commandOf(template).depends_on).toContain(template.address("virtual_network_peering", "peer-hub-to-site"));
  });

  test("is not created while all connections of a VNet wait for the provider of their circuit", () => {
    const { stack, resourceGroup, hub, site, nva } = article();
    const make = (id: string, third: number) =>
      ExpressRouteCircuit.create(stack, id, {
        resourceGroup,
        provider: { name: "Equinix", peeringLocation: "Tokyo", bandwidthMbps: 50 },
        privatePeering: {
          primaryPrefix: `192.168.${third}.0/30`,
          secondaryPrefix: `192.168.${third}.4/30`,
          vlanId: 100,
          peerAsn: 65010,
        },
      });
    const own = new ForcedTunnelingHub(stack, "hub01", {
      resourceGroup,
      addressSpace: "10.1.0.0/16",
      jumpServer: "none",
    });
    new EgressCheck(stack, "egress-check", { client: own.client, nvas: [nva] });
    own.gateway.connectTo(make("tokyo", 1));
    own.gateway.connectTo(make("osaka", 2));
    const template = new Template(stack);
    const [first, second] = ["conn-hub01", "conn-hub01-2"].map((name) =>
      template.address("virtual_network_gateway_connection", name),
    );
    expect(commandOf(template).count).toBe(
      `\${var.run_id == "" ? 0 : (length(${first}) + length(${second}) > 0 ? 1 : 0)}`,
    );
    // The hub of the article has a connection to a circuit that exists.
    expect(hub.network.connected.resources).toHaveLength(1);
    expect(site.network.connected.resources).toHaveLength(1);
  });

  test("waits for what the user names", () => {
    const { stack, hub, nva } = article();
    const after = new Readiness().needs(hub.jumpServer.machine);
    new EgressCheck(stack, "egress-check", { client: hub.client, nvas: [nva], after });
    const template = new Template(stack);
    expect(commandOf(template).depends_on).toContain(template.address("windows_virtual_machine", "vm-jump00"));
  });

  test("is replaced for another run id, and for another script: a change in place would keep old outputs", () => {
    const triggerOf = (more: Partial<EgressCheckProps>): string => {
      const triggers = Object.entries(new Template(checked(more).stack).json.resource.terraform_data!);
      return triggers.find(([id]) => id.startsWith("egress-check"))![1].triggers_replace as string;
    };
    const first = triggerOf({ runId: "1" });
    expect(first).toMatch(/^\$\{format\("%s-%s", "1", substr\(sha256\(/);
    expect(first).toContain("azurerm_public_ip.nva100_machine_pip_");
    expect(triggerOf({ runId: "2" })).not.toBe(first);
    expect(triggerOf({ runId: "1", timeoutSeconds: 60 })).not.toBe(first);
    expect(triggerOf({ runId: "1", reflectors: ["https://a.example", "https://b.example"] })).not.toBe(first);
    expect(triggerOf({ runId: "1" })).toBe(first);
  });

  test("of two checks share the variable run_id, also one that the app has made", () => {
    const { stack, hub, nva } = article();
    const own = new TerraformVariable(stack, "run_id", { type: "string", default: "nightly" });
    new EgressCheck(stack, "one", { client: hub.client, nvas: [nva] });
    new EgressCheck(stack, "two", { client: hub.jumpServer, nvas: [nva], runId: own.stringValue });
    const template = new Template(stack);
    expect(Object.values(commandsIn(template.json)).map(({ count }) => count)).toEqual([
      '${var.run_id == "" ? 0 : 1}',
      '${var.run_id == "" ? 0 : 1}',
    ]);
    expect(template.json.variable!.run_id).toEqual({ type: "string", default: "nightly" });
  });

  test("expects every public IP of every NVA", () => {
    const { stack, hub, site, nva } = article({ nva: { egressPublicIps: 2 } });
    const second = new FrrNva(stack, "nva101", { site, adminSshPublicKey: SSH_KEY, privateIpAddress: "10.100.0.20" });
    new EgressCheck(stack, "egress-check", { client: hub.client, nvas: [nva, second] });
    const template = new Template(stack);
    const references = ["pip-nva100", "pip-nva100-2", "pip-nva101"].map(
      (name) => `\${${template.address("public_ip", name)}.ip_address}`,
    );
    expect(commandOf(template).source.script).toContain(`$expected = '${references.join(" ")}' -split`);
  });
});

describe("mistakes", () => {
  test("are reported together at synthesis", () => {
    const { stack } = checked(
      { reflectors: ["http://a.example"], timeoutSeconds: 1, runId: "a b" },
      { nva: { publicIp: false } },
    );
    expect(findingsOf(stack).map(({ name }) => name)).toEqual([
      "egress-reflectors-refused",
      "egress-reflectors-refused",
      "egress-timeout-refused",
      "egress-run-id-refused",
      "egress-check-without-nva",
    ]);
  });

  test("in the constructs throw at once", () => {
    const { stack, hub, nva, site } = article();
    const make = (props: object) => () => new EgressCheck(stack, `check-${Math.random()}`, props as EgressCheckProps);
    expect(make({ nvas: [nva] })).toThrow("client is missing");
    expect(make({ client: hub, nvas: [nva] })).toThrow("client must be a VirtualMachine");
    expect(make({ client: hub.client })).toThrow("nvas is missing");
    expect(make({ client: hub.client, nvas: nva })).toThrow("nvas must be a list of FrrNva");
    expect(make({ client: hub.client, nvas: [site] })).toThrow("nvas must be a list of FrrNva");
    expect(make({ client: hub.client, nvas: [nva], after: nva })).toThrow("after must be a Readiness");
  });

  test("of any kind are reported or thrown, and nothing else is", () => {
    const values = fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true });
    const props = fc.constantFrom("client", "nvas", "after", "reflectors", "runId", "timeoutSeconds");
    fc.assert(
      fc.property(props, values, (prop, value) => {
        const { stack, hub, nva } = article();
        try {
          new EgressCheck(stack, "egress-check", { client: hub.client, nvas: [nva], [prop]: value });
          findingsOf(stack);
        } catch (error) {
          expect(error).toBeInstanceOf(ForcedTunnelingError);
        }
        forgetTokens();
      }),
      { numRuns: runs(60, 600), seed: 7 },
    );
  });

  test("of the stack are reported: the run command is a part of the client's machine", () => {
    const { app, hub, nva, stack } = article();
    const other = addStack(app, "other");
    new EgressCheck(other, "egress-check", { client: hub.client, nvas: [nva] });
    expect(findingsOf(stack)).toEqual([
      expect.objectContaining({ name: "egress-check-in-another-stack", got: "other", want: "main" }),
    ]);
  });

  test("in values that are known only after apply become preconditions", () => {
    const { stack, hub, nva } = article();
    const reflectors = variable(stack, "reflectors", "list(string)").listValue;
    const timeoutSeconds = variable(stack, "seconds", "number").numberValue;
    new EgressCheck(stack, "egress-check", { client: hub.client, nvas: [nva], reflectors, timeoutSeconds });
    expect(findingsOf(stack)).toEqual([]);
    const command = commandOf(new Template(stack));
    const { precondition } = command.lifecycle as { precondition: { error_message: string }[] };
    expect(precondition.map(({ error_message }) => /FT\d+/.exec(error_message)![0])).toEqual([
      "FT172",
      "FT170",
      "FT171",
    ]);
    expect(command.timeouts).toEqual({ create: '${format("%ds", var.seconds + 900)}' });
    expect(command.source.script).toContain('${join(" ", var.reflectors)}');
  });
});

describe("the analysis", () => {
  /** What the client's guest is with further lines at the end of the script. */
  const guestOf = (lines: string) => {
    const { stack } = checked({ runId: "1" }, LINUX);
    const { json } = new Template(stack);
    const [command] = Object.values(json.resource.azurerm_virtual_machine_run_command!) as [
      { source: { script: string } },
    ];
    command.source.script = command.source.script.replace("exit 0\\n", `${lines}exit 0\\n`);
    expect(command.source.script).toContain(`${lines}exit 0`);
    const topology = readTopology([{ name: "cdk.tf.json", text: JSON.stringify(json) }]);
    return topology.machines.find(({ name }) => name === "vm-hub00")!.guest!;
  };

  test("reads the script for Linux like any other: it changes nothing, and a line that may is left unread", () => {
    expect(guestOf("")).toMatchObject({ forwards: { value: false }, forward: [], postrouting: [], unread: [] });
    expect(guestOf("some-program\\n").unread).not.toEqual([]);
    expect(guestOf("sysctl -w net.ipv4.ip_forward=1\\n").forwards.value).toBe(true);
  });

  test.each([
    ["without a run", undefined, {}],
    ["with a run on Windows", "1", {}],
    ["with a run on Linux", "1", LINUX],
  ] as const)("understands everything %s, and has no finding that the article has not", (_, runId, changes) => {
    const of = (stack: Parameters<typeof synthesized>[0]) => check(readTopology(synthesized(stack)), { whatIf: false });
    const [withCheck, without] = [of(checked({ runId }, changes).stack), of(article(changes).stack)];
    expect(withCheck.findings).toEqual(without.findings);
    expect(withCheck.outcome).toEqual(without.outcome);
    expect(withCheck.coverage.understood).toBe(without.coverage.understood + (runId === undefined ? 1 : 2));
  });
});
