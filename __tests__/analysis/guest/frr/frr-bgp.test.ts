import { describeWithTools } from "../../../support/tools";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { frrGuest, NEIGHBOR, PEER } from "./frr-guest";

const lines = (text: string) => frrGuest(text).unread.map(({ line, affects }) => `${affects}: ${line}`);

/** Lines of a router's that the reading does not follow. */
const ROUTER_LINES = [
  `neighbor ${PEER} local-as 65002`,
  `neighbor ${PEER} advertise-map m exist-map e`,
  `neighbor ${PEER} unsuppress-map m`,
  `neighbor ${PEER} maximum-prefix 10`,
  `neighbor ${PEER} port 1179`,
  `neighbor ${PEER} route-server-client`,
  `neighbor ${PEER} attribute-unchanged as-path`,
  `neighbor ${PEER} attribute-unchanged`,
  "bgp listen range 10.0.0.0/8 peer-group g",
  "bgp confederation identifier 65000",
  "redistribute ospf",
  "bgp disable-ebgp-connected-route-check",
  "table-map m",
  "bgp bestpath as-path ignore",
  "aggregate-address 10.0.0.0/8 as-set",
];

describe("FRR lines that the analysis does not follow", () => {
  test.each(ROUTER_LINES)("%s", (line) => {
    expect(lines(`${NEIGHBOR} neighbor g peer-group\n ${line}\n`)).toEqual([`bgp: ${line}`]);
  });

  test.each([
    ["abbreviations", `${NEIGHBOR} neigh ${PEER} shut\n`, ["neigh ${PEER} shut"]],
    ["a second router", `${NEIGHBOR}exit\nrouter bgp 65002\n`, ["router bgp 65002"]],
    [
      "a router of a VRF",
      `${NEIGHBOR}exit\nrouter bgp 65001 vrf red\n neighbor 10.0.0.9 remote-as 65515\n`,
      ["router bgp 65001 vrf red"],
    ],
    [
      "a router of a VRF only",
      "router bgp 65001 vrf red\n neighbor 10.0.0.9 remote-as 65515\n",
      ["router bgp 65001 vrf red"],
    ],
    ["a list's entry with a variable", `ip prefix-list p permit $NET\n${NEIGHBOR}`, ["ip prefix-list p permit $NET"]],
    ["a map's header with a variable", `route-map m $ACTION 10\n${NEIGHBOR}`, ["route-map m $ACTION 10"]],
    ["an invalid line in a route-map", `route-map m permit 10\n frobnicate\n${NEIGHBOR}`, ["frobnicate"]],
  ])("%s", (_, config, expected) => {
    expect(lines(config)).toEqual(expected.map((line) => `bgp: ${line.replace("${PEER}", PEER)}`));
  });

  test.each([
    `neighbor ${PEER} maximum-prefix 4000`,
    `neighbor ${PEER} maximum-prefix 10 80 warning-only`,
    `neighbor ${PEER} timers 10 30`,
    `neighbor ${PEER} update-source eth0`,
    `neighbor ${PEER} soft-reconfiguration inbound`,
    `neighbor ${PEER} next-hop-self`,
    `neighbor ${PEER} bfd`,
    "bgp router-id 10.100.0.10",
    "bgp log-neighbor-changes",
    "bgp bestpath as-path multipath-relax",
    "maximum-paths 4",
    "timers bgp 10 30",
    "no bgp default ipv4-unicast",
    "bgp graceful-restart",
  ])("are not reported if they do not affect routes: %s", (line) => {
    expect(lines(`${NEIGHBOR} ${line}\n`)).toEqual([]);
  });
});

describeWithTools(["vtysh"], "FRR itself accepts these lines", () => {
  test.each(ROUTER_LINES)("%s", (line) => {
    const folder = mkdtempSync(join(tmpdir(), "frr-forms-"));
    const file = join(folder, "frr.conf");
    writeFileSync(file, `${NEIGHBOR} neighbor g peer-group\n ${line}\n`);
    const { stdout, stderr } = spawnSync("vtysh", ["-C", "-f", file], { encoding: "utf8" });
    rmSync(folder, { recursive: true });
    expect(`${stdout}${stderr}`).not.toMatch(/Unknown command|Ambiguous|Incomplete/);
  });
});
