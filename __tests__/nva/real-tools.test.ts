import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { parse } from "yaml";
import { asset } from "../../lib/nva/asset";
import { NVA_PATHS, type CloudInitFile } from "../../lib/nva/cloud-init";
import { lintFrrConfig } from "../../lib/nva/frr-lint";
import { nvaUserData, type NvaUserDataOptions } from "../../lib/nva/user-data";
import { runs } from "../support/runs";
import { describeWithTools } from "../support/tools";
import { nvaOptions } from "./arbitraries";
import { ARTICLE_NVA } from "./article-options";

const RUNS = runs(100, 1_000);

/** Half a minute on two idle processors; patience for busy ones. */
jest.setTimeout(240_000);

/** Random each time; a failure names it, so that the same options can be made again. */
const seed = Math.floor(Math.random() * 2 ** 31);

interface Case {
  readonly options: NvaUserDataOptions;
  readonly userData: string;
  readonly files: readonly CloudInitFile[];
}

function fileAt({ files }: Case, path: string): string {
  const file = files.find((candidate) => candidate.path === path);
  if (!file) throw new Error(`no ${path}`);
  return file.content;
}

/** A folder of its own, gone when the process ends well. */
const folder = mkdtempSync(join(tmpdir(), "nva-text-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/**
 * The names of the files that a shell command refuses: many to a process, both processors at work. The command finds
 * the file's name in `$f`.
 */
function refused(files: Readonly<Record<string, string>>, command: string): string[] {
  const place = mkdtempSync(join(folder, "files-"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(place, name), text);
  const input = Object.keys(files).join("\n");
  const loop = `for f; do ${command} || echo "$f"; done`;
  const result = spawnSync("xargs", ["-P2", "-n50", "unshare", "-rn", "sh", "-c", loop, "sh"], {
    cwd: place,
    input,
    encoding: "utf8",
  });
  if (result.stderr) throw new Error(result.stderr.slice(0, 2_000));
  return result.stdout.split("\n").filter(Boolean);
}

const VTYSH = 'vtysh -C -f "$f" >/dev/null 2>&1';
// bgpd reports what it refuses, and always ends with 0. Lines of the other daemons are unknown to it; vtysh checks
// those.
const BGPD = `! /usr/lib/frr/bgpd -S -C -f "$f" 2>&1 | grep -q -e "Command returned" -e "No such command.*neighbor"`;
const NFT = 'nft -c -D wan=lo -f "$f" >/dev/null 2>&1';

describe("any options", () => {
  const cases: Case[] = fc.sample(nvaOptions, { numRuns: RUNS, seed }).map((options) => {
    const userData = nvaUserData(options);
    return {
      options,
      userData,
      files: (parse(userData, { version: "1.1" }) as { write_files: CloudInitFile[] }).write_files,
    };
  });

  function expectNoneRefused(numbers: readonly string[]): void {
    expect({ count: numbers.length, seed, first: cases[Number(numbers[0])]?.options }).toEqual({
      count: 0,
      seed,
      first: undefined,
    });
  }

  function byNumber(path: string): Record<string, string> {
    return Object.fromEntries(cases.map((one, number) => [`${number}`, fileAt(one, path)]));
  }

  test("have no problem that frr-lint reports", () => {
    expect(cases.flatMap((one) => lintFrrConfig(fileAt(one, NVA_PATHS.frrConfig)))).toEqual([]);
  });

  describeWithTools(["vtysh", "unshare"], "under vtysh", () => {
    test(`give an frr.conf it accepts, ${RUNS} of ${RUNS} times`, () => {
      // vtysh checks line by line and defines nothing, so that one reading of a hundred texts is as good as a hundred
      // readings.
      const texts = Object.values(byNumber(NVA_PATHS.frrConfig));
      const hundreds = Array.from({ length: RUNS / 100 }, (_, hundred) =>
        texts.slice(hundred * 100, hundred * 100 + 100).join(""),
      );
      expect({ seed, refused: refused(Object.fromEntries(hundreds.entries()), VTYSH) }).toEqual({ seed, refused: [] });
    });
  });

  describeWithTools(["bgpd", "unshare"], "under bgpd", () => {
    test(`give an frr.conf it accepts, ${RUNS} of ${RUNS} times`, () => {
      expectNoneRefused(refused(byNumber(NVA_PATHS.frrConfig), BGPD));
    });
  });

  describeWithTools(["nft", "unshare"], "under nft", () => {
    test(`give a ruleset it accepts, ${RUNS} of ${RUNS} times`, () => {
      expectNoneRefused(refused(byNumber(NVA_PATHS.natRuleset), NFT));
    });
  });

  describeWithTools(["cloud-init"], "under cloud-init", () => {
    test(`give user data its schema accepts and its YAML reader reads unchanged, ${RUNS} of ${RUNS} times`, () => {
      cases.forEach((one, number) => writeFileSync(join(folder, `${number}.yaml`), one.userData));
      writeFileSync(join(folder, "files.json"), JSON.stringify(cases.map((one) => one.files)));
      // The code of `cloud-init schema --config-file`, without its start for each file.
      const check = [
        "import json, sys, yaml",
        "from cloudinit.config.schema import get_schema, validate_cloudconfig_file",
        "schema = get_schema()",
        'files = json.load(open("files.json"))',
        "for number in map(int, sys.argv[1:]):",
        '    path = f"{number}.yaml"',
        "    try:",
        "        validate_cloudconfig_file(path, schema)",
        '        assert yaml.load(open(path, newline=""), yaml.CSafeLoader)["write_files"] == files[number]',
        '        sys.stdout.write(f"good {number}\\n")',
        "    except Exception as error:",
        '        sys.stdout.write(f"{number}\\n")',
      ].join("\n");
      const input = cases.map((_, number) => number).join("\n");
      const { stdout } = spawnSync("xargs", ["-P2", "-n250", "/usr/bin/python3", "-u", "-c", check], {
        cwd: folder,
        input,
        encoding: "utf8",
      });
      expectNoneRefused(stdout.split("\n").filter((line) => /^\d+$/.test(line)));
      expect(stdout.match(/^good/gm)).toHaveLength(RUNS);
    });

    test("give user data that the command itself accepts", () => {
      for (const number of [0, 1]) {
        writeFileSync(join(folder, `command-${number}.yaml`), cases[number]?.userData ?? "");
        execFileSync("cloud-init", ["schema", "--config-file", join(folder, `command-${number}.yaml`)], {
          stdio: "pipe",
        });
      }
    });
  });
});

const smallest: NvaUserDataOptions = {
  ...ARTICLE_NVA,
};

function textAt(path: string, options: NvaUserDataOptions): string {
  const { write_files } = parse(nvaUserData(options), { version: "1.1" }) as { write_files: CloudInitFile[] };
  return write_files.find((file) => file.path === path)?.content ?? "";
}

describeWithTools(["vtysh", "bgpd", "unshare"], "FRR refuses", () => {
  const good = textAt(NVA_PATHS.frrConfig, smallest);

  test.each([
    ["an unknown command", { routerBgp: ["neighbour 10.1.1.1 remote-as 65515"] }],
    ["an ASN out of range", { routerBgp: ["neighbor 10.1.1.1 remote-as 4294967296"] }],
  ])("%s, in vtysh", (_, frrLines) => {
    expect(refused({ broken: textAt(NVA_PATHS.frrConfig, { ...smallest, frrLines }), good }, VTYSH)).toEqual([
      "broken",
    ]);
  });

  test.each([
    ["a neighbour that is not an address", { routerBgp: ["neighbor 10.1.1.300 remote-as 65515"] }],
    ["a hold time of 2 s", { routerBgp: ["neighbor route-server timers 1 2"] }],
    ["a pattern that does not compile", { global: ["bgp as-path access-list mine permit (65001"] }],
    ["ttl-security with ebgp-multihop", { routerBgp: ["neighbor route-server ttl-security hops 2"] }],
    ["an undefined peer-group", { routerBgp: ["neighbor 10.1.1.3 peer-group nope"] }],
  ])("%s, in bgpd", (_, frrLines) => {
    expect(refused({ broken: textAt(NVA_PATHS.frrConfig, { ...smallest, frrLines }), good }, BGPD)).toEqual(["broken"]);
  });
});

describeWithTools(["nft", "unshare"], "nft refuses", () => {
  const good = textAt(NVA_PATHS.natRuleset, smallest);

  test("a rule it does not know", () => {
    const broken = textAt(NVA_PATHS.natRuleset, { ...smallest, natLines: { forward: ["ct state nowhere accept"] } });
    expect(refused({ broken, good }, NFT)).toEqual(["broken"]);
  });

  test("the ruleset without the NIC's name", () => {
    expect(refused({ good }, NFT.replace("-D wan=lo", ""))).toEqual(["good"]);
  });
});

describeWithTools(["cloud-init"], "cloud-init refuses", () => {
  test("a file without a path", () => {
    const broken = nvaUserData(smallest).replace(" path: /etc/forced-tunnel/nat.nft\n", "");
    writeFileSync(join(folder, "broken.yaml"), broken);
    const { status, stdout, stderr } = spawnSync(
      "cloud-init",
      ["schema", "--config-file", join(folder, "broken.yaml")],
      { encoding: "utf8" },
    );
    expect(status).toBe(1);
    expect(stdout + stderr).toContain("'path' is a required property");
  });
});

describeWithTools(["systemd-analyze", "namespaces", "nft"], "systemd", () => {
  const own = (parse(nvaUserData(smallest), { version: "1.1" }) as { write_files: CloudInitFile[] }).write_files;
  const inFolder = (folder: string): Record<string, string> =>
    Object.fromEntries(
      own
        .filter(({ path }) => path.startsWith(folder))
        .map(({ path, content }) => [path.slice(folder.length), content]),
    );
  /** Units and drop-ins by their names. */
  const units = inFolder("/etc/systemd/system/");
  const scripts = inFolder("/usr/local/sbin/");
  const natUnit = asset("forced-tunnel-nat.service");

  /** The units where they will lie, with the scripts they start; the machine's own files stay as they are. */
  function verify(changed: Readonly<Record<string, string>>, recursive = "no"): string {
    const root = mkdtempSync(join(folder, "units-"));
    const put = (path: string, text: string): void => {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text, { mode: path.startsWith("sbin/") ? 0o755 : 0o644 });
    };
    for (const [name, text] of Object.entries(scripts)) put(`sbin/${name}`, text);
    for (const [name, text] of Object.entries({ ...units, ...changed })) put(`system/${name}`, text);
    const bind = "mount --bind sbin /usr/local/sbin && mount --bind system /etc/systemd/system";
    const names = Object.keys({ ...units, ...changed }).filter((name) => /^[^/]+\.service$/.test(name));
    const dropIns = Object.keys(units).flatMap((name) => /^(.*\.(?:service|timer))\.d\//.exec(name)?.[1] ?? []);
    const known = dropIns.filter((name) => existsSync(`/lib/systemd/system/${name}`));
    const analyze = `systemd-analyze verify --recursive-errors=${recursive} ${[...known, ...names].join(" ")}`;
    const { status, stdout, stderr } = spawnSync("unshare", ["-m", "sh", "-c", `${bind} && ${analyze}`], {
      cwd: root,
      encoding: "utf8",
    });
    return `${status} ${stdout}${stderr}`.trim();
  }

  test("accepts the units", () => {
    expect(Object.keys(units).filter((name) => name.endsWith(".service")).length).toBeGreaterThanOrEqual(5);
    expect(verify({})).toBe("0");
  });

  test("accepts the scripts as shell scripts, and python3 the programs", () => {
    for (const [name, text] of Object.entries(scripts)) {
      const [program, ...options] = text.startsWith("#!/bin/sh")
        ? ["sh", "-n"]
        : ["python3", "-c", "import ast, sys; ast.parse(sys.stdin.read())"];
      const { status, stderr } = spawnSync(program, options, { input: text, encoding: "utf8" });
      expect({ name, status, stderr }).toEqual({ name, status: 0, stderr: "" });
    }
  });

  test("refuses an unknown setting and a command that is not there", () => {
    expect(verify({ "nftables.service.d/forced-tunnel.conf": "[Service]\nExecStartPosts=true\n" })).toContain(
      "ExecStartPosts",
    );
    expect(
      verify({
        "forced-tunnel-nat.service": natUnit.replace("RemainAfterExit", "RemainsAfterExit"),
      }),
    ).toContain("RemainsAfterExit");
    expect(
      verify({
        "forced-tunnel-nat.service": natUnit.replace("/usr/local/sbin/forced-tunnel-nat", "/nowhere"),
      }),
    ).toContain("/nowhere");
  });

  test("finds the units hardened, except the first boot's", () => {
    const root = mkdtempSync(join(folder, "hardening-"));
    for (const [name, text] of Object.entries(units)) {
      const path = join(root, "etc/systemd/system", name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
    const exposure = (unit: string): number => {
      const options = ["security", "--no-pager", "--offline=yes", `--root=${root}`, `${unit}.service`];
      const { stdout, stderr } = spawnSync("systemd-analyze", options, { encoding: "utf8" });
      return Number(/Overall exposure level .*: (\d+\.\d+)/.exec(stdout + stderr)?.[1]);
    };
    for (const unit of ["egress", "probe", "events", "nat"])
      expect([unit, exposure(`forced-tunnel-${unit}`) <= 3]).toEqual([unit, true]);
    expect(exposure("forced-tunnel-first-boot")).toBeGreaterThan(9);
  });

  test("sees no circle in the boot order, and would see one", () => {
    const enabled =
      "[Unit]\nDescription=FRR as its package orders it\nBefore=network.target\nAfter=network-pre.target forced-tunnel-nat.service\nWants=network.target\nRequires=forced-tunnel-nat.service\n[Service]\nExecStart=/bin/true\n";
    const online = natUnit.replace("[Unit]\n", "[Unit]\nWants=network-online.target\nAfter=network-online.target\n");
    expect(verify({ "frr.service": enabled }, "yes")).not.toMatch(/ordering cycle/);
    expect(verify({ "forced-tunnel-nat.service": online, "frr.service": enabled }, "yes")).toMatch(/ordering cycle/);
  });
});
