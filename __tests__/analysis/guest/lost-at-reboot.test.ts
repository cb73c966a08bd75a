import { readGuest } from "../../../lib/analysis/guest/read-guest";
import type { Guest } from "../../../lib/analysis/model/guest";
import { commands } from "./user-data";

const guestOf = (...lines: readonly string[]): Guest => readGuest(commands(...lines), "vm").guest!;
const config = (content: object): Guest => readGuest(`#cloud-config\n${JSON.stringify(content)}`, "vm").guest!;

const FORWARDING = "net.ipv4.ip_forward=1";
const KEPT_FORWARDING = `echo ${FORWARDING} > /etc/sysctl.d/9.conf; sysctl --system`;
const MASQUERADE = "iptables -t nat -A POSTROUTING -o eth0 -j MASQUERADE";
const NFT = "table ip nat { chain post { type nat hook postrouting priority 100; oifname eth0 masquerade; }; }\n";
const WRITE_NFT = `cat > /etc/nftables.conf <<'EOF'\n${NFT}EOF`;
const UNIT = (command: string): string =>
  `cat > /etc/systemd/system/nat.service <<'EOF'\n[Service]\nType=oneshot\nExecStart=${command}\n[Install]\nWantedBy=multi-user.target\nEOF`;
const SCRIPT = `printf '#!/bin/sh\\n${MASQUERADE}\\n' > /usr/local/sbin/nat`;

const lost = (...lines: readonly string[]) => guestOf(...lines).lostAtReboot ?? [];
const parts = (...lines: readonly string[]): string[] => lost(...lines).map(({ part }) => part);

describe("forwarding", () => {
  test.each([[[`sysctl -w ${FORWARDING}`]], [["echo 1 > /proc/sys/net/ipv4/ip_forward"]]])("is lost: %j", (lines) => {
    expect(parts(...lines)).toEqual(["forwards"]);
  });

  test.each([
    [[KEPT_FORWARDING]],
    [[`sysctl -w ${FORWARDING}`, "sed -i 's/^#net.ipv4.ip_forward/net.ipv4.ip_forward/' /etc/sysctl.conf"]],
    [[UNIT(`/sbin/sysctl -w ${FORWARDING}`), "systemctl enable --now nat"]],
    [[UNIT("/bin/sh -c 'echo 1 > /proc/sys/net/ipv4/ip_forward'"), "systemctl enable nat", "systemctl start nat"]],
  ])("is kept: %j", (lines) => {
    const guest = guestOf(...lines);
    expect(guest.forwards.value).toBe(true);
    expect(guest.lostAtReboot).toBeUndefined();
  });

  test("is lost where a unit is started but not enabled", () => {
    expect(parts(UNIT(`/sbin/sysctl -w ${FORWARDING}`), "systemctl start nat")).toEqual(["forwards"]);
  });

  test("is not there yet where a unit is enabled but not started", () => {
    expect(guestOf(UNIT(`/sbin/sysctl -w ${FORWARDING}`), "systemctl enable nat").forwards.value).toBe(false);
  });

  test("is kept by bootcmd, and by a script of each boot", () => {
    expect(config({ bootcmd: [`sysctl -w ${FORWARDING}`] }).lostAtReboot).toBeUndefined();
    const script = (folder: string) =>
      config({
        write_files: [{ path: `/var/lib/cloud/scripts/${folder}/a`, content: `#!/bin/sh\nsysctl -w ${FORWARDING}\n` }],
      }).lostAtReboot;
    expect(script("per-boot")).toBeUndefined();
    expect(script("per-once")).toHaveLength(1);
  });
});

