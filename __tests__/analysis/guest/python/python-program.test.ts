import { readPython } from "../../../../lib/analysis/guest/python/python-program";
import { asset } from "../../../../lib/nva/asset";

const commandsOf = (text: string): unknown => {
  const program = readPython(text);
  return typeof program === "string" ? program : program.commands.map((words) => words.join(" "));
};

describe("the commands that a Python program starts", () => {
  test.each<[string, string, string[]]>([
    ["none", 'print("hello")\n', []],
    ["a list", 'import subprocess\nsubprocess.run(["ip", "route", "show"], check=True)\n', ["ip route show"]],
    ["a list over lines", 'import subprocess\nsubprocess.call([\n  "ip",  # all\n  "route",\n])\n', ["ip route"]],
    ["constants", 'import subprocess\nM = "50"\nN = 7\nsubprocess.run(["a", M, str(N)])\n', ["a 50 7"]],
    ["values that change", 'import subprocess\nM = "5"\nM = "6"\nsubprocess.run(["a", M, b.c])\n', ["a $M $b.c"]],
    [
      "a function that passes its arguments on",
      'import subprocess\ndef ip(*args):\n  subprocess.run(["ip", "-4", *args])\nip("route", "show")\nip("link", x)\n',
      ["ip -4 route show", "ip -4 link $x"],
    ],
    [
      "a function, and a method of the same name",
      'import subprocess\ndef run(*command):\n  subprocess.run([*command])\nclass A:\n  def run(self):\n    run("ip", "link")\nA().run()\n',
      ["ip link"],
    ],
    ["what is only named in a text or a comment", '# import pyroute2\nx = "os.system"\n', []],
    ["a file that is read", 'open("/etc/hosts")\nopen(p, "rb")\nopen(p, encoding="utf-8")\n', []],
  ])("%s", (_, text, commands) => {
    expect(commandsOf(text)).toEqual(commands);
  });

  test("those of the health daemon", () => {
    const program = readPython(asset("forced-tunnel-egress"));
    expect(program).toEqual({
      repeats: true,
      files: ["probe.sock", "state.json.new", "state.json"].map((name) => `/run/forced-tunnel/${name}`),
      commands: [
        ["ip", "-4", "-N", "-j", "route", "show", "default"],
        "ip -4 route replace default via $gateway dev $nic proto 200 metric 50".split(" "),
        "ip -4 route del default proto 200 metric 50".split(" "),
        ["nft", "-s", "-t", "list", "table", "ip", "forced_tunnel"],
        ["/usr/local/sbin/forced-tunnel-nat", "--now"],
      ],
    });
  });
});

test.each<[string, string, string[]]>([
  ["a literal path", 'open("/run/x/state", "w")\n', ["/run/x/state"]],
  ["a constant", 'STATE = "/var/lib/x/s"\nwith open(STATE, mode="a") as f:\n  f.write(t)\n', ["/var/lib/x/s"]],
  [
    "a text with constants",
    'S = "/run/s"\nopen(f"{S}.new", "w")\nos.replace(f"{S}.new", S)\n',
    ["/run/s.new", "/run/s"],
  ],
  [
    "a parameter of a function",
    'A = "/run/a"\ndef put(path, text):\n  open(f"{path}.new", "w")\n  os.replace(f"{path}.new", path)\nput(A, x)\nput("/run/b", f.put(y))\n',
    ["/run/a.new", "/run/b.new", "/run/a", "/run/b"],
  ],
  ["a removal", 'import os\nos.remove("/tmp/x")\nos.unlink("/tmp/y")\n', ["/tmp/x", "/tmp/y"]],
])("the files that a Python program changes: %s", (_, text, files) => {
  expect(readPython(text)).toEqual({ commands: [], repeats: false, files });
});

test.each<[string, string]>([
  ["import pyroute2\n", "import pyroute2"],
  ["import json, nftables as n\n", "import nftables"],
  ["from subprocess import run\n", "a renamed import"],
  ["import os as o\n", "a renamed import"],
  ["def f():\n  import ctypes\n", "import ctypes"],
  ["import os\nos.system(x)\n", "system"],
  ["import os\nos.execvp(x, y)\n", "execvp"],
  ["exec(text)\n", "exec"],
  ["import subprocess\nsubprocess.run(command)\n", "subprocess.run of a command that is not written out"],
  ["import subprocess\nf(subprocess)\n", "subprocess"],
  ['import subprocess\nsubprocess.run(["a", *more])\n', "subprocess.run of a command that is not written out"],
  [
    'import subprocess\ndef ip(*a):\n  subprocess.run(["ip", *a])\nmap(ip, x)\n',
    "ip with a command that is not written out",
  ],
  ["import socket\nsocket.socket(socket.AF_NETLINK)\n", "AF_NETLINK"],
  ['open("/proc/sys/net/ipv4/ip_forward", "w")\n', "open"],
  ["open(path, mode)\n", "open"],
  ['open(path, mode="r+")\n', "open"],
  ['open("/etc/nftables.conf", "w")\n', "open"],
  ['open("/run/systemd/system/x.service", "w")\n', "open"],
  ['open("/run/x/../sysctl.d/x.conf", "w")\n', "open"],
  ['open("/var/lib/cloud/scripts/per-boot/x", "w")\n', "open"],
  ['S = "/run/x"\nS += y\nopen(S, "w")\n', "open"],
  ['S = "/run/x"\nfor S in y:\n  open(S, "w")\n', "open"],
  ['open(f"/run/{name}", "w")\n', "open"],
  ['import os\nos.remove("/etc/sysctl.d/1.conf")\n', "open"],
  ['import os\nos.replace("/run/x", "/etc/frr/frr.conf")\n', "open"],
  ['import os\nos.open("/etc/frr/frr.conf", os.O_WRONLY)\n', "open"],
  ['Path("/etc/frr/frr.conf").open("w")\n', "open"],
  ['def put(path):\n  open(path, "w")\nput("/run/a")\nput(x)\n', "open"],
  ['def put(path):\n  open(path, "w")\nput("/run/a")\nmap(put, x)\n', "open"],
  ['def put(path):\n  path = x\n  open(path, "w")\nput("/run/a")\n', "open"],
  ['def a():\n  p = "/run/a"\ndef put(p):\n  open(p, "w")\nput("/etc/x")\n', "open"],
  ['def put(path="/run/a"):\n  open(path, "w")\nput("/etc/x")\n', "open"],
  ['import sys\nsys.modules["subprocess"].run(x)\n', "modules"],
  [
    'import subprocess\nclass A:\n  def run(*c):\n    subprocess.run([*c])\nA.run("x")\n',
    "run with a command that is not written out",
  ],
  ["from pathlib import Path\nPath(p).write_text(t)\n", "write_text"],
  ['connect("/var/run/frr/zserv.api")\n', "/var/run/frr/zserv.api"],
])("%j is not read", (text, reason) => {
  expect(commandsOf(text)).toBe(reason);
});
