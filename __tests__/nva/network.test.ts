import { join } from "node:path";
import { asset } from "../../lib/nva/asset";
import { frrConfig } from "../../lib/nva/frr-config";
import { DEFAULT_EGRESS_HEALTH, healthConfig } from "../../lib/nva/health-config";
import { natRuleset } from "../../lib/nva/nat-ruleset";
import { describeWithTools } from "../support/tools";
import { ARTICLE_NVA } from "./article-options";
import { addressSeenBy, buildFabric, startServer } from "./nva-fabric";
import { Daemon, delay, eventually, Network } from "../../lib/lab/namespaces";

const ASSETS = join(__dirname, "../../assets");
describeWithTools(
  ["ip", "namespaces", "nft", "python3", "sysctl", "vtysh", "bgpd"],
  "an NVA with real text, real FRR and a real kernel",
  () => {
    const net = new Network();
    afterAll(() => net.end());

    let client: string, nva: string, peers: string, internet: string, nvaVty: string;
    let anchor: Daemon, health: Daemon, probe: Daemon, machine: Daemon;
    const peerVtys: string[] = [];

    beforeAll(async () => {
      ({ client, nva, peers, internet } = buildFabric(net));
      // Its scripts find each other, their configuration and their state at their own paths, as on a machine.
      const setUp = [
        "set -e",
        "mount -t tmpfs none /mnt && mkdir /mnt/etc /mnt/work",
        "mount -t overlay none -o lowerdir=/etc,upperdir=/mnt/etc,workdir=/mnt/work /etc",
        "mkdir -p /etc/forced-tunnel",
        `mount --bind ${ASSETS} /usr/local/sbin`,
        "mount -t tmpfs none /run && mkdir /run/forced-tunnel",
        "echo ready; exec sleep infinity",
      ].join("\n");
      machine = net.start(nva, "unshare", "-m", "sh", "-c", setUp);
      await eventually(5, () => expect(machine.output).toBe("ready\n"));
    });

    /** A command that sees the NVA's files. */
    const onMachine = (...command: readonly string[]): string[] => [
      "nsenter",
      "-t",
      `${machine.pid}`,
      "-m",
      ...command,
    ];

    function install(name: string, text: string): void {
      net.run(nva, ...onMachine("cp", net.file(name, text), `/etc/forced-tunnel/${name}`));
    }

    /** The probe in a network of its own, with the cable that its unit lays. */
    function startProbe(): Daemon {
      const started = net.start(nva, ...onMachine("unshare", "-n", "forced-tunnel-egress", "--probe"));
      net.run(
        nva,
        ...onMachine("sh", "-c", `while [ /proc/${started.pid}/ns/net -ef /proc/self/ns/net ]; do sleep 0.05; done`),
      );
      net.run(nva, ...onMachine("forced-tunnel-nat", "--probe", `${started.pid}`));
      return started;
    }

    const seenBy = (server: string, from = client, seconds = 1): string | undefined =>
      addressSeenBy(net, server, from, seconds);

    function startAnchor(): Daemon {
      return startServer(net, internet, 443);
    }

    function marker(): string {
      return net.run(nva, "ip", "route", "show", "default", "proto", "200").trim();
    }

    const MARKER = "default via 10.100.0.1 dev eth0 metric 50";
    const ruleset = natRuleset({
      privateIpAddress: "10.100.0.10",
      routeServerIps: ["10.100.210.4", "10.100.210.5"],
      lines: { forward: ["ip saddr 10.0.0.0/16 ip daddr 10.200.0.0/16 accept"] },
    });

    test("takes its kernel settings", () => {
      const settings = net.file("sysctl.conf", asset("sysctl.conf"));
      // The size of the connection table is the machine's, not a namespace's.
      const { stderr } = net.attempt(nva, "/usr/lib/systemd/systemd-sysctl", settings);
      expect(stderr.split("\n").filter((line) => line && !/nf_conntrack_(max|buckets)/.test(line))).toEqual([]);
      const value = (key: string): string => net.run(nva, "sysctl", "-n", key).trim();
      expect({
        redirects: value("net.ipv4.conf.eth0.send_redirects"),
        filter: value("net.ipv4.conf.eth0.rp_filter"),
      }).toEqual({ redirects: "0", filter: "2" });
    });

    test("forwards nothing before its ruleset is loaded", () => {
      expect(seenBy("198.51.100.10")).toBeUndefined();
    });

    const loaded = (): string => net.run(nva, "nft", "-s", "list", "ruleset") + net.run(nva, "ip", "rule", "show");
    const loadNat = (...options: string[]) => net.attempt(nva, ...onMachine("forced-tunnel-nat", ...options));

    test("loads its ruleset for the NIC it finds, and loads it again without a change; a check loads nothing", () => {
      install("nat.nft", ruleset);
      const before = loaded();
      expect(loadNat("--check").status).toBe(0);
      expect(loaded()).toBe(before);
      expect(loadNat().stdout).toContain("on eth0");
      const after = loaded();
      expect(after).toContain('oifname "eth0"');
      expect(after).toContain("fwmark 0/0x10000000 iif eth0 lookup 7247");
      for (const options of [[], ["--now"]]) expect(loadNat(...options).status).toBe(0);
      expect(loaded()).toBe(after);
    });

    test("keeps the loaded ruleset when a new one is broken, and says so", () => {
      const before = loaded();
      install("nat.nft", `${ruleset}\nnonsense\n`);
      const { status, stderr } = loadNat();
      expect(status).not.toBe(0);
      expect(stderr).toContain("nonsense");
      expect(loaded()).toBe(before);
      install("nat.nft", ruleset);
    });

    test("waits for a default route for as long as it takes, except when it must not wait", async () => {
      const lonely = net.namespace("lonely");
      for (const option of ["--check", "--now"])
        expect(net.attempt(lonely, ...onMachine("forced-tunnel-nat", option))).toMatchObject({
          status: 1,
          stderr: expect.stringContaining("no default route") as string,
        });
      const waiting = net.start(lonely, ...onMachine("forced-tunnel-nat"));
      net.run(lonely, "ip", "link", "add", "eth0", "type", "veth", "peer", "name", "far");
      net.ip(lonely, "link set far up\nlink set eth0 up\naddr add 10.100.0.10/24 dev eth0");
      await delay(1_500);
      expect(waiting.isRunning).toBe(true);
      net.ip(lonely, "route add default via 10.100.0.1 dev eth0");
      await eventually(5, () => expect(waiting.output).toContain("translating to the internet on eth0"));
    }, 20_000);

    test("shows its own address to the internet", async () => {
      await eventually(5, () => expect(seenBy("198.51.100.10")).toBe("10.100.0.10"));
    });

    test("does not translate towards private networks", () => {
      expect(seenBy("10.200.0.4")).toBe("10.0.0.4");
    });

    test("forwards nowhere else: not to other private networks, not to its own metadata service, not from outside", () => {
      expect(seenBy("10.201.0.4")).toBeUndefined();
      expect(seenBy("169.254.169.254")).toBeUndefined();
      expect(seenBy("10.0.0.4", internet)).toBeUndefined();
    });

    test("would forward between private networks without its ruleset, and nothing to the internet", () => {
      net.run(nva, "nft", "delete", "table", "ip", "forced_tunnel");
      const far = (): (string | undefined)[] => [seenBy("169.254.169.254"), seenBy("10.0.0.4", internet)];
      expect([seenBy("10.201.0.4"), seenBy("198.51.100.10"), ...far()]).toEqual([
        "10.0.0.4",
        ...[undefined, undefined, undefined],
      ]);
      // The rule for packets without a mark is what keeps them in.
      net.run(nva, "ip", "rule", "del", "priority", "100", "iif", "eth0");
      expect(far()).toEqual(["10.0.0.4", "198.51.100.10"]);
      expect(loadNat().status).toBe(0);
    });

    test("announces nothing before the internet has answered, and learns private networks only", async () => {
      const peer = (address: string): string =>
        [
          "router bgp 65515",
          ` bgp router-id ${address}`,
          " no bgp ebgp-requires-policy",
          " no bgp network import-check",
          " neighbor 10.100.0.10 remote-as 65001",
          " neighbor 10.100.0.10 ebgp-multihop",
          ` neighbor 10.100.0.10 update-source ${address}`,
          " neighbor 10.100.0.10 timers connect 2",
          " address-family ipv4 unicast",
          ...["10.0.0.0/16", "10.100.210.0/25", "203.0.113.0/24", "0.0.0.0/0", "172.32.0.0/16"].map(
            (prefix) => `  network ${prefix}`,
          ),
          "  network 10.66.0.0/16 route-map documentation",
          " exit-address-family",
          "exit",
          "route-map documentation permit 10",
          " set as-path prepend 64500",
          "exit",
          "",
        ].join("\n");
      for (const address of ["10.100.210.4", "10.100.210.5"]) {
        peerVtys.push(net.startFrr(peers, address, peer(address), [["bgpd", "-Z", "-n", "-l", address]]));
      }
      const config = frrConfig({
        ...ARTICLE_NVA,
        prepend: 1,
        keepaliveSeconds: 3,
        holdSeconds: 9,
      });
      nvaVty = net.startFrr(nva, "nva", config, [["zebra"], ["staticd"], ["bgpd"]]);
      for (const [namespace, vty] of [...peerVtys.map((vty) => [peers, vty] as const), [nva, nvaVty] as const]) {
        await eventually(10, () => expect(vtysh(namespace, vty, "show version")).toContain("FRRouting"));
        net.run(namespace, "vtysh", "--vty_socket", vty, "--config_dir", vty, "-b");
      }
      await eventually(30, () => {
        expect(established()).toEqual(["10.100.210.4", "10.100.210.5"]);
        expect(offered()).toEqual([
          "0.0.0.0/0",
          "10.0.0.0/16",
          "10.100.210.0/25",
          "10.66.0.0/16",
          "172.32.0.0/16",
          "203.0.113.0/24",
        ]);
      });
      await eventually(10, () => expect(learned()).toEqual(["10.0.0.0/16"]));
      expect(peerVtys.map(received)).toEqual([{}, {}]);
    }, 60_000);

    function vtysh(namespace: string, vty: string, command: string): string {
      return net.run(namespace, "vtysh", "--vty_socket", vty, "-c", command);
    }

    function established(): string[] {
      const { peers: all } = JSON.parse(vtysh(nva, nvaVty, "show bgp ipv4 unicast summary json")) as {
        peers: Record<string, { state: string }>;
      };
      return Object.keys(all)
        .filter((address) => all[address]?.state === "Established")
        .sort();
    }

    /** What a Route Server instance offers, before the NVA's filters. */
    function offered(): string[] {
      const { receivedRoutes } = JSON.parse(
        vtysh(nva, nvaVty, "show bgp ipv4 unicast neighbors 10.100.210.4 received-routes json"),
      ) as { receivedRoutes: object };
      return Object.keys(receivedRoutes).sort();
    }

    /** Prefixes the kernel forwards by because of BGP. */
    function learned(): string[] {
      return net
        .run(nva, "ip", "route", "show", "proto", "bgp")
        .trim()
        .split("\n")
        .filter(Boolean)
        .map((line) => line.trim().split(" ")[0] ?? "")
        .filter((prefix) => prefix.includes("/"));
    }

    /** What a Route Server instance got from the NVA: AS path by prefix. */
    function received(vty: string): Record<string, string> {
      const { routes } = JSON.parse(vtysh(peers, vty, "show bgp ipv4 unicast json")) as {
        routes: Record<string, { path: string; peerId: string }[]>;
      };
      return Object.fromEntries(
        Object.entries(routes).flatMap(([prefix, paths]) =>
          paths.filter((path) => path.peerId === "10.100.0.10").map((path) => [prefix, path.path]),
        ),
      );
    }

    test("announces the default, and nothing else, once the internet has answered", async () => {
      anchor = startAnchor();
      install(
        "egress.conf",
        healthConfig({
          ...DEFAULT_EGRESS_HEALTH,
          anchors: ["198.51.100.10:443", "198.51.100.99:443"],
          timeoutSeconds: 0.5,
        }),
      );
      health = net.start(nva, ...onMachine("forced-tunnel-egress"));
      await eventually(5, () => {
        net.run(nva, ...onMachine("test", "-S", "/run/forced-tunnel/probe.sock"));
      });
      expect(marker()).toBe("");
      probe = startProbe();
      await eventually(8, () => expect(marker()).toBe(MARKER));
      await eventually(5, () =>
        expect(peerVtys.map(received)).toEqual([{ "0.0.0.0/0": "65001 65001" }, { "0.0.0.0/0": "65001 65001" }]),
      );
    }, 30_000);

    test("keeps the client's way out while the marker is there", () => {
      expect(seenBy("198.51.100.10")).toBe("10.100.0.10");
    });

    test("shows operators what it does", () => {
      const shown = net.run(nva, ...onMachine("forced-tunnel-status"));
      expect(shown).toMatch(
        /^default route {2}advertised\n.*via 10\.100\.0\.1 dev eth0, anchor 198\.51\.100\.10:443\n/,
      );
      expect(shown).toMatch(/\nruleset +loaded\n +dropped +\d+ packets in chain/);
    });

    test("puts a marker that vanished back", async () => {
      net.run(nva, "ip", "route", "del", "default", "proto", "200", "metric", "50");
      expect(marker()).toBe("");
      await eventually(3, () => expect(marker()).toBe(MARKER));
    });

    test("withdraws the default within 6 s when the internet stops answering", async () => {
      await anchor.stop("SIGKILL");
      await eventually(6, () => {
        expect(marker()).toBe("");
        expect(peerVtys.map(received)).toEqual([{}, {}]);
      });
      expect(health.output).toContain("no anchor answers: the default route is withdrawn");
    }, 20_000);

    test("announces it again when the internet is back", async () => {
      anchor = startAnchor();
      await eventually(6, () =>
        expect(peerVtys.map((vty) => Object.keys(received(vty)))).toEqual([["0.0.0.0/0"], ["0.0.0.0/0"]]),
      );
    }, 20_000);

    test("withdraws it when its own default route is gone, although the marker still leads out", async () => {
      // In one command, before the daemon looks again.
      const way = net.run(nva, "sh", "-c", "ip route del default metric 100 && ip route get 198.51.100.10");
      expect(way).toContain("via 10.100.0.1 dev eth0");
      await eventually(6, () => expect(marker()).toBe(""));
      // The daemon's line comes by a pipe, after what it tells.
      await eventually(6, () =>
        expect(health.output).toContain("no gateway to the internet: the default route is withdrawn"),
      );
      net.ip(nva, "route add default via 10.100.0.1 dev eth0 proto dhcp metric 100");
      // The second failure in a short time: it takes twice as many good rounds.
      await eventually(15, () => expect(marker()).toBe(MARKER));
    }, 40_000);

    test.each<[string, string[], string]>([
      ["the ruleset is gone", ["nft", "flush", "ruleset"], "the ruleset was gone or changed: put back"],
      ["forwarding is off", ["sysctl", "-q", "net.ipv4.ip_forward=0"], "net.ipv4.ip_forward was 0: put back"],
    ])(
      "heals itself within 5 s when %s, and lets nothing leak meanwhile",
      async (_, fault, words) => {
        net.run(nva, ...fault);
        expect([undefined, "10.100.0.10"]).toContain(seenBy("198.51.100.10"));
        await eventually(5, () => expect(seenBy("198.51.100.10", client, 0.5)).toBe("10.100.0.10"));
        await eventually(2, () => expect(health.output).toContain(words));
      },
      20_000,
    );

    test("withdraws the default when the probe says nothing any more", async () => {
      await eventually(15, () => expect(marker()).toBe(MARKER));
      await probe.stop("SIGKILL");
      // Three rounds without a report, which are longer than those with one.
      await eventually(12, () => expect(marker()).toBe(""));
      probe = startProbe();
      await eventually(30, () => expect(marker()).toBe(MARKER));
    }, 70_000);

    test("takes the marker along when it is stopped", async () => {
      expect(await health.stop("SIGTERM")).toBe(0);
      expect(marker()).toBe("");
      await eventually(5, () => expect(peerVtys.map(received)).toEqual([{}, {}]));
      await eventually(5, () => expect(health.output).toContain("stopping: the default route is withdrawn"));
    }, 20_000);

    test("would announce the default past all prepending with default-originate", async () => {
      const commands = [
        "configure terminal",
        "router bgp 65001",
        "address-family ipv4 unicast",
        "neighbor route-server default-originate",
      ];
      net.run(nva, "vtysh", "--vty_socket", nvaVty, ...commands.flatMap((command) => ["-c", command]));
      await eventually(10, () =>
        expect(peerVtys.map(received)).toEqual([{ "0.0.0.0/0": "65001" }, { "0.0.0.0/0": "65001" }]),
      );
    }, 20_000);

    test("announces nothing beside a default route that would shadow the marker, and removes a killed daemon's marker", async () => {
      net.ip(
        nva,
        "route add default via 10.100.0.1 dev eth0 proto static metric 20\nroute add default via 10.100.0.1 dev eth0 proto 200 metric 50",
      );
      const shadowed = net.start(nva, ...onMachine("forced-tunnel-egress"));
      await eventually(5, () => expect(shadowed.output).toContain("has metric 20"));
      expect(marker()).toBe("");
      net.run(nva, "ip", "route", "del", "default", "metric", "20");
      await eventually(20, () => expect(marker()).toBe(MARKER));
      await shadowed.stop("SIGTERM");
    }, 40_000);

    test("refuses a configuration it cannot read, also when only asked to check it", () => {
      const check = ["forced-tunnel-egress", "--check"];
      expect(net.attempt(nva, ...onMachine(...check))).toMatchObject({ status: 0, stderr: "" });
      install("egress.conf", "[egress]\nanchors = nowhere\n");
      for (const command of [["forced-tunnel-egress"], check]) {
        expect(net.attempt(nva, ...onMachine(...command))).toMatchObject({
          status: 1,
          stderr: expect.stringContaining("/etc/forced-tunnel/egress.conf: ") as string,
        });
      }
    });
  },
);
