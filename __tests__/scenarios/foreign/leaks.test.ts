import { check } from "../../../lib/analysis/check/check";
import { read } from "../../support/analysis/ask";
import type { Azure } from "../../support/analysis/azure";
import { hubAndSpoke } from "./hub-and-spoke";

const fixes = (azure: Azure): string[] =>
  check(read(azure), { whatIf: false }).findings.flatMap(({ id, fix }) => (id === "FT101" ? [fix] : []));

const ADD =
  "add a route 0.0.0.0/0 to the NVA, firewall or gateway; if direct access is intended, add a route 0.0.0.0/0 -> Internet";

test("a leak beside the NVA is not mended by a route that would turn the NVA's own packets back to it", () => {
  const azure = hubAndSpoke().vm("jump", "hub_nva", { address: "10.0.0.9", publicIp: true });
  expect(fixes(azure)).toEqual([`move it to a subnet without an NVA, and there ${ADD}`]);
});

test("a leak in a VNet that does not reach the NVA needs a peering first", () => {
  const azure = hubAndSpoke()
    .vnet("lone", "10.9.0.0/16")
    .subnet("lone", "app", "10.9.0.0/24", { default_outbound_access_enabled: true })
    .vm("lone", "lone_app", { address: "10.9.0.4" });
  expect(fixes(azure)).toEqual([`peer vnet-lone with vnet-hub, and ${ADD}`]);
});

test("a leak in a subnet of its own needs the route alone, and learns nothing that nobody advertises", () => {
  const azure = hubAndSpoke()
    .subnet("spoke", "open", "10.1.1.0/24", { default_outbound_access_enabled: true })
    .vm("open", "spoke_open", { address: "10.1.1.4" });
  expect(fixes(azure)).toEqual([ADD]);
});
