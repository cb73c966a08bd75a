import { symbol } from "../../../../lib/analysis/unknown/value";
import { filtered } from "../results";
import { frrGuest, NEIGHBOR, PEER } from "./frr-guest";

/** What an outbound route-map `m` makes of a route. */
function passes(config: string, prefix: string, asPath: number[] = []) {
  const out = frrGuest(`${config}\n${NEIGHBOR} neighbor ${PEER} route-map m out\n`).bgp!.neighbors[0]!.out;
  return filtered(out, { prefix, asPath, communities: [] });
}

describe("route-maps and lists", () => {
  const nine = "ip prefix-list nine";
  const m = "route-map m permit 10\n match ip address prefix-list nine";
  test.each<[string, string, string, string]>([
    ["an equal prefix", `${nine} permit 10.9.0.0/16\n${m}`, "10.9.0.0/16", "permit"],
    ["a longer one", `${nine} permit 10.9.0.0/16\n${m}`, "10.9.1.0/24", "deny"],
    ["a longer one up to le", `${nine} permit 10.9.0.0/16 le 24\n${m}`, "10.9.1.0/24", "permit"],
    ["longer than le", `${nine} permit 10.9.0.0/16 le 23\n${m}`, "10.9.1.0/24", "deny"],
    ["from ge on", `${nine} permit 10.9.0.0/16 ge 24\n${m}`, "10.9.1.0/24", "permit"],
    ["shorter than ge", `${nine} permit 10.9.0.0/16 ge 24\n${m}`, "10.9.0.0/16", "deny"],
    ["between ge and le", `${nine} permit 10.9.0.0/16 ge 20 le 24\n${m}`, "10.9.16.0/20", "permit"],
    ["any", `${nine} permit any\n${m}`, "10.9.1.0/24", "permit"],
    ["the order of numbers", `${nine} seq 20 permit any\n${nine} seq 10 deny 10.9.0.0/16\n${m}`, "10.9.0.0/16", "deny"],
    ["the same number again", `${nine} seq 10 deny any\n${nine} seq 10 permit any\n${m}`, "10.9.0.0/16", "permit"],
    [
      "a removed entry of a list",
      `${nine} seq 10 deny any\n${nine} seq 20 permit any\nno ${nine} seq 10 deny any\n${m}`,
      "10.9.0.0/16",
      "permit",
    ],
    ["a removed list", `${nine} permit any\nno ${nine}\n${m}`, "10.9.0.0/16", "deny"],
    ["a list's description", `${nine} description ours\n${nine} permit any\n${m}`, "10.9.0.0/16", "permit"],
    ["a length", "route-map m permit 10\n match ip address prefix-len 24", "10.9.1.0/24", "permit"],
    ["another length", "route-map m permit 10\n match ip address prefix-len 24", "10.9.0.0/16", "deny"],
    [
      "an access-list",
      "access-list 9 permit 10.9.0.0 0.0.255.255\nroute-map m permit 10\n match ip address 9",
      "10.9.1.0/24",
      "permit",
    ],
    [
      "an access-list's host",
      "access-list 9 permit host 10.9.0.1\nroute-map m permit 10\n match ip address 9",
      "10.9.0.1/32",
      "permit",
    ],
    [
      "an access-list's address alone",
      "access-list 9 remark r\naccess-list 9 permit 10.9.0.1\nroute-map m permit 10\n match ip address 9",
      "10.9.0.2/32",
      "deny",
    ],
    [
      "an access-list of any",
      "access-list 9 seq 5 permit any\nroute-map m permit 10\n match ip address 9",
      "10.9.0.0/16",
      "permit",
    ],
    [
      "an exact access-list",
      "access-list nine permit 10.9.0.0/16 exact-match\nroute-map m permit 10\n match ip address nine",
      "10.9.1.0/24",
      "deny",
    ],
    ["IPv6 only", "route-map m permit 10\n match ipv6 address prefix-list x", "10.9.0.0/16", "deny"],
    [
      "a denying entry first",
      `${nine} permit 10.9.0.0/16\nroute-map m permit 20\nroute-map m deny 10\n match ip address prefix-list nine`,
      "10.9.0.0/16",
      "deny",
    ],
    [
      "a removed entry of a route-map",
      `route-map m deny 10\nroute-map m permit 20\nno route-map m deny 10`,
      "10.9.0.0/16",
      "permit",
    ],
    ["a removed route-map", `route-map m permit 10\nno route-map m`, "10.9.0.0/16", "deny"],
    ["a removed match", `${nine} deny any\n${m}\n no match ip address prefix-list nine`, "10.9.0.0/16", "permit"],
    [
      "two lists in one entry",
      `${nine} permit any\naccess-list 9 deny any\n${m}\n match ip address 9`,
      "10.9.0.0/16",
      "unknown",
    ],
    ["call", `${m.split("\n")[0]}\n call other`, "10.9.0.0/16", "unknown"],
    ["continue", "route-map m permit 10\n continue 20\nroute-map m deny 20", "10.9.0.0/16", "unknown"],
    ["on-match", "route-map m permit 10\n on-match next\nroute-map m deny 20", "10.9.0.0/16", "unknown"],
    [
      "a community",
      "bgp community-list standard c permit 65001:1\nroute-map m permit 10\n match community c",
      "10.9.0.0/16",
      "unknown",
    ],
    [
      "a tag that does not change the result",
      "route-map m permit 10\n match tag 7\nroute-map m permit 20",
      "10.9.0.0/16",
      "permit",
    ],
    ["a next hop that is a word", "route-map m permit 10\n set ip next-hop prefer-global", "10.9.0.0/16", "unknown"],
    ["a preference by an amount", "route-map m permit 10\n set local-preference +10", "10.9.0.0/16", "unknown"],
    [
      "a list of AS numbers to exclude",
      "route-map m permit 10\n set as-path exclude as-path-access-list l",
      "10.9.0.0/16",
      "unknown",
    ],
    ["communities removed by a list", "route-map m permit 10\n set comm-list c delete", "10.9.0.0/16", "unknown"],
    ["a line known after apply", `route-map m permit 10\n ${symbol("var.line")}`, "10.9.0.0/16", "unknown"],
  ])("%s", (_, config, prefix, verdict) => {
    expect(passes(config, prefix).verdict).toBe(verdict);
  });

  test.each<[string, string, number[], string]>([
    [
      "the first entry that fits",
      "bgp as-path access-list p deny _64500_\nbgp as-path access-list p permit .*",
      [65515, 64500],
      "deny",
    ],
    [
      "in the order of numbers",
      "bgp as-path access-list p seq 10 permit .*\nbgp as-path access-list p seq 5 deny ^65515",
      [65515],
      "deny",
    ],
    ["the old spelling", "ip as-path access-list p permit ^$", [], "permit"],
    ["a list that is not defined", "", [65515], "deny"],
    ["an invalid regular expression", "bgp as-path access-list p permit (", [65515], "unknown"],
  ])("as-path lists: %s", (_, list, path, verdict) => {
    expect(passes(`${list}\nroute-map m permit 10\n match as-path p`, "10.9.0.0/16", path).verdict).toBe(verdict);
  });

  test("a route-map sets attributes of a route", () => {
    const set = (text: string) => passes(`route-map m permit 10\n set ${text}`, "10.9.0.0/16", [64500, 64501]).route;
    expect(set("as-path prepend 65001 65001").asPath).toEqual([65001, 65001, 64500, 64501]);
    expect(set("as-path prepend last-as 2").asPath).toEqual([64500, 64500, 64500, 64501]);
    expect(set("as-path exclude 64500").asPath).toEqual([64501]);
    expect(set("as-path replace 64501").asPath).toEqual([64500, 65001]);
    expect(set("as-path replace any").asPath).toEqual([65001, 65001]);
    expect(set("community 65001:1 no-advertise additive").communities).toEqual(["65001:1", "no-advertise"]);
    expect(set("ip next-hop 10.100.0.9").nextHop).toBe("10.100.0.9");
    expect(set("ip next-hop unchanged").nextHop).toBe("unchanged");
    expect(set("local-preference 200").localPreference).toBe(200);
    expect(set("weight 7").weight).toBe(7);
    expect(set("metric 50")).toEqual({ prefix: "10.9.0.0/16", asPath: [64500, 64501], communities: [] });
    expect(passes("route-map m permit 10\n set as-path exclude all", "10.9.0.0/16").verdict).toBe("unknown");
  });

  test("last-as repeats the neighbor's AS number in received routes", () => {
    const { in: inbound } = frrGuest(
      `route-map m permit 10\n set as-path prepend last-as 2\n${NEIGHBOR} neighbor ${PEER} route-map m in\n`,
    ).bgp!.neighbors[0]!;
    expect(filtered(inbound, { prefix: "10.9.0.0/16", asPath: [65515], communities: [] }).route.asPath).toEqual([
      65515, 65515, 65515,
    ]);
  });

  test("filter-lists apply, and a list that is not defined denies", () => {
    const verdict = (config: string, path: number[]) =>
      filtered(frrGuest(config).bgp!.neighbors[0]!.out, { prefix: "10.9.0.0/16", asPath: path, communities: [] })
        .verdict;
    const filter = `${NEIGHBOR} neighbor ${PEER} filter-list p out\n`;
    expect([
      verdict(`bgp as-path access-list p permit ^$\n${filter}`, []),
      verdict(`bgp as-path access-list p permit ^$\n${filter}`, [1]),
      verdict(filter, []),
    ]).toEqual(["permit", "deny", "deny"]);
    expect(verdict(`${NEIGHBOR} neighbor ${PEER} distribute-list nobody out\n`, [])).toBe("deny");
  });
});
