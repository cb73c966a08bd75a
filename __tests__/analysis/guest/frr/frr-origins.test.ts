import { symbol } from "../../../../lib/analysis/unknown/value";
import { announced } from "../results";
import { frrGuest, NEIGHBOR, PEER } from "./frr-guest";

describe("what FRR originates", () => {
  const STATICS = "ip route 10.8.0.0 255.255.0.0 10.100.0.1\nip route 10.9.0.0/16 Null0\n";
  const originates = (config: string, more?: object) =>
    frrGuest(config, more).bgp!.originates.map((one) => `${one.prefix} ${one.by} ${announced(one)}`);
  const ROUTER = "router bgp 65001\n";

  test.each<[string, string, string[]]>([
    ["a network with a route", `${STATICS}${ROUTER} network 10.9.0.0/16`, ["10.9.0.0/16 network always"]],
    ["a network without a route", `${ROUTER} network 10.7.0.0/16`, ["10.7.0.0/16 network unknown"]],
    [
      "a network without import-check",
      `${ROUTER} no bgp network import-check\n network 10.7.0.0/16`,
      ["10.7.0.0/16 network always"],
    ],
    ["the default by DHCP", `${ROUTER} network 0.0.0.0/0`, ["0.0.0.0/0 network always"]],
    ["a network with a mask", `${STATICS}${ROUTER} network 10.9.0.0 mask 255.255.0.0`, ["10.9.0.0/16 network always"]],
    [
      "a network without a length, by address class",
      `${ROUTER} no bgp network import-check\n network 10.0.0.0\n network 172.16.0.0\n network 192.168.7.0\n network 0.0.0.0`,
      [
        "10.0.0.0/8 network always",
        "172.16.0.0/16 network always",
        "192.168.7.0/24 network always",
        "0.0.0.0/0 network always",
      ],
    ],
    ["host bits are cleared", `${STATICS}${ROUTER} network 10.9.1.1/16`, ["10.9.0.0/16 network always"]],
    ["a removed network", `${STATICS}${ROUTER} network 10.9.0.0/16\n no network 10.9.0.0/16`, []],
    ["a network of IPv6", `${ROUTER} address-family ipv6 unicast\n  network ::/0\n exit-address-family`, []],
    [
      "static routes",
      `${STATICS}${ROUTER} redistribute static`,
      ["10.8.0.0/16 redistribute static always", "10.9.0.0/16 redistribute static always"],
    ],
    [
      "a removed static route",
      `${STATICS}no ip route 10.9.0.0/16 Null0\n${ROUTER} redistribute static`,
      ["10.8.0.0/16 redistribute static always"],
    ],
    ["removed redistribution", `${STATICS}${ROUTER} redistribute static\n no redistribute static`, []],
    [
      "the subnet",
      `${ROUTER} redistribute connected`,
      [`${symbol("the machine's own subnet")} redistribute connected always`],
    ],
    ["the kernel's", `${ROUTER} redistribute kernel`, ["0.0.0.0/0 redistribute kernel always"]],
    [
      "by protocol",
      `${STATICS}route-map k permit 10\n match source-protocol static\n${ROUTER} redistribute kernel route-map k`,
      [],
    ],
    [
      "an aggregate",
      `${STATICS}${ROUTER} redistribute static\n aggregate-address 10.8.0.0/15`,
      [
        "10.8.0.0/16 redistribute static always",
        "10.9.0.0/16 redistribute static always",
        "10.8.0.0/15 aggregate-address always",
      ],
    ],
    [
      "an aggregate alone",
      `${STATICS}${ROUTER} redistribute static\n aggregate-address 10.8.0.0/15 summary-only`,
      ["10.8.0.0/15 aggregate-address always"],
    ],
    [
      "a removed router",
      `${STATICS}${ROUTER} redistribute static\nexit\nno router bgp 65001\n${ROUTER} network 10.9.0.0/16`,
      ["10.9.0.0/16 network always"],
    ],
  ])("%s", (_, config, expected) => {
    expect(originates(config)).toEqual(expected);
  });

  test("FRR redistributes routes that commands add", () => {
    const runcmd = [
      "ip route add 10.7.0.0/16 via 10.100.0.1 dev eth0 metric 20",
      "ip -6 route add 2001:db8::/32 dev eth0",
      "ip route replace default via 10.100.0.1 metric 10",
      "ip route add 10.6.0.1 via 10.100.0.1",
      "ip route add garbage",
    ];
    expect(originates(`${ROUTER} redistribute kernel`, { runcmd })).toEqual([
      "10.7.0.0/16 redistribute kernel always",
      "0.0.0.0/0 redistribute kernel always",
      "10.6.0.1/32 redistribute kernel always",
    ]);
    expect(originates(`${ROUTER} redistribute kernel`, { runcmd: ["ip route add blackhole 10.7.0.0/16"] })).toContain(
      "10.7.0.0/16 redistribute kernel always",
    );
    expect(
      originates(`route-map k permit 10\n match metric 10\n${ROUTER} redistribute kernel route-map k`, { runcmd }),
    ).toEqual(["0.0.0.0/0 redistribute kernel always"]);
  });

  test("a removed router leaves no BGP", () => {
    expect(frrGuest(`${NEIGHBOR}exit\nno router bgp 65001\n`).bgp).toBeUndefined();
    expect(frrGuest(`${NEIGHBOR}exit\nno router bgp\n`).bgp).toBeUndefined();
  });

  test.each<[string, string, string[]]>([
    ["a route-map that permits an existing route", "route-map d permit 10\n set as-path prepend 65001\n", ["always"]],
    [
      "a route-map that permits a missing route",
      "ip prefix-list x permit 10.1.0.0/16\nroute-map d permit 10\n match ip address prefix-list x\n",
      ["unknown"],
    ],
    ["a route-map that permits nothing", "route-map d deny 10\n", ["unknown"]],
    ["a route-map that is not defined", "", ["unknown"]],
  ])("default-originate with %s", (_, map, conditions) => {
    const { bgp } = frrGuest(
      `${STATICS}${map}${NEIGHBOR} redistribute static\n neighbor ${PEER} default-originate route-map d\n`,
    );
    expect(bgp!.neighbors[0]!.originates.map(announced)).toEqual(conditions);
  });
});
