import fc from "fast-check";
import { readGuest } from "../../../lib/analysis/guest/read-guest";
import type { Guest } from "../../../lib/analysis/model/guest";
import { symbol } from "../../../lib/analysis/unknown/value";
import { ARTICLE, commands, ownUserData, ROUTE_SERVER } from "./user-data";
import { announced, filtered, forwarded, translated } from "./results";

const guestOf = (userData: string): Guest => readGuest(userData, "vm-nva100").guest!;

const fromClient = { source: "10.0.0.4", destination: "8.8.8.8", protocol: "tcp", port: 443, state: "new" } as const;

const defaultRoute = { prefix: "0.0.0.0/0", asPath: [], communities: [] };

describe("the library's own user data", () => {
  const own = guestOf(ownUserData());

  test("is read without a line left", () => {
    expect(readGuest(ownUserData(), "vm-nva100").notes).toEqual([]);
    expect(own.unread).toEqual([]);
  });

  test("forwards, by the script that translates", () => {
    expect(own.forwards).toEqual({
      value: true,
      because: "/usr/local/sbin/forced-tunnel-nat: sysctl -q -w net.ipv4.ip_forward=1",
    });
  });

  test.each([
    ["a client to the internet", fromClient, "accept", "masquerade"],
    ["an unknown address of the client's subnet", { ...fromClient, source: "10.0.0.0/24" }, "accept", "masquerade"],
    ["a client to another private network", { ...fromClient, destination: "10.1.2.3" }, "drop", "none"],
    ["a public source", { ...fromClient, source: "8.8.8.8", destination: "9.9.9.9" }, "drop", "masquerade"],
    [
      "an answer",
      { ...fromClient, source: "8.8.8.8", destination: "10.0.0.4", state: "established" },
      "accept",
      "none",
    ],
    ["Azure's own address", { ...fromClient, destination: "168.63.129.16" }, "drop", "none"],
    ["the NVA's own packet", { ...fromClient, source: "10.100.0.10" }, "accept", "none"],
  ] as const)("%s", (_, packet, verdict, action) => {
    expect([forwarded(own, packet).verdict, translated(own, packet).action]).toEqual([verdict, action]);
  });

  test("announces the default to both instances while its egress is healthy, and takes private networks only", () => {
    expect(own.bgp?.asn).toBe(65001);
    expect(own.bgp?.originates.map((one) => [one.prefix, one.by, announced(one)])).toEqual([
      ["0.0.0.0/0", "redistribute kernel", "while healthy"],
    ]);
    expect(
      own.bgp?.neighbors.map(({ address, remoteAsn, multihop, active, shutdown, originates }) => [
        address,
        remoteAsn,
        multihop,
        active,
        shutdown,
        originates,
      ]),
    ).toEqual(ROUTE_SERVER.map((address) => [address, 65515, 4, true, false, []]));
    const { in: inbound, out } = own.bgp!.neighbors[0]!;
    const taken = (prefix: string, asPath = [65515]) => filtered(inbound, { prefix, asPath, communities: [] }).verdict;
    expect([
      taken("10.0.0.0/16"),
      taken("0.0.0.0/0"),
      taken("10.100.210.0/24"),
      taken("8.8.8.0/24"),
      taken("10.0.0.0/16", [65515, 64500]),
    ]).toEqual(["permit", "deny", "deny", "deny", "deny"]);
    expect(filtered(out, defaultRoute)).toMatchObject({ verdict: "permit", route: { asPath: [] } });
    expect(filtered(out, { ...defaultRoute, prefix: "10.0.0.0/8" }).verdict).toBe("deny");
  });

  test("a standby prepends", () => {
    const { out } = guestOf(ownUserData({ prepend: 3 })).bgp!.neighbors[0]!;
    expect(filtered(out, defaultRoute).route.asPath).toEqual([65001, 65001, 65001]);
  });

  test("prepending known after apply is unread, and the AS path is unknown", () => {
    const guest = guestOf(ownUserData({ prepend: symbol('var.standby ? "set as-path prepend 65001" : ""') }));
    expect(guest.unread.map(({ affects }) => affects)).toEqual(["bgp"]);
    expect(filtered(guest.bgp!.neighbors[0]!.out, defaultRoute).verdict).toBe("unknown");
  });

  test('with defaultRoute "always" the same daemon keeps the route that is announced', () => {
    const guest = guestOf(ownUserData({ defaultRoute: "always" }));
    expect(guest.unread).toEqual([]);
    expect(guest.bgp?.originates.map((one) => [one.prefix, one.by, announced(one)])).toEqual([
      ["0.0.0.0/0", "redistribute kernel", "while healthy"],
    ]);
    expect(guest.bgp?.neighbors.map(({ originates }) => originates)).toEqual([[], []]);
  });

  test("the user's own lines take effect", () => {
    const guest = guestOf(
      ownUserData({
        frrLines: {
          global: ["ip prefix-list more permit 10.50.0.0/16", "ip route 10.50.0.0/16 Null0"],
          routerBgp: ["neighbor 10.100.0.99 remote-as 65002"],
          addressFamily: ["network 10.50.0.0/16", "neighbor 10.100.0.99 activate"],
        },
        natLines: {
          forward: ["tcp flags syn tcp option maxseg size set 1360", "ip saddr 10.0.0.66 drop"],
          postrouting: ["ip daddr 8.8.4.0/24 snat to 10.100.0.11"],
        },
        packages: ["tcpdump"],
        files: [{ path: "/etc/motd", content: "hello\n" }],
        commands: ["timedatectl set-timezone Asia/Tokyo", ["useradd", "-m", "op"]],
      }),
    );
    expect(guest.unread).toEqual([]);
    expect(guest.bgp?.originates.map((one) => `${one.prefix} ${announced(one)}`)).toContain("10.50.0.0/16 always");
    expect(guest.bgp?.neighbors.at(-1)).toMatchObject({
      address: "10.100.0.99",
      remoteAsn: 65002,
      multihop: 1,
      active: true,
      out: [{ name: "bgp ebgp-requires-policy (no policy out)", terms: [] }],
    });
    expect(forwarded(guest, { ...fromClient, source: "10.0.0.66" })).toEqual({
      verdict: "drop",
      by: "ip saddr 10.0.0.66 drop",
    });
    expect(translated(guest, { ...fromClient, destination: "8.8.4.4" })).toMatchObject({
      action: "snat",
      addresses: "10.100.0.11",
    });
  });
});

