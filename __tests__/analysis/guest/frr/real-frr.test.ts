import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync, existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readGuest } from "../../../../lib/analysis/guest/read-guest";
import { describeWithTools } from "../../../support/tools";
import { withFrr } from "../user-data";
import { announced, filtered } from "../results";

const AS =
  "router bgp 65001\n no bgp ebgp-requires-policy\n neighbor 10.100.0.4 remote-as 65515\n neighbor 10.100.0.4 ebgp-multihop\n neighbor 10.100.0.4 timers connect 1\n";
const STRICT = AS.replace(" no bgp ebgp-requires-policy\n", "");
const STATICS = "ip route 10.9.0.0/16 Null0\nip route 10.8.0.0/16 10.100.0.1\nip route 0.0.0.0/0 Null0\n";
const LISTS =
  "ip prefix-list nine permit 10.9.0.0/16\nip prefix-list default permit 0.0.0.0/0\naccess-list eight permit 10.8.0.0/15\n";

/** A subnet's machine with a default by DHCP, and beside it a peer in AS 65515. */
const CASES: Readonly<Record<string, string>> = {
  "default-originate without any policy": `${STRICT} redistribute static\n neighbor 10.100.0.4 default-originate\n`,
  "default-originate goes past outbound policies": `${LISTS}${AS} neighbor 10.100.0.4 default-originate\n neighbor 10.100.0.4 prefix-list nine out\n`,
  "default-originate with a route-map that prepends": `${STATICS}route-map m permit 10\n set as-path prepend 65001 65001\n${AS} redistribute static\n neighbor 10.100.0.4 default-originate route-map m\n`,
  "default-originate with a route-map that nobody defined": `${AS} network 0.0.0.0/0\n neighbor 10.100.0.4 default-originate route-map nobody\n`,
  "default-originate with a route-map, and a network that the routing table does not have": `route-map m permit 10\n${AS} network 10.50.0.0/16\n neighbor 10.100.0.4 default-originate route-map m\n`,
  "default-originate with a route-map, and an empty table": `route-map m permit 10\n${AS} neighbor 10.100.0.4 default-originate route-map m\n`,
  "the kernel's default, by network": `${AS} network 0.0.0.0/0\n network 10.50.0.0/16\n`,
  "no check of the routing table": `${AS} no bgp network import-check\n network 10.50.0.0/16\n`,
  "the kernel's default, redistributed": `${AS} redistribute kernel\n`,
  "the kernel's metric in a route-map": `route-map a permit 10\n match metric 50\nroute-map b permit 10\n match metric 100\n${AS} redistribute kernel route-map b\n`,
  "another metric": `route-map a permit 10\n match metric 50\n${AS} redistribute kernel route-map a\n`,
  "static routes: the kernel's default beats the static one": `${STATICS}${AS} redistribute static\n`,
  "an outbound route-map with two parts": `${STATICS}${LISTS}route-map m permit 10\n match ip address prefix-list nine\n set as-path prepend 65001 65001\nroute-map m permit 20\n match ip address eight\n set as-path prepend 1 2\n set as-path exclude 2\n${AS} redistribute static\n neighbor 10.100.0.4 route-map m out\n`,
  "an undefined prefix-list": `${STATICS}${AS} redistribute static\n neighbor 10.100.0.4 prefix-list nobody out\n`,
  "an undefined prefix-list in a route-map": `${STATICS}route-map m deny 10\n match ip address prefix-list nobody\nroute-map m permit 20\n${AS} redistribute static\n neighbor 10.100.0.4 route-map m out\n`,
  "an undefined route-map": `${STATICS}${AS} redistribute static\n neighbor 10.100.0.4 route-map nobody out\n`,
  "a distribute-list": `${STATICS}access-list one permit 10.9.0.0/16 exact-match\n${AS} redistribute static\n neighbor 10.100.0.4 distribute-list one out\n`,
  "an aggregate alone": `${STATICS}${AS} redistribute static\n aggregate-address 10.8.0.0/15 summary-only\n`,
  "eBGP without a policy": `${STATICS}${STRICT} redistribute static\n`,
  "the datacenter profile needs none": `frr defaults datacenter\n${STATICS}${STRICT} redistribute static\n`,
  "an old version needs none": `frr version 7.3\n${STATICS}${STRICT} redistribute static\n`,
  "not activated": `${STATICS}router bgp 65001\n no bgp default ipv4-unicast\n${AS.split("\n").slice(1).join("\n")} redistribute static\n neighbor 10.100.0.44 remote-as 65515\n neighbor 10.100.0.44 activate\n`,
  "a peer-group": `${STATICS}${LISTS}router bgp 65001\n no bgp default ipv4-unicast\n no bgp ebgp-requires-policy\n neighbor g peer-group\n neighbor g remote-as external\n neighbor g ebgp-multihop 3\n neighbor g timers connect 1\n neighbor 10.100.0.4 peer-group g\n address-family ipv4 unicast\n  redistribute static\n  neighbor g activate\n  neighbor g prefix-list nine out\n exit-address-family\n`,
};

