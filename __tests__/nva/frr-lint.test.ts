import { frrConfig, type FrrConfigOptions, type FrrLines } from "../../lib/nva/frr-config";
import { lintFrrConfig } from "../../lib/nva/frr-lint";
import { ARTICLE_NVA } from "./article-options";

const options: FrrConfigOptions = {
  ...ARTICLE_NVA,
  prepend: 2,
  keepaliveSeconds: 3,
  holdSeconds: 9,
};

function problemsIn(lines: FrrLines): string[] {
  return lintFrrConfig(frrConfig({ ...options, lines }));
}

test("frr-lint finds nothing wrong with the NVA's own text", () => {
  expect(lintFrrConfig(frrConfig(options))).toEqual([]);
  expect(lintFrrConfig(frrConfig({ ...options, prepend: 0 }))).toEqual([]);
});

test("frr-lint does not check values that are known only at apply", () => {
  const token = "${TfToken[TOKEN.12]}";
  expect(
    lintFrrConfig(
      frrConfig({
        ...options,
        asn: token,
        privateIpAddress: token,
        routeServerSubnet: token,
        routeServerIps: [token, token],
      }),
    ),
  ).toEqual([]);
  expect(problemsIn({ addressFamily: [`neighbor ${token} route-map ${token} in`] })).toEqual([]);
});

test("frr-lint ignores descriptions and comments", () => {
  expect(
    problemsIn({
      routerBgp: [
        "neighbor route-server description behind route-map nowhere",
        "! neighbor nobody route-map nowhere in",
      ],
    }),
  ).toEqual([]);
});

test.each<[string, FrrLines, string]>([
  [
    "a route-map of a neighbour",
    { addressFamily: ["neighbor route-server route-map nope in"] },
    "route-map nope is used but not defined",
  ],
  [
    "a route-map of a redistribution",
    { addressFamily: ["redistribute connected route-map nope"] },
    "route-map nope is used but not defined",
  ],
  [
    "a route-map called by another",
    { global: ["route-map a permit 10", " call nope"] },
    "route-map nope is used but not defined",
  ],
  [
    "an unsuppress map",
    { addressFamily: ["neighbor route-server unsuppress-map nope"] },
    "route-map nope is used but not defined",
  ],
  [
    "a condition's map",
    { addressFamily: ["neighbor route-server advertise-map health-marker exist-map nope"] },
    "route-map nope is used but not defined",
  ],
  [
    "a prefix-list of a route-map",
    { global: ["route-map a permit 10", " match ip address prefix-list nope"] },
    "prefix-list nope is used but not defined",
  ],
  [
    "a prefix-list of a neighbour",
    { addressFamily: ["neighbor route-server prefix-list nope out"] },
    "prefix-list nope is used but not defined",
  ],
  [
    "an as-path access-list of a route-map",
    { global: ["route-map a permit 10", " match as-path nope"] },
    "as-path access-list nope is used but not defined",
  ],
  [
    "an as-path access-list of a neighbour",
    { addressFamily: ["neighbor route-server filter-list nope in"] },
    "as-path access-list nope is used but not defined",
  ],
  ["a peer-group", { routerBgp: ["neighbor 10.1.1.3 peer-group nope"] }, "peer-group nope is used but not defined"],
])("frr-lint reports %s that is not defined", (_, lines, sentence) => {
  expect(problemsIn(lines)).toEqual([sentence]);
});

test("frr-lint accepts a name that is defined, wherever it is defined", () => {
  expect(
    problemsIn({ global: ["route-map mine deny 10"], addressFamily: ["neighbor route-server route-map mine in"] }),
  ).toEqual([]);
});

test.each(["10.1.1.300", "10.1.1", "route-servers", "2001:db8::1"])("frr-lint rejects the neighbor %s", (name) => {
  expect(problemsIn({ routerBgp: [`neighbor ${name} remote-as 65515`] })).toEqual([
    `neighbor ${name} is neither an IPv4 address nor a peer-group`,
  ]);
});

test.each([
  ["neighbor route-server timers 0 1", "a hold time of 1 s is refused by every peer"],
  ["timers bgp 1 2", "a hold time of 2 s is refused by every peer"],
  ["neighbor route-server timers 3 8", "less than three keepalives (9 s)"],
  ["timers bgp 60 179", "less than three keepalives (180 s)"],
])("frr-lint rejects the timers of %s", (line, words) => {
  expect(problemsIn({ routerBgp: [line] })).toEqual([expect.stringContaining(words)]);
});

test.each(["timers bgp 1 3", "timers bgp 0 0", "timers bgp 60 0", "neighbor route-server timers connect 1"])(
  "frr-lint accepts %s",
  (line) => {
    expect(problemsIn({ routerBgp: [line] })).toEqual([]);
  },
);

test.each(["(65001", "[65001", "*65001"])("frr-lint rejects the as-path pattern %s", (pattern) => {
  for (const line of [
    `bgp as-path access-list x seq 5 permit ${pattern}`,
    `ip as-path access-list x deny ${pattern}`,
  ]) {
    expect(problemsIn({ global: [line] })).toEqual([
      `the as-path pattern ${pattern} is not a valid regular expression`,
    ]);
  }
});

test("frr-lint reports that ttl-security and ebgp-multihop exclude each other, also through the peer-group", () => {
  const words = "has both ttl-security and ebgp-multihop";
  expect(problemsIn({ routerBgp: ["neighbor route-server ttl-security hops 2"] })).toEqual([
    expect.stringContaining(`neighbor route-server ${words}`),
  ]);
  expect(problemsIn({ routerBgp: ["neighbor 10.100.210.4 ttl-security hops 2"] })).toEqual([
    expect.stringContaining(`neighbor 10.100.210.4 ${words}`),
  ]);
  expect(
    problemsIn({ routerBgp: ["neighbor 10.9.9.9 remote-as 65009", "neighbor 10.9.9.9 ttl-security hops 2"] }),
  ).toEqual([]);
});

test("frr-lint reports that default-originate bypasses prepending, also through the peer-group", () => {
  const words = "has default-originate, which bypasses the prepending";
  expect(problemsIn({ addressFamily: ["neighbor route-server default-originate"] })).toEqual([
    expect.stringContaining(`neighbor route-server ${words}`),
  ]);
  expect(problemsIn({ addressFamily: ["neighbor 10.100.210.5 default-originate"] })).toEqual([
    expect.stringContaining(`neighbor 10.100.210.5 ${words}`),
  ]);
  expect(
    problemsIn({
      routerBgp: ["neighbor 10.9.9.9 remote-as 65009"],
      addressFamily: ["neighbor 10.9.9.9 default-originate"],
    }),
  ).toEqual([]);
  const prependingMember = {
    global: ["route-map far permit 10", " set as-path prepend 65001"],
    addressFamily: ["neighbor 10.100.210.4 route-map far out", "neighbor route-server default-originate"],
  };
  expect(lintFrrConfig(frrConfig({ ...options, prepend: 0, lines: prependingMember }))).toEqual([
    expect.stringContaining(`neighbor 10.100.210.4 ${words}`),
  ]);
});