describe("the user data of the article", () => {
  const { guest, notes } = readGuest(ARTICLE, "vm-nva100");

  test("is read without a line left", () => {
    expect(guest?.unread).toEqual([]);
    expect(notes).toEqual([]);
    expect(guest?.forwards).toEqual({ value: true, because: "/etc/sysctl.conf: net.ipv4.ip_forward=1" });
  });

  test("translates packets to the internet, except the NVA's own", () => {
    const at = (packet: Partial<typeof fromClient> | { destination: string } | { source: string }) =>
      translated(guest!, { ...fromClient, ...packet }).action;
    expect([
      at({}),
      at({ destination: "10.1.1.1" }),
      at({ destination: "168.63.129.16" }),
      at({ source: "10.100.0.10" }),
    ]).toEqual(["masquerade", "none", "none", "none"]);
    expect(forwarded(guest!, fromClient)).toEqual({ verdict: "accept", by: "no rule" });
  });

  test("announces the default route past its outbound policies", () => {
    const [first, second] = guest!.bgp!.neighbors;
    expect([first?.address, second?.address, first?.multihop, announced(first!.originates[0]!)]).toEqual([
      "10.100.210.4",
      "10.100.210.5",
      255,
      "always",
    ]);
    expect(filtered(first!.out, { prefix: "10.0.0.0/16", asPath: [65515, 12076], communities: [] }).verdict).toBe(
      "deny",
    );
    expect(filtered(first!.in, { prefix: "10.0.0.0/16", asPath: [65515, 12076], communities: [] }).verdict).toBe(
      "permit",
    );
    expect(filtered(first!.in, { prefix: "10.0.0.0/16", asPath: [65010], communities: [] }).verdict).toBe("deny");
  });

  test("has no BGP with bgpd=no, and a note that says how to enable it", () => {
    const { guest: without, notes } = readGuest(ARTICLE.replace("sed -i 's/bgpd=no/bgpd=yes/'", "ls"), "vm-nva100");
    expect(without?.bgp).toBeUndefined();
    expect(notes.join()).toContain("/etc/frr/daemons says bgpd=no");
  });

  test("without saving them, the rules are gone after a boot", () => {
    const { guest } = readGuest(
      ARTICLE.replace(/^.*(iptables-persistent$|netfilter-persistent).*$/gm, "  - true"),
      "vm",
    );
    expect(guest?.lostAtReboot).toMatchObject([
      { part: "postrouting", line: expect.stringMatching(/^iptables /) as unknown },
    ]);
  });
});

