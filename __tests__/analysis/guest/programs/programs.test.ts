import { readGuest } from "../../../../lib/analysis/guest/read-guest";
import { commands, withFrr } from "../user-data";
import { forwarded } from "../results";

const guestOf = (...lines: readonly string[]) => readGuest(commands(...lines), "vm").guest!;
const packet = { source: "10.0.0.4", destination: "8.8.8.8", protocol: "tcp", port: 443, state: "new" } as const;
const config = (content: object) => readGuest(`#cloud-config\n${JSON.stringify(content)}`, "vm").guest!;
const FORWARD = "net.ipv4.ip_forward=1";

describe("forwarding, however it is set", () => {
  test.each([
    ["sysctl without -w", [`sysctl ${FORWARD}`]],
    ["sysctl through sudo with options", [`sudo -E sysctl -q -w ${FORWARD}`]],
    ["by its path", [`/sbin/sysctl -w ${FORWARD}`]],
    ["through env, nice and timeout", [`env A=b nice -n 5 timeout 10 sysctl -w ${FORWARD}`]],
    ["through bash -c", ["bash -c 'echo 1 > /proc/sys/net/ipv4/ip_forward'"]],
    ["through sudo sh -c", [`sudo sh -c "echo ${FORWARD} >> /etc/sysctl.conf && sysctl -p"`]],
    ["through su -c", [`su - root -c "sysctl -w ${FORWARD}"`]],
    ["in a substitution", [`RESULT=$(sysctl -w ${FORWARD})`]],
    ["in backquotes", [`echo \`sysctl -w ${FORWARD}\``]],
    ["in a shell's text on stdin", [`bash <<'EOF'\nsysctl -w ${FORWARD}\nEOF`]],
    ["in a text that is piped into a shell", [`echo "sysctl -w ${FORWARD}" | sh`]],
    ["in a function", [`setup() {\n  sysctl -w ${FORWARD}\n}\nsetup`]],
    ["in a loop over words", [`for key in ip_forward ip_dynaddr; do sysctl -w net.ipv4.$key=1; done`]],
    ["a file, loaded by its name", [`echo ${FORWARD} > /root/fwd.conf`, "sysctl -p /root/fwd.conf"]],
    [
      "a file, loaded by its name joined to the option",
      [`echo ${FORWARD} > /root/fwd.conf`, "sysctl -p/root/fwd.conf"],
    ],
    ["a file, loaded by --load=", [`echo ${FORWARD} > /root/fwd.conf`, "sysctl --load=/root/fwd.conf"]],
    ["files, loaded by a pattern", [`echo ${FORWARD} > /etc/sysctl.d/9-fwd.conf`, "sysctl -p /etc/sysctl.d/*.conf"]],
    ["a file, loaded by its service", [`echo ${FORWARD} > /etc/sysctl.d/9.conf`, "systemctl restart systemd-sysctl"]],
    ["a file, loaded by the old service", [`echo ${FORWARD} > /etc/sysctl.d/9.conf`, "service procps reload"]],
    ["printf", [`printf '%s = %s\\n' net.ipv4.ip_forward 1 > /etc/sysctl.d/9.conf`, "sysctl --system"]],
    ["printf of a whole text", [`printf 'net.ipv4.ip_forward=1\\n' >> /etc/sysctl.conf`, "sysctl -p"]],
    ["echo -e", [`echo -e 'net.core.x=1\\n${FORWARD}' >> /etc/sysctl.conf`, "sysctl -p"]],
    ["tee -a from a pipe", [`echo ${FORWARD} | sudo tee -a /etc/sysctl.conf`, "sysctl -p"]],
    ["tee from a pipe of sudo's", [`sudo echo ${FORWARD} | tee /etc/sysctl.d/9.conf`, "sysctl --system"]],
    ["tee from a here-document", [`sudo tee /etc/sysctl.d/9.conf > /dev/null <<EOF\n${FORWARD}\nEOF\nsysctl --system`]],
    ["a here-document with tabs", [`cat <<-EOF > /etc/sysctl.d/9.conf\n\t${FORWARD}\n\tEOF\nsysctl --system`]],
    [
      "a here-document with a variable",
      ["ON=1", `cat > /etc/sysctl.d/9.conf <<EOF\nnet.ipv4.ip_forward = \${ON}\nEOF\nsysctl --system`],
    ],
    ["a here-document through a pipe", [`cat <<EOF | tee /etc/sysctl.d/9.conf\n${FORWARD}\nEOF\nsysctl --system`]],
    ["a here-string", [`cat <<< '${FORWARD}' > /etc/sysctl.d/9.conf`, "sysctl --system"]],
    ["sed on a line", ["sed -i '/ip_forward/s/^#//' /etc/sysctl.conf", "sysctl -p"]],
    [
      "sed with another separator",
      ["sed -i 's|#net.ipv4.ip_forward|net.ipv4.ip_forward|g' /etc/sysctl.conf", "sysctl -p"],
    ],
    ["sed with a backup", ["sed -i.bak 's/^#net/net/' /etc/sysctl.conf", "sysctl -p"]],
    ["sed with --expression=", ["sed --in-place --expression='s/^#net/net/' /etc/sysctl.conf", "sysctl -p"]],
    ["sed -r with groups", ["sed -r -i 's/^#(.*ip_forward)=(.)/\\1 = \\2/' /etc/sysctl.conf", "sysctl -p"]],
    [
      "sed with basic groups and &",
      ["sed -i -e 's/^#//' -e 's/\\(ip_forward\\).*/\\1=1/' -e 's/net.*/& /' /etc/sysctl.conf", "sysctl -p"],
    ],
    [
      "sed that takes lines away and adds one",
      [
        `echo x > /etc/sysctl.d/9.conf; sed -i '/^x/a ${FORWARD}' /etc/sysctl.d/9.conf; sed -i '/^x/d' /etc/sysctl.d/9.conf`,
        "sysctl --system",
      ],
    ],
    ["sed into another file", ["sed 's/^#net/net/' /etc/sysctl.conf > /etc/sysctl.d/9.conf", "sysctl --system"]],
    ["a copy", [`echo ${FORWARD} > /tmp/fwd.conf`, "cp /tmp/fwd.conf /etc/sysctl.d/", "sysctl --system"]],
    [
      "a copy into a folder without its slash",
      [`echo ${FORWARD} > /tmp/fwd.conf`, "cp /tmp/fwd.conf /etc/sysctl.d", "sysctl --system"],
    ],
    [
      "copies of several",
      [`echo ${FORWARD} > /tmp/a.conf`, "echo x > /tmp/b.conf", "cp /tmp/*.conf /etc/sysctl.d/", "sysctl --system"],
    ],
    [
      "install",
      [`echo ${FORWARD} > /tmp/fwd.conf`, "install -m 0644 /tmp/fwd.conf /etc/sysctl.d/9.conf", "sysctl --system"],
    ],
    ["a link", [`echo ${FORWARD} > /opt/fwd.conf`, "ln -s /opt/fwd.conf /etc/sysctl.d/9.conf", "sysctl --system"]],
    ["a move", [`echo ${FORWARD} > /tmp/fwd.conf`, "mv /tmp/fwd.conf /etc/sysctl.d/9.conf", "sysctl --system"]],
    [
      "a script of one's own by its path",
      [`printf '#!/bin/sh\\nsysctl -w ${FORWARD}\\n' > /opt/go.sh`, "chmod +x /opt/go.sh", "/opt/go.sh"],
    ],
    [
      "a script of one's own by its name",
      [`printf '#!/bin/sh\\nsysctl -w ${FORWARD}\\n' > /usr/local/bin/go-forward`, "go-forward"],
    ],
    [
      "a unit of one's own",
      [
        `printf '[Service]\\nType=oneshot\\nExecStart=-/sbin/sysctl -w ${FORWARD}\\n' > /etc/systemd/system/fwd.service`,
        "systemctl daemon-reload",
        "systemctl enable --now fwd",
      ],
    ],
  ])("%s", (_, lines) => {
    const guest = guestOf(...lines);
    expect(guest.unread).toEqual([]);
    expect(guest.forwards.value).toBe(true);
  });

  test.each([
    [
      "a file that is moved away",
      [`echo ${FORWARD} > /etc/sysctl.d/9.conf`, "mv /etc/sysctl.d/9.conf /root/9.conf", "sysctl --system"],
    ],
    [
      "a file that is removed",
      [`echo ${FORWARD} > /etc/sysctl.d/9.conf`, "rm -f /etc/sysctl.d/9.conf", "sysctl --system"],
    ],
    [
      "files that are removed by a pattern",
      [`echo ${FORWARD} > /etc/sysctl.d/9.conf`, "rm -f /etc/sysctl.d/*.conf", "sysctl --system"],
    ],
    ["a folder that is removed", [`echo ${FORWARD} > /etc/sysctl.d/9.conf`, "rm -rf /etc/sysctl.d", "sysctl --system"]],
    ["a backup beside it", ["cp /etc/sysctl.conf /etc/sysctl.conf.bak"]],
    ["a question", ["sysctl net.ipv4.ip_forward"]],
  ])("not by %s", (_, lines) => {
    const guest = guestOf(...lines);
    expect(guest.unread).toEqual([]);
    expect(guest.forwards.value).toBe(false);
  });
});

