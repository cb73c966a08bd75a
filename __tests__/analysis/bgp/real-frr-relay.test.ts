import { acceptedBy, sentBy } from "../../../lib/analysis/bgp/exchange";
import type { Nva, NvaEnd } from "../../../lib/analysis/bgp/nva";
import { Propagation } from "../../../lib/analysis/bgp/propagation";
import { readGuest } from "../../../lib/analysis/guest/read-guest";
import { Scenario } from "../../../lib/analysis/unknown/scenario";
import { eventually, Network } from "../../../lib/lab/namespaces";
import { machine, route, subnet } from "../../support/analysis/topology";
import { describeWithTools } from "../../support/tools";
import { withFrr } from "../guest/user-data";

/** What the Route Server sends: each prefix with what follows its own AS number. */
const SENT: Readonly<Record<string, string>> = {
  "10.10.1.0/24": "",
  "10.10.2.0/24": "65004",
  "10.10.3.0/24": "12076 64512 3356",
  "10.10.4.0/24": "65005 65515",
  "10.10.5.0/24": "65002",
  "10.10.6.0/24": "3356 65515 65520",
};

/** The NVA's neighbors: who sends, another Route Server, and another NVA. */
const SERVER = "10.1.2.4";
const OTHER_SERVER = "10.3.2.4";
const OTHER_NVA = "10.3.1.4";
const ASNS: Readonly<Record<string, number>> = { [SERVER]: 65515, [OTHER_SERVER]: 65515, [OTHER_NVA]: 65005 };

const out = (setting: string): string => `  neighbor ${OTHER_SERVER} ${setting}\n`;
const map = (...lines: string[]) => `route-map m permit 10\n${lines.map((line) => ` ${line}\n`).join("")}exit\n`;
const OUT_MAP = out("route-map m out");
const IN_MAP = `  neighbor ${SERVER} route-map m in\n`;

/** What the NVA's address family has besides its neighbors, and what is above its router. */
const CASES: Readonly<Record<string, readonly [family: string, above?: string]>> = {
  nothing: [""],
  "as-override": [out("as-override")],
  "set as-path replace": [OUT_MAP, map("set as-path replace 65515")],
  "set as-path replace any": [OUT_MAP, map("set as-path replace any")],
  "set as-path exclude, then prepend": [
    OUT_MAP,
    map("set as-path exclude 65515 65004", "set as-path prepend 65002 65515"),
  ],
  "set as-path prepend last-as": [OUT_MAP, map("set as-path prepend last-as 2")],
  "remove-private-AS": [out("remove-private-AS")],
  "remove-private-AS all": [out("remove-private-AS all")],
  "remove-private-AS replace-AS": [out("remove-private-AS replace-AS")],
  "remove-private-AS all replace-AS": [out("remove-private-AS all replace-AS")],
  "as-override, and remove-private-AS all": [out("as-override") + out("remove-private-AS all")],
  "as-override before a route-map": [
    out("as-override") + OUT_MAP,
    `bgp as-path access-list l permit _65515_\n${map("match as-path l")}`,
  ],
  "as-override behind a filter-list": [
    out("as-override") + out("filter-list l out"),
    "bgp as-path access-list l permit ^65515$\n",
  ],
  "a prefix-list": [out("prefix-list p out"), "ip prefix-list p permit 10.10.2.0/23 le 24\n"],
  "an inbound route-map": [IN_MAP, map("set as-path exclude 65515")],
  "allowas-in": [`  neighbor ${SERVER} allowas-in\n`],
  "allowas-in origin": [`  neighbor ${SERVER} allowas-in origin\n`],
  "attribute-unchanged next-hop": [out("attribute-unchanged next-hop")],
  "set ip next-hop": [OUT_MAP, map("set ip next-hop 10.1.1.9")],
  "set ip next-hop unchanged": [OUT_MAP, map("set ip next-hop unchanged")],
  "set ip next-hop peer-address": [OUT_MAP, map("set ip next-hop peer-address")],
  "a summary": ["  aggregate-address 10.10.2.0/23 summary-only\n"],
  "another neighbor's settings": [`  neighbor ${OTHER_NVA} as-override\n`],
};

const config = ([family, above = ""]: readonly [string, string?]): string =>
  `${above}router bgp 65002\n bgp router-id 10.0.0.2\n no bgp ebgp-requires-policy\n no bgp network import-check\n${Object.entries(
    ASNS,
  )
    .map(([address, asn]) => ` neighbor ${address} remote-as ${asn}\n neighbor ${address} timers connect 1\n`)
    .join("")} address-family ipv4 unicast\n${family}exit\n`;

