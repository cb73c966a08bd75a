import { readGuest } from "../../../../lib/analysis/guest/read-guest";

const FORWARD = "sysctl -w net.ipv4.ip_forward=1";

/** A machine with these files, whose first boot runs these commands. */
function guestOf(files: Readonly<Record<string, string>>, ...runcmd: readonly string[]) {
  const write_files = Object.entries(files).map(([path, content]) => ({ path, content }));
  return readGuest(`#cloud-config\n${JSON.stringify({ write_files, runcmd })}`, "vm").guest!;
}

const unit = (...service: readonly string[]): string => ["[Unit]", "[Service]", ...service].join("\n");
const UNIT = "/etc/systemd/system/fwd.service";
const START = "systemctl start fwd";

describe("a unit's conditions", () => {
  const script = "#!/bin/sh\n: > /var/lib/nva/ready\n";
  test.each<[string, Record<string, string>, string[], boolean | "unread"]>([
    ["without a condition", { [UNIT]: unit(`ExecStart=${FORWARD}`) }, [START], true],
    [
      "a file that is there",
      { [UNIT]: `${unit(`ExecStart=${FORWARD}`)}\nConditionPathExists=/opt/x`, "/opt/x": "" },
      [START],
      true,
    ],
    [
      "no file, and it is there",
      { [UNIT]: `${unit(`ExecStart=${FORWARD}`)}\nConditionPathExists=!/opt/x`, "/opt/x": "" },
      [START],
      false,
    ],
    [
      "a mark that no script has made yet",
      { [UNIT]: `${unit(`ExecStart=${FORWARD}`)}\nConditionPathExists=/var/lib/nva/ready`, "/opt/mark": script },
      [START],
      false,
    ],
    [
      "a mark that a script has made",
      { [UNIT]: `${unit(`ExecStart=${FORWARD}`)}\nConditionPathExists=/var/lib/nva/ready`, "/opt/mark": script },
      ["/opt/mark", START],
      true,
    ],
    [
      "a mark that touch has made",
      { [UNIT]: `${unit(`ExecStart=${FORWARD}`)}\nAssertPathExists=/var/lib/nva/ready` },
      ["touch /var/lib/nva/ready", START],
      true,
    ],
    [
      "no mark, before the script that makes it",
      { [UNIT]: `${unit(`ExecStart=${FORWARD}`)}\nConditionPathExists=!/var/lib/nva/ready`, "/opt/mark": script },
      [START],
      true,
    ],
    [
      "a mark that a script may have made",
      { [UNIT]: `${unit(`ExecStart=${FORWARD}`)}\nConditionPathExists=/var/lib/nva/ready`, "/opt/mark": script },
      ["if grep -q x /proc/cmdline; then /opt/mark; fi", START],
      "unread",
    ],
    [
      "a file of the image's",
      { [UNIT]: `${unit(`ExecStart=${FORWARD}`)}\nConditionPathExists=/etc/image` },
      [START],
      "unread",
    ],
    ["something else", { [UNIT]: `${unit(`ExecStart=${FORWARD}`)}\nConditionVirtualization=vm` }, [START], "unread"],
    ["a command", { [UNIT]: unit("ExecCondition=/usr/bin/false", `ExecStart=${FORWARD}`) }, [START], "unread"],
    [
      "a condition that a drop-in takes back",
      {
        [UNIT]: `${unit(`ExecStart=${FORWARD}`)}\nConditionPathExists=!/opt/x`,
        "/opt/x": "",
        "/etc/systemd/system/fwd.service.d/1.conf": "[Unit]\nConditionPathExists=",
      },
      [START],
      true,
    ],
  ])("%s", (_, files, lines, forwards) => {
    const guest = guestOf(files, ...lines);
    expect(guest.unread.length > 0 ? "unread" : guest.forwards.value).toBe(forwards);
  });
});