const ALL = ["bgp", "forward", "forwards", "postrouting"];
const FILTER = ["forward", "postrouting"];

describe("what may change the machine is never passed over", () => {
  test.each<[string, string[]]>([
    // A value or a file that only the machine knows.
    ["sysctl -w net.ipv4.ip_forward=$ON", ["forwards"]],
    ["sysctl -p /root/missing.conf", ["forwards"]],
    ["sysctl -w net.ipv4.conf.eth0.forwarding=0", ["forwards"]],
    ["echo 0 > /proc/sys/net/ipv4/conf/eth0/forwarding", ["forwards"]],
    ["envsubst < /root/t > /etc/frr/frr.conf", ["bgp"]],
    ["awk 1 /root/t >> /etc/sysctl.conf", ["forwards"]],
    ["base64 -d > /etc/nftables.conf <<'EOF'\nZmx1c2g=\nEOF", FILTER],
    ["cat /root/missing > /etc/frr/frr.conf", ["bgp"]],
    ["{ echo a; echo b; } > /etc/frr/frr.conf", ["bgp"]],
    ["hostname | tee /etc/frr/frr.conf", ["bgp"]],
    ["cp /root/missing /etc/frr", ["bgp"]],
    ["mv /root/missing /etc/iptables/rules.v4", FILTER],
    ["dd if=/root/x of=/etc/frr/frr.conf", ["bgp"]],
    ["rsync -a /mnt/frr.conf /etc/frr/frr.conf", ["bgp"]],
    ["sed -i '1,3d' /etc/sysctl.conf", ["forwards"]],
    ["sed -i -es/a/b/ /etc/sysctl.conf", ["forwards"]],
    ["sed -i 's/(/x/' -E /etc/sysctl.conf", ["forwards"]],
    ["sed 's/a/b/' /root/t > /etc/frr/frr.conf", ["bgp"]],
    ["vtysh -f /root/missing", ["bgp"]],
    ["vtysh < /root/missing", ["bgp"]],
    ["wget -O /etc/nftables.conf https://x", FILTER],
    ["curl --output /etc/sysctl.d/1.conf https://x", ["forwards"]],
    ["curl https://x > /etc/sysctl.d/1.conf", ["forwards"]],
    // Programs in cases that the machine decides.
    ["if ping -c1 8.8.8.8; then vtysh -c 'conf t' -c 'router bgp 65001'; fi", ["bgp"]],
    ["grep -q x /etc/hosts && nft flush ruleset", FILTER],
    ["[ -f /x ] || iptables -t nat -A POSTROUTING -j MASQUERADE", ["postrouting"]],
    ["case $X in\n a) sed -i s/no/yes/ /etc/frr/daemons ;;\nesac", ["bgp"]],
    ["while read n; do iptables -A FORWARD -s $n -j DROP; done < /root/list", ["forward"]],
    ["for f in /root/*.sh; do bash $f; done", ALL],
    ["[ -f /x ] && echo net.ipv4.ip_forward=0 > /etc/sysctl.conf", ["forwards"]],
    ["[ -f /x ] && rm /etc/frr/frr.conf", ["bgp"]],
    ["[ -f /x ] && systemctl stop frr", ["bgp"]],
    ["[ -f /x ] && service nftables restart", FILTER],
    ["[ -f /x ] && ip rule add from 10.0.0.0/8 table 7", ["forward"]],
    ["[ -f /x ] && curl -o /etc/frr/frr.conf https://x", ["bgp"]],
    ["[ -f /x ] && iptables-restore /root/r", FILTER],
    ["[ -f /x ] && su -c /root/x", ALL],
    ["echo 'sysctl --system' > /opt/x.sh; if [ -f /x ]; then /opt/x.sh; fi", ["forwards"]],
    ["echo 'unknown-program' > /opt/x.sh; if [ -f /x ]; then /opt/x.sh; fi", ALL],
    ["if [ -f /x ]; then sysctl -w net.ipv4.ip_forward=1; fi", ["forwards"]],
    ["echo 'add table ip t' > /x.nft; if [ -f /x ]; then nft -f /x.nft; nft flush ruleset; fi", FILTER],
    // Programs that start others.
    ["echo 10.0.0.4 | xargs -n1 iptables -A FORWARD -j DROP -s", ["forward"]],
    ["systemd-run --on-active=60 sysctl -w net.ipv4.ip_forward=0", ["forwards"]],
    ["flock /run/lock /usr/sbin/nft flush ruleset", FILTER],
    ["echo true > /opt/x.sh; flock /run/lock /opt/x.sh", ALL],
    ["su nobody", ALL],
    // Programs that are not read.
    ["python3 /root/x.py", ALL],
    ["printf '#!/usr/bin/python3\\nimport pyroute2\\n' > /opt/x; /opt/x", ALL],
    ["echo /opt/a.sh > /opt/a.sh; /opt/a.sh", ALL],
    ["/opt/vendor/install --all", ALL],
    ["./setup.sh", ALL],
    ["bash /root/missing.sh", ALL],
    ["curl -s https://x | sudo bash", ALL],
    ["docker run -d router", ALL],
    ["docker compose up -d", ALL],
    ["docker-compose up -d", ALL],
    ["snap install docker", ALL],
    ["apt-get install -y docker.io", ["forward"]],
    ["shutdown -h now", ALL],
    ["firewall-cmd --add-masquerade", FILTER],
    ["ufw route deny from 10.0.0.0/8; ufw --force enable", FILTER],
    ["systemctl start firewalld", FILTER],
    ["systemctl stop nftables", FILTER],
    ["ipset create bad hash:ip", FILTER],
    ["bird -c /root/bird.conf", ["bgp"]],
    ["wg-quick up wg0", ["forward"]],
    ["systemctl enable --now wg-quick@wg0", ["forward"]],
    ["tc qdisc add dev eth0 root netem loss 10%", ["forward"]],
    // The kernel's tables.
    ["ip route add blackhole 8.8.8.0/24", ["forward"]],
    ["ip route add 8.8.8.0/24 dev tun0", ["forward"]],
    ["ip route del default", ["forward"]],
    ["ip link set eth0 down", ["forward"]],
    ["ip link add t type macvlan", ["forward"]],
    ["ip link add t type gre", []],
    ["ip netns exec x true", ["forward"]],
    ["ip netns exec x nft flush ruleset", FILTER],
    ["ip netns add x; ip netns attach x 1; ip netns exec x sysctl -w net.ipv4.ip_forward=1", ["forward", "forwards"]],
    ["ip -batch /root/routes", ["forward"]],
    ["ip link set eth0 netns 7", ["forward"]],
    ["ip link set eth0 master br0", ["forward"]],
    ["ip link del eth0", ["forward"]],
    ["ip rule del priority 32766", ["forward"]],
    ["ip rule flush", ["forward"]],
    ["ip route flush table all", ["forward"]],
    ['ip route add blackhole 10.0.0.0/8 table "$(cat /x)"', ["forward"]],
    ["nsenter -t $(pidof x) -n nft flush ruleset", FILTER],
    ["nsenter --net=/run/netns/x sysctl -w net.ipv4.ip_forward=0", ["forwards"]],
  ])("%s", (line, bears) => {
    const guest = guestOf(line);
    const open = typeof guest.forwards.value === "boolean" ? [] : ["forwards"];
    expect([...new Set([...guest.unread.map(({ affects }) => affects), ...open])].sort()).toEqual(bears);
  });
});