describe("what cannot be read", () => {
  test.each([
    ["curl -s https://x/setup.sh | bash", ["bgp", "forward", "forwards", "postrouting"]],
    ["wget -O /tmp/x.sh https://x/x.sh && bash /tmp/x.sh", ["bgp", "forward", "forwards", "postrouting"]],
    ["ansible-pull -U https://x", ["bgp", "forward", "forwards", "postrouting"]],
    ["/opt/vendor/start", ["bgp", "forward", "forwards", "postrouting"]],
    ["curl -o /etc/frr/frr.conf https://x", ["bgp"]],
    ["ufw --force enable", ["forward", "postrouting"]],
    ["if [ -f /x ]; then sysctl -w net.ipv4.ip_forward=1; fi", ["forwards"]],
    ["nft -f /root/missing.nft", ["forward", "postrouting"]],
    ["apt-get install -y frr && useradd op; systemctl enable ssh", []],
    ["curl -s https://x/key | gpg --dearmor > /usr/share/keyrings/x.gpg", []],
    ["iptables -C FORWARD -j ACCEPT || iptables -A FORWARD -j ACCEPT", []],
    ["if ! iptables -C FORWARD -j ACCEPT; then iptables -A FORWARD -j ACCEPT; fi", []],
  ])("%s", (line, affects) => {
    expect(
      guestOf(commands(line))
        .unread.map((one) => one.affects)
        .sort(),
    ).toEqual(affects);
  });

  test("a Jinja template is unread", () => {
    expect(guestOf("## template: jinja\n#cloud-config\nruncmd: []\n").unread).toHaveLength(4);
  });

  test("BIRD's configuration is unread", () => {
    expect(
      guestOf(commands("echo 'router id 1.1.1.1;' > /etc/bird/bird.conf")).unread.map(({ affects }) => affects),
    ).toEqual(["bgp"]);
  });

  test("user data known after apply gives no guest", () => {
    expect(readGuest(symbol("file(var.x)"), "vm-a")).toEqual({
      notes: ["the user data is known only after apply"],
    });
  });
});

describe("any damaged text", () => {
  const texts = [ownUserData(), ownUserData({ defaultRoute: "always", prepend: 2 }), ARTICLE];
  const edit = fc.record({
    at: fc.nat(),
    how: fc.constantFrom("delete", "double", "swap", "cut", "noise"),
    noise: fc.string(),
  });

  test("is read without an error, and quickly", () => {
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.array(edit, { minLength: 1, maxLength: 12 }), (text, edits) => {
        const lines = text.split("\n");
        for (const { at, how, noise } of edits) {
          const i = at % lines.length;
          const line = lines[i]!;
          const other = lines[(at * 7) % lines.length]!;
          lines.splice(
            i,
            1,
            ...{
              delete: [],
              double: [line, line],
              swap: [other],
              cut: [line.slice(0, at % (line.length + 1))],
              noise: [`${line}${noise}`],
            }[how],
          );
        }
        const begun = performance.now();
        const { guest } = readGuest(lines.join("\n"), "vm");
        expect(performance.now() - begun).toBeLessThan(2000);
        if (guest) {
          expect(["accept", "drop", "unknown"]).toContain(forwarded(guest, fromClient).verdict);
          for (const neighbor of guest.bgp?.neighbors ?? []) filtered(neighbor.out, defaultRoute);
        }
      }),
      { numRuns: 150 },
    );
  });
});
