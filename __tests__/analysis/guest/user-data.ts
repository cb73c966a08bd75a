import { nvaUserData, type NvaUserDataOptions } from "../../../lib/nva/user-data";
import { symbol } from "../../../lib/analysis/unknown/value";

/** The Route Server's addresses, as they stand in user data before the apply. */
export const ROUTE_SERVER = [
  symbol("element(sort(tolist(azurerm_route_server.rs.virtual_router_ips)), 0)"),
  symbol("element(sort(tolist(azurerm_route_server.rs.virtual_router_ips)), 1)"),
] as const;

/** What the library makes for an NVA. */
export function ownUserData(options: Partial<NvaUserDataOptions> = {}): string {
  return nvaUserData({
    hostname: "vm-nva100",
    asn: 65001,
    privateIpAddress: "10.100.0.10",
    subnetGateway: "10.100.0.1",
    routeServerSubnet: "10.100.210.0/24",
    routeServerIps: ROUTE_SERVER,
    ...options,
  });
}

/** frr.conf as the article of 2023 has it. */
const ARTICLE_FRR = `frr version 8.5.1
frr defaults traditional
hostname vm-nva100
log syslog informational
no ipv6 forwarding
service integrated-vtysh-config
!
ip route 10.100.210.0/24 10.100.0.1
!
router bgp 65001
 neighbor 10.100.210.4 remote-as 65515
 neighbor 10.100.210.4 ebgp-multihop 255
 neighbor 10.100.210.5 remote-as 65515
 neighbor 10.100.210.5 ebgp-multihop 255
 !
 address-family ipv4 unicast
  neighbor 10.100.210.4 default-originate
  neighbor 10.100.210.4 soft-reconfiguration inbound
  neighbor 10.100.210.4 route-map rmap-bogon-asns in
  neighbor 10.100.210.4 route-map rmap-azure-asns out
  neighbor 10.100.210.5 default-originate
  neighbor 10.100.210.5 soft-reconfiguration inbound
  neighbor 10.100.210.5 route-map rmap-bogon-asns in
  neighbor 10.100.210.5 route-map rmap-azure-asns out
 exit-address-family
exit
!
bgp as-path access-list azure-asns seq 5 permit _65515_
bgp as-path access-list bogon-asns seq 5 permit _0_
bgp as-path access-list bogon-asns seq 10 permit _23456_
bgp as-path access-list bogon-asns seq 15 permit _1310[0-6][0-9]_|_13107[0-1]_
bgp as-path access-list bogon-asns seq 20 deny _65515_
bgp as-path access-list bogon-asns seq 25 permit ^65
!
route-map rmap-bogon-asns deny 5
 match as-path bogon-asns
exit
!
route-map rmap-bogon-asns permit 10
exit
!
route-map rmap-azure-asns deny 5
 match as-path azure-asns
exit
!
route-map rmap-azure-asns permit 10
exit
!
end
`;

const indented = (text: string, by: string) => text.replace(/^(?=.)/gm, by);

/** User data in the article's way: sysctl by sed, FRR from its own repository, iptables at run time, then saved. */
export const ARTICLE = `#cloud-config
packages_update: true
packages_upgrade: true
write_files:
  - path: /tmp/frr.conf
    content: |
${indented(ARTICLE_FRR, "      ")}runcmd:
  - sed -i -e 's/#net.ipv4.ip_forward=1/net.ipv4.ip_forward=1/' /etc/sysctl.conf
  - sysctl -p
  - curl -s https://deb.frrouting.org/frr/keys.asc | apt-key add -
  - curl -s https://deb.frrouting.org/frr/keys.gpg | sudo tee /usr/share/keyrings/frrouting.gpg > /dev/null
  - echo deb '[signed-by=/usr/share/keyrings/frrouting.gpg]' https://deb.frrouting.org/frr $(lsb_release -s -c) frr-stable | tee -a /etc/apt/sources.list.d/frr.list
  - apt-get update && apt-get install -y frr frr-pythontools
  - sed -i 's/bgpd=no/bgpd=yes/' /etc/frr/daemons
  - cp /tmp/frr.conf /etc/frr/frr.conf
  - chown frr:frr /etc/frr/frr.conf
  - systemctl restart frr
  - iptables -t nat -A POSTROUTING -d 168.63.129.16/32 -j ACCEPT
  - iptables -t nat -A POSTROUTING -d 10.0.0.0/8 -j ACCEPT
  - iptables -t nat -A POSTROUTING -d 172.16.0.0/12 -j ACCEPT
  - iptables -t nat -A POSTROUTING -d 192.168.0.0/16 -j ACCEPT
  - iptables -t nat -A POSTROUTING -o eth0 ! -s 10.100.0.10/32 -j MASQUERADE
  - echo iptables-persistent iptables-persistent/autosave_v4 boolean true | debconf-set-selections
  - DEBIAN_FRONTEND=noninteractive apt-get install -y iptables-persistent
  - netfilter-persistent save
`;

/** A #cloud-config of commands only. */
export const commands = (...lines: readonly string[]): string => `#cloud-config\n${JSON.stringify({ runcmd: lines })}`;

/** A machine that runs this frr.conf. @param more of its #cloud-config */
export const withFrr = (text: string, more: object = {}): string =>
  `#cloud-config\n${JSON.stringify({
    ...more,
    write_files: [
      { path: "/etc/frr/frr.conf", content: text },
      { path: "/etc/frr/daemons", content: "bgpd=yes\n" },
      ...("write_files" in more ? (more.write_files as object[]) : []),
    ],
  })}`;