describe("a unit's drop-ins", () => {
  test.each<[string, Record<string, string>, string[], boolean]>([
    [
      "add commands",
      {
        [UNIT]: unit("ExecStart=true"),
        "/etc/systemd/system/fwd.service.d/1.conf": `[Service]\nExecStartPost=-+${FORWARD}`,
      },
      [START],
      true,
    ],
    [
      "replace the command",
      {
        [UNIT]: unit(`ExecStart=${FORWARD}`),
        "/etc/systemd/system/fwd.service.d/1.conf": "[Service]\nExecStart=\nExecStart=true",
      },
      [START],
      false,
    ],
    [
      "are those of all services too",
      { [UNIT]: unit("ExecStart=true"), "/etc/systemd/system/service.d/1.conf": `[Service]\nExecStartPre=${FORWARD}` },
      [START],
      true,
    ],
    [
      "are those of all units whose name begins with the same words",
      {
        "/etc/systemd/system/nva-fwd-on.service": unit("ExecStart=true"),
        "/etc/systemd/system/nva-fwd-.service.d/1.conf": `[Service]\nExecStartPre=${FORWARD}`,
      },
      ["systemctl start nva-fwd-on"],
      true,
    ],
    [
      "are not those of units whose name only begins with the same letters",
      {
        "/etc/systemd/system/nva-fwd.service": unit("ExecStart=true"),
        "/etc/systemd/system/nva-f.service.d/1.conf": `[Service]\nExecStartPre=${FORWARD}`,
        "/etc/systemd/system/nva-f-.service.d/1.conf": `[Service]\nExecStartPre=${FORWARD}`,
      },
      ["systemctl start nva-fwd"],
      false,
    ],
    [
      "are replaced by those of one name for fewer units",
      {
        "/etc/systemd/system/nva-fwd.service": unit("ExecStart=true"),
        "/etc/systemd/system/nva-.service.d/1.conf": `[Service]\nExecStartPre=${FORWARD}`,
        "/etc/systemd/system/nva-fwd.service.d/1.conf": "# nothing",
      },
      ["systemctl start nva-fwd"],
      false,
    ],
    [
      "are read in the order of their names, whichever units they are for",
      {
        "/etc/systemd/system/nva-fwd.service": unit(`ExecStart=${FORWARD}`),
        "/etc/systemd/system/nva-.service.d/2.conf": "[Service]\nExecStart=\nExecStart=true",
        "/etc/systemd/system/nva-fwd.service.d/1.conf": `[Service]\nExecStart=\nExecStart=${FORWARD}`,
      },
      ["systemctl start nva-fwd"],
      false,
    ],
    [
      "add units that it needs, of a packaged unit too",
      { [UNIT]: unit(`ExecStart=${FORWARD}`), "/etc/systemd/system/ssh.service.d/1.conf": "[Unit]\nWants=fwd.service" },
      ["systemctl restart ssh"],
      true,
    ],
    [
      "of a target start units at each boot",
      {
        [UNIT]: unit(`ExecStart=${FORWARD}`),
        "/etc/systemd/system/multi-user.target.d/1.conf": "[Unit]\nWants=fwd.service",
      },
      [],
      true,
    ],
    [
      "as a link of a target's do the same",
      { [UNIT]: unit(`ExecStart=${FORWARD}`), "/etc/systemd/system/multi-user.target.wants/fwd.service": "" },
      [],
      true,
    ],
    [
      "of the target of a stop do not",
      { [UNIT]: unit(`ExecStart=${FORWARD}`), "/etc/systemd/system/shutdown.target.wants/fwd.service": "" },
      [],
      false,
    ],
  ])("%s", (_, files, lines, forwards) => {
    const guest = guestOf(files, ...lines);
    expect([guest.unread, guest.forwards.value]).toEqual([[], forwards]);
  });

  test("units that need each other are started once", () => {
    const guest = guestOf(
      {
        [UNIT]: `${unit(`ExecStart=${FORWARD}`)}\nWants=b.service`,
        "/etc/systemd/system/b.service": `${unit("ExecStart=true")}\nRequires=fwd.service\nConditionVirtualization=vm`,
      },
      `if grep -q x /proc/cmdline; then ${START}; fi`,
    );
    expect(guest.unread.map(({ line }) => line)).toEqual([FORWARD]);
  });
});

describe("a unit with a network of its own", () => {
  const own = (...service: readonly string[]): Record<string, string> => ({
    [UNIT]: unit("PrivateNetwork=yes", ...service),
    "/opt/forward": `#!/bin/sh\n${FORWARD}\nnft add table ip t\nip link add v type veth\n`,
    "/opt/enter": '#!/bin/sh\nnsenter -t "$1" -n sysctl -w net.ipv4.ip_forward=1\n',
  });
  test.each<[string, string[], boolean | "unread"]>([
    ["sets its own kernel", [`ExecStart=${FORWARD}`], false],
    ["sets its own kernel by a script", ["ExecStart=/opt/forward"], false],
    ["sets its own kernel by a file", ["ExecStart=/bin/sh -c 'echo 1 > /proc/sys/net/ipv4/ip_forward'"], false],
    ["may enter the machine's", ["ExecStartPost=+nsenter -t 1 -n /opt/forward"], true],
    ["may enter the machine's by its file", [`ExecStart=nsenter --net=/proc/1/ns/net ${FORWARD}`], true],
    ["may enter the machine's, with other namespaces", [`ExecStart=nsenter --target 1 -m -n -- ${FORWARD}`], true],
    ["may enter its process's", ["ExecStartPost=nsenter -t 1 -n /opt/enter $MAINPID"], false],
    ["may stay in it, in another file system", [`ExecStart=nsenter -t 1 -m ${FORWARD}`], false],
    ["may enter one that only the machine knows", [`ExecStart=nsenter -t 77 -n ${FORWARD}`], "unread"],
    ["may start a unit in the machine's", ["ExecStart=systemctl start other"], true],
    ["may do what nobody knows", ["ExecStart=unknown-program"], "unread"],
  ])("%s", (_, service, forwards) => {
    const other = { "/etc/systemd/system/other.service": unit(`ExecStart=${FORWARD}`) };
    const guest = guestOf({ ...own(...service), ...other }, START);
    expect(guest.unread.length > 0 ? "unread" : guest.forwards.value).toBe(forwards);
  });

  test("a drop-in takes its own network back", () => {
    const dropIn = { "/etc/systemd/system/fwd.service.d/1.conf": "[Service]\nPrivateNetwork=no" };
    expect(guestOf({ ...own(`ExecStart=${FORWARD}`), ...dropIn }, START).forwards.value).toBe(true);
  });

  test.each([
    ["of ip netns", ["ip netns add x", `ip netns exec x ${FORWARD}`]],
    ["of ip netns, by nsenter", ["ip netns add x", `nsenter --net=/run/netns/x ${FORWARD}`]],
    ["of unshare", [`unshare -n ${FORWARD}`]],
  ])("a network namespace %s has a kernel of its own", (_, lines) => {
    const guest = guestOf({}, ...lines);
    expect([guest.unread, guest.forwards.value]).toEqual([[], false]);
  });
});
