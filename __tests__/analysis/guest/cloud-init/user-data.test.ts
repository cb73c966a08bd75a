import { gzipSync } from "node:zlib";
import { readGuest } from "../../../../lib/analysis/guest/read-guest";

const FORWARDING = "#cloud-config\nruncmd: ['sysctl -w net.ipv4.ip_forward=1']\n";
const guestOf = (text: string) => readGuest(text, "vm").guest!;
/** True or false where it is known whether the machine forwards. */
const forwards = (text: string) => {
  const guest = guestOf(text);
  return guest.unread.length > 0 ? "unread" : guest.forwards.value;
};
const part = (body: string, ...headers: readonly string[]) => [...headers, "", body].join("\n");
const multi = (...parts: readonly string[]) =>
  [
    'Content-Type: multipart/mixed; boundary="B"',
    "MIME-Version: 1.0",
    "",
    ...parts.map((one) => `--B\n${one}`),
    "--B--",
    "",
  ].join("\n");
const base64 = (text: string | Buffer) => Buffer.from(text).toString("base64").replace(/.{60}/g, "$&\n");

test("a text for another reader than cloud-init makes no guest, and its first line is named", () => {
  const { guest, notes } = readGuest("Section: IOS configuration\nrouter bgp 65001\n", "vm");
  expect(guest).toBeUndefined();
  expect(notes).toEqual(['the user data is not in a form of cloud-init ("Section: IOS configuration")']);
});

describe("an archive's parts", () => {
  const SCRIPT = "sysctl -w net.ipv4.ip_forward=1\n";

  test.each([
    ["a cloud-config", part(FORWARDING, "Content-Type: text/cloud-config"), true],
    [
      "a cloud-config without its first line",
      part(FORWARDING.replace("#cloud-config\n", ""), "Content-Type: text/cloud-config"),
      true,
    ],
    ["a script without its first line", part(SCRIPT, "Content-Type: text/x-shellscript"), true],
    [
      "a script with a file's name",
      part(
        `#!/bin/sh\n${SCRIPT}`,
        'Content-Type: text/x-shellscript; charset="utf-8"',
        'Content-Disposition: attachment; filename="go.sh"',
      ),
      true,
    ],
    ["base64", part(base64(FORWARDING), "Content-Type: text/cloud-config", "Content-Transfer-Encoding: base64"), true],
    [
      "base64 of gzip",
      part(base64(gzipSync(FORWARDING)), "Content-Type: text/cloud-config", "Content-Transfer-Encoding: BASE64"),
      true,
    ],
    [
      "base64 of a broken gzip",
      part(
        base64(gzipSync(FORWARDING).subarray(0, 20)),
        "Content-Type: text/cloud-config",
        "Content-Transfer-Encoding: base64",
      ),
      "unread",
    ],
    [
      "quoted-printable",
      part(
        "#cloud-config\nruncmd: ['sysctl -w net.ipv4.ip=\n_forward=3D1']",
        "Content-Type: text/cloud-config",
        "Content-Transfer-Encoding: quoted-printable",
      ),
      true,
    ],
    [
      "headers that go on in the next line",
      part(FORWARDING, "Content-Type: text/cloud-config;", ' charset="us-ascii"'),
      true,
    ],
    ["line ends of Windows", part(FORWARDING, "Content-Type: text/cloud-config").replaceAll("\n", "\r\n"), true],
    ["a type that only its text tells", part(FORWARDING, "Content-Type: text/plain"), true],
    ["a text of no form", part("hello", "Content-Type: text/plain"), "unread"],
    ["an address to fetch", part("https://example.com/more", "Content-Type: text/x-include-url"), "unread"],
    ["a template", part(`## template: jinja\n${FORWARDING}`, "Content-Type: text/jinja2"), "unread"],
    [
      "an archive inside",
      multi(part(FORWARDING, "Content-Type: text/cloud-config")).replaceAll(/"B"|--B/g, (one) => one.replace("B", "C")),
      true,
    ],
    ["an archive without a boundary", part("--C\n", "Content-Type: multipart/mixed"), "unread"],
    ["an archive of no parts", part("nothing", 'Content-Type: multipart/mixed; boundary="C"'), "unread"],
  ])("%s", (_, one, value) => {
    expect(forwards(multi(one))).toBe(value);
  });

  test("are cut at the last boundary, or at the end", () => {
    expect(forwards(`${multi(part(FORWARDING, "Content-Type: text/cloud-config"))}trailing words`)).toBe(true);
    expect(forwards(multi(part(FORWARDING, "Content-Type: text/cloud-config")).replace("--B--", ""))).toBe(true);
  });

  test("an unread line begins with the name of its part", () => {
    const script = part(
      `#!/bin/sh\n${SCRIPT}`,
      "Content-Type: text/x-shellscript",
      'Content-Disposition: attachment; filename="go.sh"',
    );
    expect(guestOf(multi(script)).forwards.because).toBe("go.sh: sysctl -w net.ipv4.ip_forward=1");
    expect(
      guestOf(multi(part("x", "Content-Type: text/plain"), part("y", "Content-Type: text/plain"))).unread.map(
        ({ file }) => file,
      ),
    ).toContain("part 2 of the user data");
  });
});

