import { readGuest } from "../../../../lib/analysis/guest/read-guest";
import { announced } from "../results";
import { commands } from "../user-data";

const guestOf = (...lines: readonly string[]) => readGuest(commands(...lines), "vm").guest!;
const affected = (...lines: readonly string[]) => [...new Set(guestOf(...lines).unread.map(({ affects }) => affects))];
const written = (files: Readonly<Record<string, string>>, ...runcmd: readonly string[]) =>
  readGuest(
    `#cloud-config\n${JSON.stringify({
      packages: ["frr"],
      write_files: Object.entries(files).map(([path, content]) => ({ path, content })),
      runcmd,
    })}`,
    "vm",
  ).guest!;

const ALL = ["forwards", "forward", "postrouting", "bgp"];
const FORWARD = "sysctl -w net.ipv4.ip_forward=1";

describe("an unknown program may change everything", () => {
  test.each(["setup-router", "vendor-agent --install", "$TOOL start", "systemctl enable --now vendor-agent"])(
    "%s",
    (line) => {
      expect(affected(line)).toEqual(ALL);
    },
  );

  test.each([
    "exec > >(tee /var/log/user-data.log | logger -t user-data) 2>&1",
    "/etc/init.d/ssh restart",
    "systemctl enable --now ssh cron",
    "command -v jq || apt-get install -y jq",
    '[ -n "$(which nginx)" ] && nginx -t',
    "env DEBIAN_FRONTEND=noninteractive apt-get -o Dpkg::Options::=--force-confold -y upgrade",
    "sudo -u op -H git clone https://x /home/op/x",
    "source /etc/lsb-release",
  ])("%s is known to change nothing", (line) => {
    expect(affected(line)).toEqual([]);
  });

  test.each<[string, string[]]>([
    ["tar -xzf /root/x.tgz -C /", ALL],
    ["rsync -a /mnt/etc/ /etc/", ALL],
    ["git clone https://x /etc/frr", ["bgp"]],
    ["sort /root/x -o /etc/frr/frr.conf", ["bgp"]],
    ["netplan apply", ["forward"]],
    ["echo '@reboot root iptables -F' | crontab -", ALL],
  ])("%s", (line, parts) => {
    expect(affected(line)).toEqual(parts);
  });
});

describe("a script that runs once", () => {
  test("goes on at the first boot, where its own mark is not there", () => {
    const guest = guestOf("[ -e /var/lib/done ] && exit 0", FORWARD, "touch /var/lib/done");
    expect([guest.forwards.value, guest.unread]).toEqual([true, []]);
  });

  test("may end where somebody else makes the mark", () => {
    expect(affected("[ -e /var/lib/done ] && exit 0", FORWARD)).toEqual(["forwards"]);
  });
});

describe("units of the user data's own", () => {
  const unit = (...lines: readonly string[]) => `[Service]\n${lines.join("\n")}\n`;

  test("run what they need, and what their drop-ins add", () => {
    const guest = written(
      {
        "/etc/systemd/system/a.service": `[Unit]\nRequires=b.service\n${unit("ExecStart=/bin/true")}`,
        "/etc/systemd/system/b.service": unit(`ExecStart=/sbin/${FORWARD}`),
        "/etc/systemd/system/a.service.d/more.conf": unit("ExecStartPost=-/usr/sbin/iptables -P FORWARD DROP"),
      },
      "systemctl start a",
    );
    expect([guest.forwards.value, guest.forward.map(({ policy }) => policy)]).toEqual([true, ["drop"]]);
  });

  test("do nothing until they are started", () => {
    const files = { "/etc/systemd/system/a.service": unit("ExecStart=/sbin/sysctl -w net.ipv4.ip_forward=1") };
    expect(written(files, "systemctl daemon-reload", "systemctl try-restart a").forwards.value).toBe(false);
  });

  test("run by a timer", () => {
    const files = {
      "/etc/systemd/system/a.timer": "[Timer]\nOnBootSec=1\n",
      "/etc/systemd/system/a.service": unit("ExecStart=/opt/vendor/run"),
    };
    expect(written(files, "systemctl enable --now a.timer").unread).toHaveLength(4);
  });
});

describe("scripts that run at other times", () => {
  test.each<[string, string]>([
    ["/etc/cron.d/x", "MAILTO=root\n*/5 * * * * root iptables -P FORWARD DROP\n"],
    ["/etc/cron.d/y", "@reboot root iptables -P FORWARD DROP\n"],
    ["/etc/cron.hourly/x", "#!/bin/sh\niptables -P FORWARD DROP\n"],
    ["/etc/rc.local", "#!/bin/sh\niptables -P FORWARD DROP\nexit 0\n"],
    ["/etc/networkd-dispatcher/routable.d/x", "#!/bin/sh\niptables -P FORWARD DROP\n"],
  ])("%s may change what it says", (path, text) => {
    expect(written({ [path]: text }).unread.map(({ affects }) => affects)).toEqual(["forward"]);
  });
});

describe("a health check", () => {
  const frr = `ip prefix-list d permit 0.0.0.0/0
route-map marker permit 10
 match metric 50
router bgp 65001
 neighbor 10.100.210.4 remote-as 65515
 address-family ipv4 unicast
  redistribute kernel route-map marker
`;
  const add = "ip route replace default via 10.100.0.1 dev eth0 metric 50";
  const remove = "ip route del default metric 50";
  const originates = (script: string) => {
    const files = {
      "/etc/frr/frr.conf": frr,
      "/etc/frr/daemons": "bgpd=yes\n",
      "/usr/local/bin/watch-egress": `#!/bin/sh\n${script}\n`,
    };
    const { bgp, unread } = written(files, "watch-egress &");
    expect(unread).toEqual([]);
    return bgp!.originates.map((one) => [announced(one), one.healthCheck?.program]);
  };
  const loop = (body: string) => `while sleep 1; do\n${body}\ndone`;

  test("announces while a route is there that its program adds and deletes again", () => {
    expect(originates(loop(`if ping -c1 1.1.1.1; then ${add}; else ${remove}; fi`))).toEqual([
      ["while healthy", "watch-egress"],
    ]);
  });

  test.each<[string, string, [string, undefined][]]>([
    ["a route that is only added, perhaps", loop(`ping -c1 1.1.1.1 && ${add}`), [["unknown", undefined]]],
    ["a route that is chosen once", `if ping -c1 1.1.1.1; then ${add}; else ${remove}; fi`, [["unknown", undefined]]],
    ["a route that is there for certain", add, [["always", undefined]]],
    ["a route that is deleted again for certain", `${add}\n${remove}`, []],
    ["another route", loop(`if ping -c1 1.1.1.1; then ${add}; else ${remove}; fi`).replaceAll("50", "60"), []],
  ])("%s is not a health check", (_, script, expected) => {
    expect(originates(script)).toEqual(expected);
  });

  test("a deletion without a metric may be of the default by DHCP", () => {
    expect(affected(loop("ip route del default"))).toEqual(["forward"]);
    expect(affected(loop("ip route del default metric 100"))).toEqual(["forward"]);
    expect(affected(loop("ip route del default proto dhcp"))).toEqual(["forward"]);
    expect(affected(loop("ip route del default proto 200"))).toEqual([]);
  });
});
