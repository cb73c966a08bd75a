import { announced } from "./results";
import { frrGuest } from "./frr/frr-guest";

const ROUTER = "router bgp 65001\n network 10.200.0.1/32\n";
const ON_LO = "interface lo\n ip address 10.200.0.1/32\nexit\n";
const ON_LINK = "interface svc0\n ip address 10.200.0.1/32\nexit\n";

const addresses = (frr: string, more?: object): string[] =>
  (frrGuest(`${frr}${ROUTER}`, more).addresses ?? []).map(
    ({ prefix, link, present }) => `${prefix} on ${link}${present === true ? "" : ", perhaps"}`,
  );
/** When `network 10.200.0.1/32` is advertised. */
const advertised = (frr: string, more?: object): string[] =>
  frrGuest(`${frr}${ROUTER}`, more).bgp!.originates.map((one) => `${one.prefix} ${announced(one)}`);

const files = (...all: readonly (readonly [string, string])[]): object => ({
  write_files: all.map(([path, content]) => ({ path, content })),
});
const NETWORK = [
  "/etc/systemd/network/30-svc0.network",
  "[Match]\nName=svc0\n[Network]\nAddress=10.200.0.1/32\n",
] as const;
const NETDEV = ["/etc/systemd/network/30-svc0.netdev", "[NetDev]\nName=svc0\nKind=dummy\n"] as const;

describe("addresses that Azure does not know", () => {
  test.each<[string, string, object | undefined, string[]]>([
    ["FRR's on the loopback", ON_LO, undefined, ["10.200.0.1/32 on lo"]],
    ["FRR's on a link that nothing makes", ON_LINK, undefined, ["10.200.0.1/32 on svc0, perhaps"]],
    [
      "FRR's on a link that a command makes",
      ON_LINK,
      { runcmd: ["ip link add svc0 type dummy"] },
      ["10.200.0.1/32 on svc0"],
    ],
    ["FRR's on a link of networkd's", ON_LINK, files(NETDEV), ["10.200.0.1/32 on svc0"]],
    ["FRR's that are removed again", `${ON_LO}interface lo\n no ip address 10.200.0.1/32\nexit\n`, undefined, []],
    ["FRR's on a link that is shut down", "interface lo\n shutdown\n ip address 10.200.0.1/32\nexit\n", undefined, []],
    ["networkd's", "", files(NETDEV, NETWORK), ["10.200.0.1/32 on svc0"]],
    ["networkd's on a link that nothing makes", "", files(NETWORK), []],
    [
      "networkd's on the loopback",
      "",
      files(["/etc/systemd/network/lo.network", "[Match]\nName=lo\n\n[Address]\nAddress = 10.200.0.1/32\n"]),
      ["10.200.0.1/32 on lo"],
    ],
    ["a command's", "", { runcmd: ["ip addr add 10.200.0.1/32 dev lo"] }, ["10.200.0.1/32 on lo"]],
    [
      "a command's that may not run",
      "",
      { runcmd: ["if test -e /etc/anycast; then ip addr add 10.200.0.1/32 dev lo; fi"] },
      ["10.200.0.1/32 on lo, perhaps"],
    ],
    ["none on a NIC of Azure's", "", { runcmd: ["ip addr add 10.200.0.1/32 dev eth0"] }, []],
  ])("%s", (_, frr, more, expected) => {
    expect(addresses(frr, more)).toEqual(expected);
    const when = expected.length === 0 ? "unknown" : expected[0]!.endsWith("perhaps") ? "unknown" : "always";
    expect(advertised(frr, more)).toEqual([`10.200.0.1/32 ${when}`]);
  });

  test("a program that makes links by names of its own makes those that FRR has addresses for, while it is content", () => {
    const program = [
      "#!/usr/bin/python3",
      "import subprocess, sys, time",
      "while True:",
      '  subprocess.run(["ip", "link", "add", sys.argv[1], "type", "veth", "peer", "name", sys.argv[2]])',
      "  time.sleep(1)",
    ].join("\n");
    const more = {
      ...files(["/usr/local/bin/keeper", program]),
      runcmd: ["python3 /usr/local/bin/keeper svc0 svc0p &"],
    };
    expect(addresses(ON_LINK, more)).toEqual(["10.200.0.1/32 on svc0"]);
    expect(advertised(ON_LINK, more)).toEqual(["10.200.0.1/32 while healthy"]);
  });

  test("a rule of the input chain that may or may not be there leaves open whether packets arrive", () => {
    const more = { runcmd: ["if grep -q closed /proc/cmdline; then iptables -A INPUT -p tcp --dport 53 -j DROP; fi"] };
    expect(frrGuest(`${ON_LO}${ROUTER}`, more).unread.map(({ affects }) => affects)).toContain("forward");
    expect(frrGuest(ROUTER, more).unread).toEqual([]);
  });

  test("redistribute connected brings them into BGP", () => {
    const { bgp } = frrGuest(`${ON_LO}router bgp 65001\n redistribute connected\n`);
    expect(bgp!.originates.map(({ prefix, by }) => `${prefix} ${by}`)).toContain(
      "10.200.0.1/32 redistribute connected",
    );
  });
});
