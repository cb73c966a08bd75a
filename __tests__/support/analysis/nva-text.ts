/** What of an NVA's user data a situation chooses. */
export interface NvaText {
  /** @default 65001 */
  readonly asn?: number;
  /** Its own address, whose traffic needs no translation. */
  readonly address: string;
  /** Id of the azurerm_route_server that it peers with, or the addresses as literals. */
  readonly neighbors: string | readonly string[];
  /** Without any of the next three the default route comes from `default-originate`, which bypasses outbound policies, else from
   * `network`. @default ["0.0.0.0/0"] */
  readonly announces?: readonly string[];
  /** AS numbers put before the path of all that is announced. */
  readonly prepend?: readonly number[];
  /** set community. */
  readonly communities?: readonly string[];
  /** @default true */
  readonly multihop?: boolean;
  /** net.ipv4.ip_forward. @default true */
  readonly forwards?: boolean;
  /** @default true */
  readonly translates?: boolean;
  /** Saves its rules for the next boot. @default true */
  readonly saves?: boolean;
  /** Further lines of runcmd. */
  readonly commands?: readonly string[];
}

/** The Route Server's two addresses as expressions of Terraform. */
const routeServerAddresses = (id: string): string[] =>
  [0, 1].map((at) => `\${element(sort(tolist(azurerm_route_server.${id}.virtual_router_ips)), ${at})}`);

/**
 * FRR's configuration in the article's form: two AS path filters, one static route, the default from
 * `default-originate`.
 */
function frrConf(text: NvaText): string {
  const {
    asn = 65001,
    address,
    neighbors,
    announces = ["0.0.0.0/0"],
    prepend = [],
    communities = [],
    multihop = true,
  } = text;
  const addresses = typeof neighbors === "string" ? routeServerAddresses(neighbors) : neighbors;
  const originates = text.announces === undefined && prepend.length + communities.length === 0;
  const each = (line: string): string[] => addresses.map((neighbor) => ` neighbor ${neighbor} ${line}`);
  return [
    "frr version 8.5.1",
    "frr defaults traditional",
    "no ipv6 forwarding",
    "service integrated-vtysh-config",
    "!",
    "ip route 10.100.210.0/24 10.100.0.1",
    "!",
    `router bgp ${asn}`,
    ` bgp router-id ${address}`,
    ...(originates ? [] : [" no bgp network import-check"]),
    ...each("remote-as 65515"),
    ...(multihop ? each("ebgp-multihop 255") : []),
    " !",
    " address-family ipv4 unicast",
    ...(originates ? each("default-originate") : announces.map((prefix) => `  network ${prefix}`)),
    ...each("soft-reconfiguration inbound"),
    ...each("route-map rmap-bogon-asns in"),
    ...each("route-map rmap-azure-asns out"),
    " exit-address-family",
    "exit",
    "!",
    "bgp as-path access-list azure-asns seq 5 permit _65515_",
    "bgp as-path access-list bogon-asns seq 5 permit _0_",
    "bgp as-path access-list bogon-asns seq 10 permit _23456_",
    "bgp as-path access-list bogon-asns seq 15 permit _1310[0-6][0-9]_|_13107[0-1]_",
    "bgp as-path access-list bogon-asns seq 20 deny _65515_",
    "bgp as-path access-list bogon-asns seq 25 permit ^65",
    "!",
    "route-map rmap-bogon-asns deny 5",
    " match as-path bogon-asns",
    "exit",
    "route-map rmap-bogon-asns permit 10",
    "exit",
    "route-map rmap-azure-asns deny 5",
    " match as-path azure-asns",
    "exit",
    "route-map rmap-azure-asns permit 10",
    ...(prepend.length > 0 ? [` set as-path prepend ${prepend.join(" ")}`] : []),
    ...(communities.length > 0 ? [` set community ${communities.join(" ")}`] : []),
    "exit",
  ].join("\n");
}

/** The article's cloud-config: FRR, sysctl, iptables. */
export function nvaText(text: NvaText): string {
  const { address, forwards = true, translates = true, saves = true, commands = [] } = text;
  const nat = [
    ...["168.63.129.16/32", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].map(
      (prefix) => `iptables -t nat -A POSTROUTING -d ${prefix} -j ACCEPT`,
    ),
    `iptables -t nat -A POSTROUTING ! -s ${address} -o eth0 -j MASQUERADE`,
  ];
  const indented = frrConf(text)
    .split("\n")
    .map((line) => `      ${line}`);
  return `${[
    "#cloud-config",
    "packages:",
    "  - frr",
    "write_files:",
    "  - path: /etc/sysctl.d/60-nva.conf",
    "    content: |",
    `      net.ipv4.ip_forward = ${forwards ? 1 : 0}`,
    "  - path: /etc/frr/frr.conf",
    "    content: |",
    ...indented,
    "runcmd:",
    "  - sysctl --system",
    ...[...(translates ? nat : []), ...commands, ...(saves ? ["netfilter-persistent save"] : [])].map(
      (command) => `  - ${command}`,
    ),
    "  - sed -i 's/^bgpd=no/bgpd=yes/' /etc/frr/daemons",
    "  - systemctl restart frr",
  ].join("\n")}\n`;
}