/** What the peer is expected to hear: prefix and AS path. */
function predicted(config: string): Record<string, string> {
  const bgp = readGuest(withFrr(config), "vm").guest!.bgp!;
  const neighbor = bgp.neighbors.find(({ address }) => address === "10.100.0.4")!;
  if (!neighbor.active) return {};
  const sent = [
    ...bgp.originates.map((one) => ({ one, out: neighbor.out })),
    ...neighbor.originates.map((one) => ({ one, out: [] })),
  ];
  return Object.fromEntries(
    sent.flatMap(({ one, out }) => {
      expect(["always", "unknown"]).toContain(announced(one));
      const { verdict, route } = filtered([...(one.policy ? [one.policy] : []), ...out], {
        prefix: one.prefix,
        asPath: [],
        communities: [],
      });
      return verdict === "permit" && announced(one) === "always"
        ? [[one.prefix, [65001, ...route.asPath].join(" ")]]
        : [];
    }),
  );
}

const run = (command: string) => spawnSync("sh", ["-c", command], { encoding: "utf8" });

/** Two namespaces with FRR in each; the peer keeps what it hears. */
class Pair {
  private readonly folder = mkdtempSync(join(tmpdir(), "guest-frr-"));
  private readonly spaces: readonly [string, string];

  constructor(private readonly n: string) {
    this.spaces = [`guest-${process.pid}-a${n}`, `guest-${process.pid}-b${n}`];
  }

  start(config: string): void {
    const [a, b] = this.spaces;
    run(`chmod 755 ${this.folder}; ip netns add ${a}; ip netns add ${b}; ip link add ga${this.n} netns ${a} type veth peer name gb${this.n} netns ${b}
      ip -n ${a} link set lo up; ip -n ${b} link set lo up
      ip -n ${a} addr add 10.100.0.10/24 dev ga${this.n}; ip -n ${a} link set ga${this.n} up
      ip -n ${b} addr add 10.100.0.4/24 dev gb${this.n}; ip -n ${b} addr add 10.100.0.1/24 dev gb${this.n}; ip -n ${b} link set gb${this.n} up
      ip -n ${a} route add default via 10.100.0.1 dev ga${this.n} proto dhcp metric 100`);
    const peer =
      "router bgp 65515\n bgp router-id 10.100.0.4\n no bgp ebgp-requires-policy\n neighbor 10.100.0.10 remote-as 65001\n neighbor 10.100.0.10 ebgp-multihop\n neighbor 10.100.0.10 timers connect 1\n address-family ipv4 unicast\n  neighbor 10.100.0.10 soft-reconfiguration inbound\n";
    this.daemons(0, config, ["zebra", "staticd", "bgpd"]);
    this.daemons(1, peer, ["bgpd"]);
  }

  private daemons(side: 0 | 1, config: string, names: readonly string[]): void {
    const folder = join(this.folder, String(side));
    mkdirSync(folder);
    writeFileSync(join(folder, "frr.conf"), config);
    run(`chown -R frr:frr ${folder}`);
    for (const name of names) {
      const zebra = side === 1 ? "-Z -n" : `-z ${folder}/zserv.api`;
      run(
        `ip netns exec ${this.spaces[side]} /usr/lib/frr/${name} -d -f /dev/null -i ${folder}/${name}.pid ${zebra} --vty_socket ${folder} --log file:${folder}/${name}.log`,
      );
    }
    run(`vtysh --vty_socket ${folder} -f ${folder}/frr.conf`);
  }

  private show(command: string): unknown {
    return JSON.parse(run(`vtysh --vty_socket ${this.folder}/1 -c '${command} json'`).stdout || "{}");
  }

  established(): boolean {
    const { peers } = this.show("show bgp ipv4 unicast summary") as { peers?: Record<string, { state?: string }> };
    return Object.values(peers ?? {}).some(({ state }) => state === "Established");
  }

  heard(): Record<string, string> {
    const { receivedRoutes } = this.show("show bgp ipv4 unicast neighbors 10.100.0.10 received-routes") as {
      receivedRoutes?: Record<string, { path: string }>;
    };
    return Object.fromEntries(Object.entries(receivedRoutes ?? {}).map(([prefix, { path }]) => [prefix, path]));
  }

  stop(): void {
    for (const file of ["0/zebra", "0/staticd", "0/bgpd", "1/bgpd"].map((name) => join(this.folder, `${name}.pid`))) {
      if (existsSync(file)) run(`kill ${readFileSync(file, "utf8").trim()}`);
    }
    for (const space of this.spaces) run(`ip netns del ${space}`);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const seconds = (n: number) => new Promise((done) => setTimeout(done, n * 1000));

describeWithTools(["bgpd", "vtysh", "ip", "namespaces"], "what a real FRR announces is what was read", () => {
  const names = Object.keys(CASES);
  const pairs = names.map((_, i) => new Pair(String(i)));

  beforeAll(async () => {
    for (const [i, name] of names.entries()) pairs[i]!.start(CASES[name]!);
    const waiting = pairs.filter((_, i) => names[i] !== "not activated");
    for (let round = 0; round < 60 && !waiting.every((pair) => pair.established()); round += 1) await seconds(0.5);
    // The table and default-originate with a route-map follow by timers of FRR's.
    await seconds(7);
  }, 180_000);

  afterAll(() => pairs.forEach((pair) => pair.stop()));

  test.each(names.map((name, i) => [name, i] as const))("%s", (name, i) => {
    expect(pairs[i]!.heard()).toEqual(predicted(CASES[name]!));
  });
});
