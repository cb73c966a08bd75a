import { gzipSync } from "node:zlib";
import { readGuest } from "../../../../lib/analysis/guest/read-guest";
import type { Guest } from "../../../../lib/analysis/model/guest";

const guestOf = (userData: string): Guest => readGuest(userData, "vm-nva100").guest!;

describe("files of user data", () => {
  const content = "net.ipv4.ip_forward = 1\n";
  const written = (entry: object) =>
    guestOf(
      `#cloud-config\n${JSON.stringify({ write_files: [{ path: "/etc/sysctl.d/1.conf", ...entry }], runcmd: [["sysctl", "--system"]] })}`,
    ).forwards.value;

  test.each([
    ["plain", { content }],
    ["base64", { content: Buffer.from(content).toString("base64"), encoding: "b64" }],
    ["gzip and base64", { content: gzipSync(content).toString("base64"), encoding: "gz+b64" }],
    ["deferred", { content, defer: true }],
    ["appended", { content, append: true }],
  ])("a written file is read: %s", (_, entry) => {
    expect(written(entry)).toBe(true);
  });

  test("a script is read", () => {
    expect(
      guestOf(
        "#!/bin/bash\nset -e\nfor n in 10.0.0.0/8 172.16.0.0/12; do\n  iptables -t nat -A POSTROUTING -d $n -j RETURN\ndone\nsysctl -w net.ipv4.ip_forward=1\n",
      ),
    ).toMatchObject({
      forwards: { value: true },
      postrouting: [
        { rules: [{ destination: { prefixes: ["10.0.0.0/8"] } }, { destination: { prefixes: ["172.16.0.0/12"] } }] },
      ],
    });
  });

  test("a MIME archive is read, part by part", () => {
    const mime = [
      'Content-Type: multipart/mixed; boundary="==X=="',
      "MIME-Version: 1.0",
      "",
      "--==X==",
      'Content-Type: text/cloud-config; charset="us-ascii"',
      "",
      "#cloud-config",
      'write_files: [{path: /opt/go.sh, content: "sysctl -w net.ipv4.ip_forward=1\\n"}]',
      "--==X==",
      "Content-Type: text/x-shellscript",
      "Content-Transfer-Encoding: base64",
      "",
      Buffer.from("#!/bin/sh\nsh /opt/go.sh\n").toString("base64"),
      "--==X==--",
    ].join("\n");
    expect(guestOf(mime)).toMatchObject({
      forwards: { value: true, because: "/opt/go.sh: sysctl -w net.ipv4.ip_forward=1" },
      unread: [],
    });
  });
});
