import { check } from "../../lib/analysis/check/check";
import { readTopology } from "../../lib/analysis/kinds/read-topology";
import { synthesized } from "../../lib/analysis/terraform/sources/synthesized";
import { FrrNva, findingsOf } from "../../lib/index";
import { addStack, article, SSH_KEY, Template, variable } from "../support/apps";

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
    'defaultRoute: a value that is known only at apply, not "follow-health" or "always" that is known at synthesis',
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
