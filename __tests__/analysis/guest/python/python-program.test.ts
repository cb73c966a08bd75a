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
    ["what is only named in a text or a comment", '# import pyroute2\nx = "os.system"\n', []],
    ["a file that is read", 'open("/etc/hosts")\nopen(p, "rb")\nopen(p, encoding="utf-8")\n', []],
  ])("%s", (_, text, commands) => {
    expect(commandsOf(text)).toEqual(commands);
  });

  test("those of the health daemon", () => {
    const program = readPython(asset("forced-tunnel-egress"));
    expect(program).toEqual({
      repeats: true,
      commands: [
        ["ip", "-4", "-N", "-j", "route", "show", "default"],
        "ip -4 route replace default via $gateway dev $nic proto 200 metric 50".split(" "),
        "ip -4 route del default proto 200 metric 50".split(" "),
      ],
    });
  });
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
  ["from pathlib import Path\nPath(p).write_text(t)\n", "write_text"],
  ['connect("/var/run/frr/zserv.api")\n', "/var/run/frr/zserv.api"],
])("%j is not read", (text, reason) => {
  expect(commandsOf(text)).toBe(reason);
});
