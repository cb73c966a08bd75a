import { freshBoot } from "../../../../lib/analysis/guest/cloud-init/boot";
import { asksInternet } from "../../../../lib/analysis/guest/programs/asks-internet";

const PROGRAM = "/usr/local/bin/watch";

function asks(text: string, others: Record<string, string> = {}): boolean | "unknown" {
  const boot = freshBoot("vm-nva");
  for (const [path, content] of Object.entries({ ...others, ...(text && { [PROGRAM]: text }) }))
    boot.files.set(path, content);
  const answer = asksInternet(boot, PROGRAM);
  return typeof answer === "boolean" ? answer : "unknown";
}

test.each<[string, string, Record<string, string>]>([
  ["pings a public address", "ping -c1 -W1 1.1.1.1", {}],
  ["opens a connection to one", "exec 3<>/dev/tcp/9.9.9.9/443", {}],
  ["fetches a page", "curl -fsS https://example.test/up", {}],
  ["asks for a host by its name", 'nc -z "www.example.com" 443', {}],
  [
    "reads the address from its configuration",
    '. /etc/watch.conf\nping -c1 "$TARGET"',
    { "/etc/watch.conf": "TARGET=8.8.8.8" },
  ],
  [
    "gets it from its unit",
    'ping -c1 "$1"',
    { "/etc/systemd/system/watch.service": `[Service]\nExecStart=${PROGRAM} 8.8.8.8\n` },
  ],
  ["is Python with a socket", 'import socket\nsocket.create_connection(("1.0.0.1", 443), 1)', {}],
])("a program that %s notices when the internet is gone", (_, text, others) => {
  expect(asks(text, others)).toBe(true);
});

test.each<[string, string, Record<string, string>]>([
  ["looks whether a link is up", "ip link show eth0 | grep -q 'state UP'", {}],
  ["looks whether FRR runs", "systemctl is-active frr", {}],
  ["names the internet in a comment only", "# ping 1.1.1.1\nsystemctl is-active frr", {}],
])("a program that %s does not", (_, text, others) => {
  expect(asks(text, others)).toBe(false);
});

test.each<[string, string, Record<string, string>]>([
  ["pings what is private", "ping -c1 10.0.0.4", {}],
  ["pings the address that Azure's host has", "ping -c1 168.63.129.16", {}],
  ["pings what it finds out", 'ping -c1 "$(cat /run/target)"', {}],
  ["names a public address without a connection", "ip route get 1.1.1.1", {}],
  ["is not in the user data", "", {}],
])("of a program that %s only the machine knows", (_, text, others) => {
  expect(asks(text, others)).toBe("unknown");
});