describe("what changes nothing is passed over", () => {
  test.each([
    "ip route show default",
    "ip addr add 10.0.0.9/24 dev eth0",
    "ip link set eth0 mtu 1400",
    "ip route add 10.0.0.0/8 via 10.100.0.1 dev eth0",
    "GW=$(ip route show default | awk '{print $3}')",
    "ls -l /etc/frr/frr.conf && chown frr:frr /etc/frr/frr.conf; chmod 640 /etc/frr/frr.conf",
    "grep -q bgpd /etc/frr/daemons",
    "cp /etc/frr/frr.conf /etc/frr/frr.conf.orig",
    "update-alternatives --set iptables /usr/sbin/iptables-legacy",
    "docker pull router",
    "ufw status",
    "python3 --version",
    "vtysh -c 'show ip bgp'",
    "vtysh -b",
    "[ -f /x ] && vtysh -c 'show version'",
    "[ -f /x ] && systemctl status frr",
    "[ -f /x ] && reboot",
    "[ -f /x ] && apt-get update",
    "iptables-save > /etc/iptables/rules.v4",
    "iptables-save | sudo tee /etc/iptables/rules.v4",
    ". /etc/os-release",
    "echo packages | xargs apt-get install -y",
    "sudo -u op ls",
    "nft -c -f /etc/x.nft",
    "timeout 60 sh -c 'until ping -c1 8.8.8.8; do sleep 1; done'",
    "while ! nc -z 10.100.0.4 179; do sleep 1; done",
  ])("%s", (line) => {
    const guest = guestOf(line);
    expect(guest.unread).toEqual([]);
    expect([guest.forward, guest.postrouting]).toEqual([[], []]);
  });
});

