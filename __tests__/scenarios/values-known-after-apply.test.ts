import {
  ExpressRouteCircuit,
  ForcedTunnelingHub,
  FrrNva,
  OnPremSiteWithRouteServer,
  findingsOf,
} from "../../lib/index";
import { emptyStack, Template, variable } from "../support/apps";

describe("values known after apply", () => {
  const { stack, resourceGroup } = emptyStack();
  const text = (name: string): string => variable(stack, name).stringValue;
  const number = (name: string): number => variable(stack, name, "number").numberValue;
  const list = (name: string): string[] => variable(stack, name, "list(string)").listValue;
  const machine = (name: string) => ({
    name: text(`${name}_name`),
    computerName: text(`${name}_computer`),
    size: text(`${name}_size`),
    zone: text(`${name}_zone`),
    publicIpZones: [text(`${name}_pip_zone`)],
    adminUsername: text(`${name}_user`),
    osDisk: { storageAccountType: text(`${name}_disk`), sizeGb: number(`${name}_gb`) },
    image: { publisher: text(`${name}_publisher`), offer: text(`${name}_offer`), sku: text(`${name}_sku`) },
    dailyShutdown: { timeZone: text(`${name}_time_zone`), time: text(`${name}_time`) },
    identity: { userAssignedIds: list(`${name}_identities`) },
    tags: { owner: text(`${name}_owner`) },
  });
  const rule = {
    name: text("rule"),
    priority: number("priority"),
    direction: text("direction") as "Inbound",
    access: text("access") as "Allow",
    protocol: text("protocol"),
    sources: list("rule_sources"),
    destinations: list("rule_destinations"),
    destinationPorts: list("rule_ports"),
  };
  const circuit = ExpressRouteCircuit.fromExisting(stack, "circuit", {
    circuitId: text("circuit_id"),
    authorizationKeys: list("keys"),
    acceptsDefaultRoute: true,
  });
  const hub = new ForcedTunnelingHub(stack, "hub00", {
    resourceGroup,
    location: text("location"),
    addressSpace: text("hub_space"),
    moreAddressSpaces: list("hub_more"),
    dnsServers: list("hub_dns"),
    virtualNetworkName: text("hub_vnet"),
    adminPassword: text("password"),
    gateway: { sku: text("sku") },
    client: {
      ...machine("client"),
      privateIpAddress: text("client_address"),
      securityRules: [rule],
      subnetPrefix: text("client_subnet"),
    },
    jumpServer: {
      ...machine("jump"),
      operatorSources: list("operators"),
      routes: [
        {
          name: text("route"),
          addressPrefix: text("route_prefix"),
          nextHopType: text("route_type"),
          nextHopIpAddress: text("route_hop"),
        },
      ],
    },
  });
  const site = new OnPremSiteWithRouteServer(stack, "hub100", {
    resourceGroup,
    addressSpace: text("site_space"),
    nvaSubnet: { tunnelledSources: list("tunnelled"), adminSources: list("admins") },
    routeServer: { hubRoutingPreference: text("preference") as "ASPath", publicIpZones: list("rs_zones") },
  });
  new FrrNva(stack, "nva100", {
    ...machine("nva"),
    site,
    adminSshPublicKey: text("ssh_key"),
    asn: number("asn"),
    privateIpAddress: text("nva_address"),
    prepend: number("prepend"),
    keepaliveSeconds: number("keepalive"),
    holdSeconds: number("hold"),
    health: {
      anchors: list("anchors"),
      intervalSeconds: number("interval"),
      timeoutSeconds: number("timeout"),
      failures: number("failures"),
      successes: number("successes"),
      knownAnswer: {
        server: text("answer_server"),
        host: text("answer_host"),
        path: text("answer_path"),
        text: text("answer_text"),
      },
      lossPercent: number("loss"),
      holdRoundsAtMost: number("hold_rounds"),
      drainSeconds: number("drain"),
    },
    packages: [text("package")],
    files: [{ path: text("path"), content: text("content") }],
    frrLines: { global: [text("frr_line")] },
  });
  hub.gateway.connectTo(circuit, { routingWeight: number("weight") });
  site.gateway.connectTo(circuit);
  const template = new Template(stack);

  test("break no rule", () => expect(findingsOf(stack)).toEqual([]));

  test("are references in the JSON, and none is lost", () => {
    const json = JSON.stringify({ ...template.json, variable: undefined });
    expect(json).not.toMatch(/TfToken|#\{|\[object |-1\.888|unresolved/);
    const lost = Object.keys(template.json.variable!).filter((name) => !new RegExp(`var\\.${name}\\b`).test(json));
    // The client has no public IP.
    expect(lost).toEqual(["client_pip_zone"]);
  });

  test("are references in the NVA's text: numbers, lists, and a line that may be absent", () => {
    const text = template.one("linux_virtual_machine", "${var.nva_name}").custom_data as string;
    expect(text).toContain("timers ${var.keepalive} ${var.hold}");
    expect(text).toContain('anchors = ${join(\" \", var.anchors)}'.replaceAll('\\"', '"'));
    expect(text).toContain("interval_seconds = ${var.interval}");
    expect(text).toContain(
      '${var.prepend > 0 ? format(" set as-path prepend %s", join(" ", [for i in range(var.prepend) : var.asn])) : "!"}',
    );
  });
});
