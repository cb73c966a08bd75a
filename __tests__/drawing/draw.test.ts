import { draw } from "../../lib/drawing/draw";
import type { Topology } from "../../lib/analysis/model/azure";
import { TopologyError } from "../../lib/analysis/model/topology-error";
import { read } from "../support/analysis/ask";
import { alone, t } from "../support/analysis/situations";
import { elementsOf, textsOf } from "./svg/xml-reader";

const picture = async (topology: Topology, options: Partial<Parameters<typeof draw>[1]> = {}): Promise<string> =>
  String(await draw(topology, { format: "svg", ...options }));

test("by default, shows the first tunnelled VM's path and the advertised default route", async () => {
  const drawn = await picture(read(t()));
  expect(drawn).toContain("<title>Tunnelled: vm-hub00 as pip-nva100. Exempt: vm-jump00, vm-nva100.</title>");
  expect(drawn).toMatch(/<desc>vm-hub00 to [^<]* Path: 1 vm-hub00 [^<]* 5 internet [^<]* Return path: 1 internet /);
  expect(textsOf(drawn)).toEqual(expect.arrayContaining(["leaves as pip-nva100", "pip-jump00", "0.0.0.0/0"]));
});

test("the requested path gives the title", async () => {
  const drawn = await picture(read(t()), { path: { from: "vm-jump00", to: "internet" } });
  expect(drawn).toMatch(/<title>Exempt: vm-jump00 to .*leaves as pip-jump00/i);
  expect(textsOf(drawn)).toContain("leaves as pip-jump00");
});

test("inbound traffic through a public IP is not labelled as leaving", async () => {
  const drawn = await picture(read(t()), { path: { from: "203.0.113.7", to: "vm-jump00", port: 3389 } });
  expect(textsOf(drawn)).toContain("pip-jump00");
  expect(textsOf(drawn)).not.toContain("leaves as pip-jump00");
  expect(textsOf(drawn)).not.toContain("public IP");
});

test("default outbound access is a line to the internet without a resource", async () => {
  const drawn = await picture(read(alone()));
  expect(drawn).toContain("<title>Direct: ");
  expect(
    elementsOf(drawn).filter(
      ({ attributes }) => attributes["class"] === "stroke direct" && attributes["data-to"] === "internet",
    ),
  ).toHaveLength(1);
  expect(textsOf(drawn)).toContainEqual(expect.stringMatching(/^direct as .*default outbound/));
});

test("an empty topology gives an empty picture", async () => {
  const topology = read(t());
  const empty = Object.fromEntries(Object.keys(topology).map((key) => [key, []])) as unknown as Topology;
  expect(elementsOf(await picture(empty))[0]).toMatchObject({ name: "svg" });
});

test("draws each format", async () => {
  const topology = read(t());
  expect(await draw(topology, { format: "mmd" })).toMatch(/^flowchart TB\n {2}accTitle: Tunnelled/);
  const bytes = await draw(topology, { format: "png", theme: "dark" });
  expect(Buffer.from(bytes as Uint8Array).toString("latin1", 1, 4)).toBe("PNG");
});

test("an unknown VM is an error", async () => {
  await expect(draw(read(t()), { format: "svg", path: { from: "vm-hub0", to: "internet" } })).rejects.toThrow(
    TopologyError,
  );
});

test("what was assumed, and what preconditions demand, is no part of the picture and does not stop it", async () => {
  const topology = read(t());
  const assumed = {
    ...topology,
    answers: { "vm-a forwards out of another NIC than nic-a": false },
    answersRead: ["var.enabled"],
    different: ["var.a\nvar.b"],
  };
  expect(await picture(assumed)).toBe(await picture(topology));
});