describe("services", () => {
  const rules = "*filter\n:FORWARD DROP [0:0]\nCOMMIT\n";
  const table = (policy: string) =>
    `flush ruleset\ntable ip f { chain c { type filter hook forward priority 0; policy ${policy}; }; }\n`;
  const verdict = (guest: ReturnType<typeof config>) => forwarded(guest, packet).verdict;

  test("the rules of iptables-persistent are loaded as it is installed", () => {
    const write_files = [{ path: "/etc/iptables/rules.v4", content: rules }];
    expect(verdict(config({ write_files, packages: ["iptables-persistent"] }))).toBe("drop");
    expect(verdict(config({ write_files, packages: [["netfilter-persistent", "1.0"]] }))).toBe("drop");
    expect(verdict(config({ write_files, packages: [{ apt: ["iptables-persistent"] }] }))).toBe("drop");
    expect(verdict(config({ write_files, runcmd: ["apt-get install -y iptables-persistent=1.0"] }))).toBe("drop");
    expect(verdict(config({ write_files, runcmd: ["netfilter-persistent reload"] }))).toBe("drop");
    expect(verdict(config({ write_files, runcmd: ["systemctl restart netfilter-persistent"] }))).toBe("drop");
    expect(verdict(config({ write_files }))).toBe("accept");
  });

  test("nftables' file is loaded again at each restart", () => {
    const lines = [
      "systemctl enable nftables",
      `cat > /etc/nftables.conf <<'EOF'\n${table("drop")}EOF`,
      "systemctl restart nftables.service",
    ];
    expect(verdict(guestOf(...lines))).toBe("drop");
    expect(verdict(guestOf(...lines, `cat > /etc/nftables.conf <<'EOF'\n${table("accept")}EOF`))).toBe("drop");
    expect(
      verdict(guestOf(...lines, `cat > /etc/nftables.conf <<'EOF'\n${table("accept")}EOF`, "service nftables reload")),
    ).toBe("accept");
  });

  test("scripts of cloud-init's own folder run", () => {
    const guest = config({
      write_files: [
        { path: "/var/lib/cloud/scripts/per-boot/fw.sh", content: "#!/bin/sh\niptables -P FORWARD DROP\n" },
      ],
    });
    expect(verdict(guest)).toBe("drop");
  });

  test("a reboot keeps what files and saved rules say", () => {
    const lines = ["sysctl -w net.ipv4.ip_forward=1", "iptables -P FORWARD DROP"];
    const after = guestOf(...lines, "reboot");
    expect([after.forwards.value, verdict(after)]).toEqual([false, "accept"]);
    expect(verdict(guestOf(...lines, "netfilter-persistent save", "reboot"))).toBe("drop");
    expect(verdict(config({ runcmd: lines, power_state: { mode: "reboot" } }))).toBe("accept");
    expect(config({ runcmd: lines, power_state: { mode: "poweroff" } }).unread).toHaveLength(4);
  });
});