describe("one text", () => {
  test.each([
    ["nothing", "", false],
    ["a byte order mark", `\uFEFF${FORWARDING}`, true],
    ["a boothook", "#cloud-boothook\nsysctl -w net.ipv4.ip_forward=1\n", true],
    ["a script of Python's that prints", "#!/usr/bin/env python3\nprint()\n", false],
    ["a script of Python's that starts others", "#!/usr/bin/env python3\nimport os\nos.system(x)\n", "unread"],
    ["a script of Perl's", "#!/usr/bin/perl\nprint 1;\n", "unread"],
    ["an include", "#include\nhttps://example.com/\n", "unread"],
    ["invalid YAML", "#cloud-config\nruncmd: [\n", "unread"],
    ["YAML that is not a map", "#cloud-config\n- a\n", false],
    ["commands as words", "#cloud-config\nruncmd:\n - [sysctl, -w, net.ipv4.ip_forward=1]\n", true],
    [
      "words with quotes and blanks",
      `#cloud-config\nruncmd:\n - [sh, -c, "echo 'net.ipv4.ip_forward = 1' > /etc/sysctl.d/1.conf; sysctl --system"]\n`,
      true,
    ],
    [
      "bootcmd, then runcmd",
      "#cloud-config\nruncmd: ['sysctl -w net.ipv4.ip_forward=1']\nbootcmd: ['sysctl -w net.ipv4.ip_forward=0']\n",
      true,
    ],
    ["the last of equal keys", "#cloud-config\nruncmd: ['true']\nruncmd: ['sysctl -w net.ipv4.ip_forward=1']\n", true],
    ["a tool that sets up the rest", "#cloud-config\nansible: {pull: {url: x}}\n", "unread"],
    ["a null", "#cloud-config\nruncmd:\nwrite_files:\npackages:\n", false],
    ["a file without a map", "#cloud-config\nwrite_files: [x]\n", false],
    [
      "a file that cannot be decoded",
      "#cloud-config\nwrite_files: [{path: /etc/sysctl.d/1.conf, encoding: gz+b64, content: aGVsbG8=}]\n",
      "unread",
    ],
    [
      "a file from elsewhere",
      "#cloud-config\nwrite_files: [{path: /etc/sysctl.d/1.conf, source: {uri: 'https://x'}}]\n",
      "unread",
    ],
    [
      "a file from elsewhere that decides nothing",
      "#cloud-config\nwrite_files: [{path: /etc/motd, source: {uri: 'https://x'}}]\n",
      false,
    ],
    [
      "a file of gzip alone",
      `#cloud-config\nwrite_files: [{path: /etc/sysctl.d/1.conf, encoding: gzip, content: x}]\n`,
      "unread",
    ],
    [
      "networkd's own switch",
      '#cloud-config\nwrite_files: [{path: /etc/systemd/network/1.network, content: "[Network]\\nIPForward=yes\\n"}]\n',
      "unread",
    ],
    ["a line over two", "#!/bin/sh\nsysctl \\\n  -w net.ipv4.ip_forward=1\n", true],
    ["a comment", "#!/bin/sh\n# sysctl -w net.ipv4.ip_forward=1\n", false],
    ["text in quotes over lines", "#!/bin/sh\nsh -c '\nsysctl -w net.ipv4.ip_forward=1\n'\n", true],
    ["a quote that is not closed", "#!/bin/sh\necho it's\nsysctl -w net.ipv4.ip_forward=1\n", "unread"],
    [
      "a here-document that is not closed",
      "#!/bin/sh\ncat > /etc/sysctl.d/1.conf <<EOF\nnet.ipv4.ip_forward=1\n",
      false,
    ],
    [
      "loops in loops",
      "#!/bin/sh\nfor a in ip; do for b in forward; do sysctl -w net.ipv4.${a}_$b=1; done; done\n",
      true,
    ],
    [
      "a loop over what the machine knows",
      "#!/bin/sh\nfor a in $(ls); do sysctl -w net.ipv4.ip_forward=1; done\n",
      "unread",
    ],
    ["a loop that does not end", "#!/bin/sh\nfor a in b c; do sysctl -w net.ipv4.ip_forward=1\n", "unread"],
    [
      "else and elif",
      "#!/bin/sh\nif false; then true; elif sysctl -w net.ipv4.ip_forward=1; then true; else true; fi\n",
      true,
    ],
    ["in an else", "#!/bin/sh\nif a; then true; else sysctl -w net.ipv4.ip_forward=1; fi\n", "unread"],
  ])("%s", (_, text, value) => {
    expect(forwards(text)).toBe(value);
  });
});
