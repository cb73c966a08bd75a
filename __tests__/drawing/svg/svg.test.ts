import { join } from "node:path";
import { build } from "esbuild";
import { buildHighlights } from "../../../lib/drawing/scene/build-highlights";
import { layoutTopology } from "../../../lib/drawing/layout/layout";
import type { Layout } from "../../../lib/drawing/layout/placed-layout";
import type { Highlights } from "../../../lib/drawing/scene/highlights";
import { svg } from "../../../lib/drawing/svg/svg";
import { answersFor, pathOf } from "../sample-highlights";
import { hubs, vm } from "../sample-hubs";
import { peered, withServices } from "../sample-topologies";
import { elementsOf, textsOf, type XmlElement } from "./xml-reader";

const groups = (picture: string, className: string): XmlElement[] =>
  elementsOf(picture).filter(
    ({ name, attributes }) => name === "g" && attributes["class"]?.split(" ").includes(className),
  );
const idsIn = (picture: string): Set<string | undefined> =>
  new Set(elementsOf(picture).map(({ attributes }) => attributes["data-id"]));

describe("a hub, a site and a client's path", () => {
  const topology = hubs(1);
  const marks = buildHighlights(topology, answersFor(1));
  let placed: Layout;
  let picture: string;
  beforeAll(async () => {
    placed = await layoutTopology(topology, marks);
    picture = svg(placed, marks);
  });

  test("is an image with the verdicts as title and the hops as description", () => {
    const [root] = elementsOf(picture);
    expect(root).toMatchObject({ name: "svg", attributes: { role: "img", xmlns: "http://www.w3.org/2000/svg" } });
    expect(picture).toContain("<title>Tunnelled: vm-hub00 as pip-nva100. Exempt: vm-jump00, vm-nva100.</title>");
    expect(picture).toContain("Path: 1 vm-hub00, 2 circuit, 3 ergw-hub100, 4 vm-nva100, 5 internet.");
  });

  test("has a group for every component", () => {
    const { networks, subnets, machines, gateways, routeServers, circuits, connections, bgpConnections } = topology;
    const shown = [networks, subnets, machines, gateways, routeServers, circuits, connections, bgpConnections]
      .flat()
      .map(({ id }) => id);
    expect([...idsIn(picture)]).toEqual(
      expect.arrayContaining([...shown, "azurerm_public_ip.nva100", "azurerm_public_ip.jump00"]),
    );
  });

  test("the path goes from the client into the circuit, past its own gateway", () => {
    const ends = groups(picture, "path")
      .filter(({ attributes }) => attributes["data-from"] !== undefined)
      .map(({ attributes }) => [attributes["data-from"], attributes["data-to"]]);
    expect(ends).toEqual([
      [vm("hub00"), "var.circuit_id"],
      ["var.circuit_id", "azurerm_virtual_network_gateway.hub100"],
      ["azurerm_virtual_network_gateway.hub100", vm("nva100")],
      [vm("nva100"), "internet"],
    ]);
  });

  test("numbers the hops", () => {
    expect(groups(picture, "disc").map(({ attributes, text }) => [attributes["data-id"], text])).toEqual([
      [vm("hub00"), "1"],
      ["var.circuit_id", "2"],
      ["azurerm_virtual_network_gateway.hub100", "3"],
      [vm("nva100"), "4"],
      ["internet", "5"],
    ]);
  });

  test("draws the advertised default route against the traffic", () => {
    const ends = groups(picture, "announced")
      .filter(({ attributes }) => attributes["data-from"] !== undefined)
      .map(({ attributes }) => attributes["data-to"]);
    expect(ends).toEqual([
      "azurerm_route_server.hub100",
      "azurerm_virtual_network_gateway.hub100",
      "var.circuit_id",
      "azurerm_virtual_network_gateway.hub00",
      "azurerm_subnet.hub00_default",
    ]);
  });

  test("the legend has only the lines that occur", () => {
    const [legend] = groups(picture, "legend");
    expect(legend?.text).toContain("packet path");
    expect(legend?.text).toContain("exempt");
    for (const absent of ["peering", "dropped", "undetermined", "direct", "public IP"])
      expect(legend?.text).not.toContain(absent);
  });

  test("follows the reader's theme, or has the requested one", () => {
    const dark = "#0D1117";
    expect(picture).toContain("prefers-color-scheme:dark");
    expect(svg(placed, marks, { theme: "light" })).not.toContain(dark);
    expect(svg(placed, marks, { theme: "dark" })).toContain(dark);
    for (const theme of ["auto", "light", "dark"] as const) expect(svg(placed, marks, { theme })).not.toContain("var(");
  });

  test("is the same on every run", async () => {
    expect(svg(await layoutTopology(hubs(1), marks), buildHighlights(hubs(1), answersFor(1)))).toBe(picture);
  });

  test("the same layout can show another path, or none", () => {
    const other: Highlights = {
      ...marks,
      hopNumbers: [],
      strokes: [{ style: "path", from: vm("nva100"), to: "internet" }],
    };
    expect(groups(svg(placed, other), "path").filter(({ attributes }) => attributes["data-from"])).toHaveLength(1);
    expect(groups(svg(placed), "stroke")).toHaveLength(0);
  });

  test("a stroke without a line in the layout is drawn straight", () => {
    const other: Highlights = { ...marks, strokes: [{ style: "path", from: vm("jump00"), to: vm("nva100") }] };
    expect(
      groups(svg(placed, other), "path").filter(({ attributes }) => attributes["data-from"] === vm("jump00")),
    ).toHaveLength(1);
  });
});