describe("FRR as a service", () => {
  const frr = "router bgp 65001\n no bgp ebgp-requires-policy\n neighbor 10.100.0.4 remote-as 65515\n";
  const bgp = (...lines: readonly string[]) =>
    readGuest(withFrr(frr).replace(/}$/, `,"packages":["frr"],"runcmd":${JSON.stringify(lines)}}`), "vm").guest!;

  test("runs from its file", () => {
    expect(bgp().bgp?.neighbors).toHaveLength(1);
    expect(bgp("/usr/lib/frr/frrinit.sh restart", "systemctl stop frr", "systemctl start frr").unread).toEqual([]);
  });

  test.each([
    "systemctl stop frr",
    "systemctl disable --now frr.service",
    "service frr stop",
    "/usr/lib/frr/frrinit.sh stop",
  ])("is stopped by %s", (line) => {
    expect(bgp(line).bgp).toBeUndefined();
    expect(bgp(line, "systemctl restart frr").bgp).toBeDefined();
  });

  test.each([
    ["vtysh -c 'conf t' -c 'router bgp 65001' -c 'network 10.9.0.0/16'"],
    ["printf 'conf t\\nrouter bgp 65001\\nnetwork 10.9.0.0/16\\n' | vtysh"],
    ["vtysh <<'EOF'\nconfigure terminal\nrouter bgp 65001\n network 10.9.0.0/16\nend\nwrite memory\nEOF"],
    ["printf 'router bgp 65001\\n network 10.9.0.0/16\\n' > /root/more; vtysh -f /root/more"],
    ["printf 'conf t\\nrouter bgp 65001\\n network 10.9.0.0/16\\n' > /root/more; vtysh < /root/more"],
  ])("takes %s", (line) => {
    expect(bgp(line).bgp?.originates.map(({ prefix }) => prefix)).toEqual(["10.9.0.0/16"]);
  });
});