describe("rules", () => {
  test.each([
    [[MASQUERADE]],
    [[SCRIPT, "sh /usr/local/sbin/nat"]],
    [["apt-get install -y iptables-persistent", MASQUERADE]],
    [["apt-get install -y iptables-persistent", "netfilter-persistent save", MASQUERADE]],
    [[MASQUERADE, "iptables-save > /etc/iptables/rules.v4"]],
    [
      [
        MASQUERADE,
        "echo iptables-persistent iptables-persistent/autosave_v4 boolean false | debconf-set-selections",
        "apt-get install -y iptables-persistent",
      ],
    ],
    [[MASQUERADE, "iptables-save > /etc/iptables.rules", "apt-get install -y netfilter-persistent"]],
    [[WRITE_NFT, "nft -f /etc/nftables.conf"]],
    [[WRITE_NFT, "systemctl start nftables"]],
    [[WRITE_NFT, "systemctl enable --now nftables", "systemctl disable nftables"]],
    [[`cat > /root/nat.nft <<'EOF'\n${NFT}EOF`, "nft -f /root/nat.nft", "systemctl enable --now nftables"]],
    [[UNIT("/usr/local/sbin/nat"), SCRIPT, "systemctl start nat"]],
  ])("are lost: %j", (lines) => {
    expect(parts(KEPT_FORWARDING, ...lines)).toEqual(["postrouting"]);
  });

  test.each([
    [[MASQUERADE, "apt-get install -y iptables-persistent"]],
    [[MASQUERADE, "netfilter-persistent save"]],
    [["apt-get install -y iptables-persistent", MASQUERADE, "iptables-save > /etc/iptables/rules.v4"]],
    [["apt-get install -y iptables-persistent", MASQUERADE, "iptables-save | tee /etc/iptables/rules.v4"]],
    [[MASQUERADE, "service iptables save", "systemctl enable iptables"]],
    [[WRITE_NFT, "nft -f /etc/nftables.conf", "systemctl enable nftables"]],
    [[WRITE_NFT, "systemctl enable --now nftables"]],
    [["nft add table ip nat", "nft list ruleset > /etc/nftables.conf", "systemctl enable nftables"]],
    [[UNIT("/usr/local/sbin/nat"), SCRIPT, "systemctl enable --now nat"]],
    [[MASQUERADE, "iptables-save > /etc/x", UNIT("/sbin/iptables-restore /etc/x"), "systemctl enable --now nat"]],
  ])("are kept: %j", (lines) => {
    const guest = guestOf(KEPT_FORWARDING, ...lines);
    expect(guest.lostAtReboot).toBeUndefined();
    expect(guest.unread).toEqual([]);
  });

  test("are not there yet where nftables is enabled but not started", () => {
    expect(guestOf(WRITE_NFT, "systemctl enable nftables").postrouting).toEqual([]);
  });

  test("are there after a reboot by the user data where they are kept", () => {
    expect(guestOf(WRITE_NFT, "systemctl enable nftables", "reboot").postrouting).toHaveLength(1);
    expect(guestOf(MASQUERADE, "reboot").postrouting).toEqual([]);
  });
});

test.each([
  [MASQUERADE, "DEBIAN_FRONTEND=noninteractive apt-get install -y iptables-persistent; netfilter-persistent save"],
  [`apt-get install -y iptables-persistent; ${MASQUERADE}`, "netfilter-persistent save"],
  [`${WRITE_NFT}\nnft -f /etc/nftables.conf`, "systemctl enable nftables"],
  [
    `cat > /root/a <<'EOF'\n${NFT}EOF\nnft -f /root/a`,
    "nft list ruleset > /etc/nftables.conf; systemctl enable nftables",
  ],
  [`sysctl -w ${FORWARDING}`, "echo net.ipv4.ip_forward=1 > /etc/sysctl.d/99-forwarding.conf"],
])("the fix keeps what is lost: %j", (lines, fix) => {
  expect(lost(lines)).toMatchObject([{ fix }]);
  expect(lost(lines, fix)).toEqual([]);
});

test("FRR's running configuration is lost unless it is written", () => {
  const frr = "vtysh -c 'conf t' -c 'router bgp 65001' -c 'network 10.9.0.0/16'";
  expect(lost(frr)).toMatchObject([{ part: "bgp", fix: "vtysh -c 'write memory'" }]);
  expect(lost(frr, "vtysh -c 'write memory'")).toEqual([]);
  expect(lost(`${frr} -c end -c wr`)).toEqual([]);
});

test("nothing is said where a script that may run at boot may restore it", () => {
  const rc = `printf '#!/bin/sh\\n${MASQUERADE}\\n' > /etc/rc.local; chmod +x /etc/rc.local`;
  expect(parts(KEPT_FORWARDING, MASQUERADE, rc)).toEqual([]);
});