test("twenty hubs: every component has a group, and the title counts VMs", async () => {
  const topology = hubs(20);
  const marks = buildHighlights(topology, answersFor(20));
  const picture = svg(await layoutTopology(topology, marks), marks);
  const ids = [...topology.machines, ...topology.connections, ...topology.subnets].map(({ id }) => id);
  expect([...idsIn(picture)]).toEqual(expect.arrayContaining(ids));
  expect(picture).toContain("<title>Tunnelled: 20 VMs as pip-nva100. Exempt: 21 VMs.</title>");
});

test.each([
  ["peered networks", peered()],
  ["services", withServices()],
])("%s: every component that plays a part has its group", async (_, topology) => {
  const picture = svg(await layoutTopology(topology));
  const {
    networks,
    subnets,
    machines,
    gateways,
    loadBalancers,
    privateEndpoints,
    localNetworkGateways,
    peerings,
    connections,
  } = topology;
  const ids = [
    networks,
    subnets,
    machines,
    gateways,
    loadBalancers,
    privateEndpoints,
    localNetworkGateways,
    peerings,
    connections,
  ]
    .flat()
    .map(({ id }) => id);
  expect([...idsIn(picture)]).toEqual(expect.arrayContaining(ids));
  expect(picture).not.toContain("ng-unused");
});

describe("a packet that does not arrive", () => {
  test("ends in an X next to the reason", async () => {
    const marks = buildHighlights(hubs(1), {
      ...answersFor(
        1,
        pathOf("dropped", 4, { reason: "nic-forwarding-off", summary: "stops at vm-nva100: nic-forwarding-off" }),
      ),
      aboutPath: true,
    });
    const picture = svg(await layoutTopology(hubs(1), marks), marks);
    expect(textsOf(picture)).toContain("nic-forwarding-off");
    expect(elementsOf(picture).filter(({ attributes }) => attributes["class"] === "cross")).toHaveLength(1);
    expect(picture).toContain(
      "<title>Dropped: vm-hub00 to 203.0.113.10:443. Stops at vm-nva100: nic-forwarding-off.</title>",
    );
  });

  test("ends in a question mark next to the unknown value", async () => {
    const marks = buildHighlights(
      hubs(1),
      answersFor(1, pathOf("undetermined", 2, { waitsFor: [{ unknown: "var.circuit_state", until: "apply" }] })),
    );
    const texts = textsOf(svg(await layoutTopology(hubs(1), marks), marks));
    expect(texts).toEqual(expect.arrayContaining(["?", "var.circuit_state"]));
  });
});

test("a leak is a double line labelled direct", async () => {
  const answers = answersFor(1);
  const verdicts = answers.verdicts.map((one) =>
    one.machine === "vm-jump00" ? { ...one, verdict: "direct" as const } : one,
  );
  const marks = buildHighlights(hubs(1), { ...answers, verdicts });
  const picture = svg(await layoutTopology(hubs(1), marks), marks);
  expect(textsOf(picture)).toContain("direct as pip-jump00");
  expect(marks.title).toMatch(/^Direct: vm-jump00 as pip-jump00\./);
});

test("the SVG renderer runs in a browser: it needs neither Node nor the layout engine", async () => {
  const entry = join(__dirname, "../../../lib/drawing/svg/svg.ts");
  const { outputFiles, metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    format: "esm",
    platform: "browser",
    write: false,
    metafile: true,
    minify: true,
  });
  expect(Object.keys(metafile.inputs).filter((path) => path.includes("node_modules"))).toEqual([]);
  expect(outputFiles[0]!.contents.length).toBeLessThan(20_000);
});

test("markup in names stays text", async () => {
  const topology = hubs(1);
  const evil = `<script>alert("&")</script>\u0007`;
  const renamed = {
    ...topology,
    machines: topology.machines.map((machine) => ({ ...machine, name: evil, id: machine.id })),
  };
  const picture = svg(await layoutTopology(renamed));
  expect(elementsOf(picture).map(({ name }) => name)).not.toContain("script");
  expect(textsOf(picture)).toContain(`<script>alert("&")</script>\\u0007`);
});