/** What a neighbor is expected to hear: AS path and next hop by prefix. */
function predicted(text: string, of: string): Record<string, string> {
  const bgp = readGuest(withFrr(text), "vm").guest!.bgp!;
  const nva: Nva = {
    machine: machine("nva"),
    bgp,
    subnets: Object.keys(ASNS).map((one) => subnet(one, { prefixes: [one.replace(/\.4$/, ".0/24")] })),
    relays: true,
    tables: () => new Propagation([], [], () => []),
  };
  const end = (address: string): NvaEnd => ({
    nva,
    neighbor: bgp.neighbors.find((one) => one.address === address)!,
    remote: address,
    remoteAsn: ASNS[address]!,
  });
  return Object.fromEntries(
    Object.entries(SENT).flatMap(([prefix, path]) => {
      const asPath = `65515 ${path}`.trim().split(" ").map(Number);
      const learned = acceptedBy(
        new Scenario(),
        end(SERVER),
        route({ prefix, asPath, nextHop: SERVER, neighbor: "rs" }),
      );
      const sent = learned && sentBy(new Scenario(), end(of), learned);
      return sent && "asPath" in sent
        ? [[prefix, `${sent.asPath.join(" ")} via ${sent.nextHop ?? of.replace(/\.4$/, ".10")}`]]
        : [];
    }),
  );
}

/** An NVA with its neighbors, each on a cable of its own. */
class Relay {
  private readonly namespaces = new Map<string, string>();
  private readonly folders = new Map<string, string>();

  public constructor(
    private readonly net: Network,
    n: number,
    text: string,
  ) {
    const nva = net.namespace(`nva${n}`);
    for (const [at, address] of Object.keys(ASNS).entries()) {
      const peer = net.namespace(`peer${n}-${at}`);
      net.cable(peer, nva, `to${at}`);
      net.ip(peer, `addr add ${address}/24 dev eth0`);
      net.ip(nva, `addr add ${address.replace(/\.4$/, ".10")}/24 dev to${at}`);
      this.start(peer, address, `${n}-${at}`, peerConfig(address), [["bgpd", "-Z", "-n"]]);
    }
    this.start(nva, "nva", `${n}`, text, [["zebra"], ["staticd"], ["bgpd"]]);
  }

  private start(namespace: string, name: string, folder: string, text: string, daemons: readonly string[][]): void {
    this.namespaces.set(name, namespace);
    this.folders.set(name, this.net.startFrr(namespace, folder, text, daemons));
  }

  public async boot(): Promise<void> {
    for (const [name, folder] of this.folders) {
      await eventually(20, () => expect(this.vtysh(name, "-c", "show version")).toContain("FRRouting"));
      this.vtysh(name, "--config_dir", folder, "-b");
    }
  }

  public isUp(): boolean {
    const { peers } = this.json("nva", "show bgp ipv4 unicast summary") as {
      peers?: Record<string, { state: string }>;
    };
    return Object.keys(ASNS).every((address) => peers?.[address]?.state === "Established");
  }

  public heard(at: string): Record<string, string> {
    const own = at.replace(/\.4$/, ".10");
    const { receivedRoutes } = this.json(at, `show bgp ipv4 unicast neighbors ${own} received-routes`) as {
      receivedRoutes?: Record<string, { path: string; nextHop: string }>;
    };
    return Object.fromEntries(
      Object.entries(receivedRoutes ?? {})
        .filter(([prefix]) => prefix in SENT)
        .map(([prefix, { path, nextHop }]) => [prefix, `${path} via ${nextHop}`]),
    );
  }

  private json(name: string, command: string): unknown {
    return JSON.parse(this.vtysh(name, "-c", `${command} json`) || "{}");
  }

  private vtysh(name: string, ...options: string[]): string {
    return this.net.attempt(this.namespaces.get(name)!, "vtysh", "--vty_socket", this.folders.get(name)!, ...options)
      .stdout;
  }
}

function peerConfig(address: string): string {
  const own = address.replace(/\.4$/, ".10");
  const networks = address === SERVER ? Object.entries(SENT) : [];
  return [
    `router bgp ${ASNS[address]}`,
    ` bgp router-id ${address}`,
    " no bgp ebgp-requires-policy",
    " no bgp network import-check",
    ` neighbor ${own} remote-as 65002`,
    ` neighbor ${own} timers connect 1`,
    " address-family ipv4 unicast",
    `  neighbor ${own} allowas-in 10`,
    `  neighbor ${own} soft-reconfiguration inbound`,
    ...networks.map(([prefix], at) => `  network ${prefix} route-map m${at}`),
    "exit",
    ...networks.map(([, path], at) => `route-map m${at} permit 10\n${path && ` set as-path prepend ${path}\n`}exit`),
    "",
  ].join("\n");
}

describeWithTools(["bgpd", "vtysh", "ip", "namespaces"], "what a real FRR sends on of what it has learned", () => {
  const net = new Network();
  const names = Object.keys(CASES);
  let relays: readonly Relay[] = [];

  beforeAll(async () => {
    relays = names.map((name, n) => new Relay(net, n, config(CASES[name]!)));
    await Promise.all(relays.map((relay) => relay.boot()));
    await eventually(60, () => expect(relays.map((relay) => relay.isUp())).not.toContain(false));
  }, 240_000);

  afterAll(() => net.end());

  test.each(names.map((name, n) => [name, n] as const))("%s", async (name, n) => {
    const text = config(CASES[name]!);
    for (const neighbor of [OTHER_SERVER, OTHER_NVA])
      await eventually(15, () => expect(relays[n]!.heard(neighbor)).toEqual(predicted(text, neighbor)));
  });
});
