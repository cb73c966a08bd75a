import { search } from "../../../lib/drawing/page/search";
import type { Topology } from "../../../lib/analysis/model/azure";
import { read } from "../../support/analysis/ask";
import { t } from "../../support/analysis/situations";

const topology = read(t());
const found = (text: string, among: Topology = topology): string[] => search(among, text).map(({ name }) => name);

test("names that begin with the text come before names that contain it, in any letter case", () => {
  // The last one is the Route Server's side of a session.
  expect(found("VM-")).toEqual(["vm-hub00", "vm-jump00", "vm-nva100", "vm-nva100"]);
  expect(found("nva100")[0]).toBe("vm-nva100");
  expect(found("nva100")).toContain("pip-nva100");
});

test("finds Terraform addresses", () => {
  expect(found("azurerm_route_server.")).toContain("rs-hub100");
});

test("an address finds its VM and its subnet", () => {
  expect(search(topology, "10.100.0.10")).toMatchObject([
    { name: "vm-nva100", detail: "has 10.100.0.10" },
    { name: "nva", detail: "10.100.0.0/24 holds 10.100.0.10" },
  ]);
  const known = {
    ...topology,
    publicIps: topology.publicIps.map((ip) => (ip.name === "pip-jump00" ? { ...ip, address: "203.0.113.9" } : ip)),
  };
  expect(found("203.0.113.9", known)).toEqual(["vm-jump00"]);
  expect(found("203.0.113.9")).toEqual([]);
});

test("finds the beginning of an address", () => {
  expect(found("10.100.0.")).toContain("nic-nva100");
});

test.each(["", "  ", "nothing-like-it"])("%j finds nothing", (text) => {
  expect(search(topology, text)).toEqual([]);
});

test("returns no more matches than a screen can show", () => {
  expect(search(topology, "a").length).toBeLessThanOrEqual(12);
});
