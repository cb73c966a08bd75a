import fc from "fast-check";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { asset } from "../../lib/nva/asset";
import { NVA_PATHS, reservedPaths, type CloudInitFile } from "../../lib/nva/cloud-init";
import { frrConfig, type FrrConfigOptions } from "../../lib/nva/frr-config";
import { DEFAULT_EGRESS_HEALTH, healthConfig } from "../../lib/nva/health-config";
import { natRuleset } from "../../lib/nva/nat-ruleset";
import { nvaUserData, USER_DATA_LIMIT, userDataBytes, type NvaUserDataOptions } from "../../lib/nva/user-data";
import { nvaOptions } from "./arbitraries";
import { ARTICLE_NVA } from "./article-options";

const frrOptions: FrrConfigOptions = {
  ...ARTICLE_NVA,
  prepend: 0,
  keepaliveSeconds: 3,
  holdSeconds: 9,
};

/** An option left out differs from one set to undefined only by accident; the smallest options a caller gives. */
const smallest: NvaUserDataOptions = {
  ...ARTICLE_NVA,
  routeServerIps: ["${TfToken[TOKEN.12]}", "${TfToken[TOKEN.13]}"],
};

const withService: NvaUserDataOptions = {
  ...smallest,
  announces: [{ prefix: "10.200.0.1/32", prepend: 0, loopback: { tcpPorts: [443] } }],
};

interface CloudConfig {
  readonly bootcmd: string[];
  readonly package_update: boolean;
  readonly packages: string[];
  readonly apt: { readonly conf: string };
  readonly write_files: CloudInitFile[];
  readonly runcmd: (string | string[])[];
}

function cloudConfig(options: NvaUserDataOptions): CloudConfig {
  return parse(nvaUserData(options), { version: "1.1" }) as CloudConfig;
}

function lines(text: string): string[] {
  return text.split("\n").map((line) => line.trim());
}

function fileAt(config: CloudConfig, path: string): CloudInitFile | undefined {
  return config.write_files.find((file) => file.path === path);
}

describe("frr.conf", () => {
  const text = frrConfig(frrOptions);

  test("peers with both Route Server instances over several hops, from the private address", () => {
    expect(lines(text)).toEqual(
      expect.arrayContaining([
        "neighbor route-server remote-as 65515",
        "neighbor route-server ebgp-multihop 4",
        "neighbor route-server update-source 10.100.0.10",
        "neighbor route-server timers 3 9",
        "neighbor 10.100.210.4 peer-group route-server",
        "neighbor 10.100.210.5 peer-group route-server",
        "bgp router-id 10.100.0.10",
      ]),
    );
  });

  test("reaches the Route Server by a static route and never by a learned one", () => {
    expect(lines(text)).toContain("ip route 10.100.210.0/24 10.100.0.1");
    const inbound = lines(text).filter((line) => line.startsWith("ip prefix-list from-route-server"));
    expect(inbound[0]).toContain("deny 10.100.210.0/24 le 32");
    expect(inbound.slice(1).map((line) => line.split("permit ")[1])).toEqual([
      "10.0.0.0/8 le 32",
      "172.16.0.0/12 le 32",
      "192.168.0.0/16 le 32",
    ]);
  });

  test("lets no graceful restart keep a dead NVA in use", () => {
    expect(text).not.toContain("graceful-restart");
  });

  test("announces the marker only, past all of its own filters: never by default-originate", () => {
    expect(lines(text)).toEqual(
      expect.arrayContaining(["redistribute kernel route-map health-marker", "match metric 50"]),
    );
    expect(text).not.toContain("default-originate");
  });

  test("keeps its sessions however many routes it is sent, and opens them at once", () => {
    expect(lines(text)).toEqual(
      expect.arrayContaining([
        "neighbor route-server maximum-prefix 1000 90 warning-only",
        "neighbor route-server timers connect 1",
        "bgp route-map delay-timer 1",
        "coalesce-time 100",
      ]),
    );
  });

  test("makes a standby's path longer by its own number, and an active's not", () => {
    expect(lines(frrConfig({ ...frrOptions, prepend: 3 }))).toContain("set as-path prepend 65001 65001 65001");
    expect(text).not.toContain("prepend");
  });

  test("keeps user lines in order inside their marks, and shows where they would be", () => {
    const withLines = frrConfig({
      ...frrOptions,
      lines: { global: ["! a", "! b"], routerBgp: ["! c"], addressFamily: ["! d"] },
    });
    expect(withLines).toContain("! begin user lines: global\n! a\n! b\n! end user lines\n!\nrouter bgp");
    expect(withLines).toContain(" ! begin user lines: router bgp\n ! c\n ! end user lines\n");
    expect(withLines).toContain("  ! begin user lines: address-family ipv4 unicast\n  ! d\n  ! end user lines\n");
    expect(text.match(/^ *! user lines: .*$/gm)).toEqual([
      "! user lines: global",
      " ! user lines: router bgp",
      "  ! user lines: address-family ipv4 unicast",
    ]);
  });

  test.each([
    ["0", true],
    ["65515 0 64512", true],
    ["23456", true],
    ["64496", true],
    ["64511", true],
    ["65515 65535", true],
    ["65551", true],
    ["65515 12076 12076", false],
    ["64495", false],
    ["64512", false],
    ["65534", false],
    ["65552", false],
    ["123456", false],
    ["10", false],
    ["4200000000", false],
  ])("of the AS path %s says bogon: %s", (path, bogon) => {
    const patterns = [...text.matchAll(/access-list bogon-asns permit (.*)/g)].map((match) => match[1] ?? "");
    // FRR's `_`, as its documentation of AS path regular expressions has it.
    expect(patterns.some((pattern) => new RegExp(pattern.replaceAll("_", "(^|[,{}() ]|$)")).test(path))).toBe(bogon);
  });
});

describe("the nftables ruleset", () => {
  const addresses = { privateIpAddress: "10.100.0.10", routeServerIps: ["10.100.210.4", "10.100.210.5"] } as const;
  const text = natRuleset(addresses);
  const chain = (name: string, ruleset = text): string[] => {
    const block = lines(ruleset.slice(ruleset.indexOf(`chain ${name} {`)));
    return block.slice(1, block.indexOf("}"));
  };

  test("excludes from translation what the 2023 article excludes, in its order, and the NVA itself", () => {
    const postrouting = text.slice(text.indexOf("chain postrouting"), text.indexOf("chain input"));
    expect(lines(postrouting).filter((line) => /^(ip|oifname) /.test(line))).toEqual([
      "ip daddr 168.63.129.16/32 return",
      "ip daddr 10.0.0.0/8 return",
      "ip daddr 172.16.0.0/12 return",
      "ip daddr 192.168.0.0/16 return",
      "oifname $wan ip saddr != 10.100.0.10 masquerade fully-random",
    ]);
  });

  test("spreads clients over the addresses of further public IPs", () => {
    const postrouting = chain(
      "postrouting",
      natRuleset({ ...addresses, furtherAddresses: ["10.100.0.11", "10.100.0.12"] }),
    );
    expect(postrouting.at(-1)).toBe(
      "oifname $wan ip saddr != { 10.100.0.10, 10.100.0.11, 10.100.0.12 } snat to jhash ip saddr mod 3 seed 1 map { 0 : 10.100.0.10, 1 : 10.100.0.11, 2 : 10.100.0.12 } fully-random",
    );
  });

  test("lets nobody but the Route Server open a BGP session, and nobody but the operators connect by SSH", () => {
    const input = (adminSources: readonly string[]): string[] =>
      chain("input", natRuleset({ ...addresses, adminSources })).filter((line) => !line.startsWith("#"));
    const always = [
      "type filter hook input priority filter; policy drop;",
      "ct state established,related accept",
      'iifname "lo" accept',
      "ip protocol icmp accept",
      "udp sport 67 udp dport 68 accept",
      "tcp dport 179 ip saddr { 10.100.210.4, 10.100.210.5 } accept",
    ];
    expect(input([])).toEqual([...always, "counter"]);
    expect(input(["192.0.2.0/24", "198.51.100.7"])).toEqual([
      ...always,
      "tcp dport 22 ip saddr { 192.0.2.0/24, 198.51.100.7 } accept",
      "counter",
    ]);
    expect(input(["0.0.0.0/0"])).toEqual([...always, "tcp dport 22 accept", "counter"]);
  });

  test("marks every packet, and clamps segments to a size that may be chosen", () => {
    expect(chain("prerouting").at(-1)).toBe("meta mark set meta mark | 0x10000000");
    const clamp = "tcp flags & (syn | rst) == syn tcp option maxseg size set";
    expect(chain("forward")).toContain(`${clamp} 1360`);
    expect(chain("forward", natRuleset({ ...addresses, maxSegmentSize: 1300 }))).toContain(`${clamp} 1300`);
  });

  test("limits the connections of one client, and logs connections only on demand", () => {
    expect(text).toMatch(/ct state new add @clients \{ ip saddr \. th sport & 0xf0 ct count over \d+ \} jump too_many/);
    const log = 'ct state new limit rate 100/second log prefix "forced-tunnel new: "';
    expect(chain("forward")).not.toContain(log);
    expect(chain("forward", natRuleset({ ...addresses, connectionLog: true }))).toContain(log);
  });

  test("replaces its own table only", () => {
    expect(text).toContain("table ip forced_tunnel\ndelete table ip forced_tunnel\n");
    expect(text).not.toContain("flush");
  });

  test("puts the user's lines before its own of the same chain", () => {
    const withLines = natRuleset({
      ...addresses,
      lines: {
        forward: ["counter comment one"],
        postrouting: ["counter comment two"],
        input: ["counter comment three"],
      },
    });
    const order = [
      "comment one",
      "established,related",
      "comment two",
      "168.63.129.16/32 return",
      "comment three",
      "dport 179",
    ];
    expect(order.map((part) => withLines.indexOf(part))).toEqual(
      order.map((part) => withLines.indexOf(part)).sort((a, b) => a - b),
    );
    expect(text.match(/^ {4}# user lines: /gm)).toHaveLength(3);
  });
});

describe("the user data", () => {
  test("begins with the line that cloud-init knows it by", () => {
    expect(nvaUserData(smallest)).toMatch(/^#cloud-config\n/);
  });

  test("writes FRR's own files after the package, as FRR's", () => {
    for (const path of [NVA_PATHS.frrConfig, NVA_PATHS.frrDaemons]) {
      expect(fileAt(cloudConfig(smallest), path)).toMatchObject({ defer: true, owner: "frr:frr", permissions: "0640" });
    }
  });

  test("uses the safe defaults: health decides, 2/7 seconds, no prepending", () => {
    const frr = fileAt(cloudConfig(smallest), NVA_PATHS.frrConfig)?.content;
    expect(frr).toBe(
      frrConfig({
        ...frrOptions,
        keepaliveSeconds: 2,
        holdSeconds: 7,
        routeServerIps: smallest.routeServerIps,
      }),
    );
    expect(fileAt(cloudConfig(smallest), NVA_PATHS.egressConfig)?.content).toBe(healthConfig(DEFAULT_EGRESS_HEALTH));
  });

  test("keeps the other health settings when one is given", () => {
    expect(
      fileAt(cloudConfig({ ...smallest, health: { failures: 7, anchors: undefined } }), NVA_PATHS.egressConfig)
        ?.content,
    ).toBe(healthConfig({ ...DEFAULT_EGRESS_HEALTH, failures: 7 }));
  });

  test("has the same daemon and the same FRR where the default is announced always, and nothing that asks anchors", () => {
    const config = cloudConfig(smallest).write_files;
    const always = cloudConfig({ ...smallest, defaultRoute: "always" }).write_files;
    const contents = new Map(config.map(({ path, content }) => [path, content]));
    expect(always.filter(({ path, content }) => contents.get(path) !== content)).toEqual([
      { path: NVA_PATHS.egressConfig, content: healthConfig({ ...DEFAULT_EGRESS_HEALTH, announce: "always" }) },
      {
        path: NVA_PATHS.egressUnit,
        content: contents
          .get(NVA_PATHS.egressUnit)
          ?.replace("# Also when somebody has stopped it.\nUpholds=forced-tunnel-probe.service\n", ""),
      },
    ]);
    expect(config.length - always.length).toBe(1);
    expect(JSON.stringify(always)).not.toMatch(/probe\.service\n|1\.1\.1\.1/);
  });

  test("ends the command script when the first boot fails: cloud-init reports the last command's result only", () => {
    const { runcmd } = cloudConfig({ ...smallest, commands: ["echo done", ["touch", "/tmp/x"]] });
    expect(runcmd).toEqual([
      "systemctl start forced-tunnel-first-boot.service || exit 1",
      "echo done",
      ["touch", "/tmp/x"],
    ]);
  });

  test("begins an interrupted first boot again, in every step of cloud-init's that it may have interrupted", () => {
    const [resume = ""] = cloudConfig(smallest).bootcmd;
    const steps = ["write_files", "package_update_upgrade_install", "write_files_deferred", "runcmd", "scripts_user"];
    const folder = mkdtempSync(join(tmpdir(), "nva-steps-"));
    const left = (): string[] => readdirSync(folder);
    const run = (ready: string): void => {
      const script = resume
        .replace("/var/lib/cloud/instance/sem", folder)
        .replace("/var/lib/forced-tunnel/ready", ready);
      execFileSync("sh", ["-c", script]);
    };
    for (const step of [...steps, "ssh"]) writeFileSync(join(folder, `config_${step}`), "");
    run("/");
    expect(left()).toHaveLength(steps.length + 1);
    run("/nowhere");
    expect(left()).toEqual(["config_ssh"]);
    rmSync(folder, { recursive: true });
  });

  test("starts the set-up at each boot until it is done, and FRR not before", () => {
    const config = cloudConfig(smallest);
    const ready = "/var/lib/forced-tunnel/ready";
    expect(fileAt(config, NVA_PATHS.multiUserDropIn)?.content).toContain("Wants=forced-tunnel-first-boot.service");
    expect(fileAt(config, NVA_PATHS.firstBootUnit)?.content).toContain(`ConditionPathExists=!${ready}\n`);
    expect(fileAt(config, NVA_PATHS.frrDropIn)?.content).toContain(`ConditionPathExists=${ready}\n`);
    expect(fileAt(config, NVA_PATHS.firstBoot)?.content).toContain(`\nready=${ready}\n`);
  });

  test("puts scripts that are executable where units and commands look for them", () => {
    const config = cloudConfig(withService);
    for (const path of reservedPaths().filter((path) => path.startsWith("/usr/local/sbin/"))) {
      expect(fileAt(config, path)).toMatchObject({
        permissions: "0755",
        content: expect.stringMatching(/^#!\//) as string,
      });
    }
    const units = reservedPaths().filter((path) => path.endsWith(".service"));
    expect(units.length).toBeGreaterThanOrEqual(5);
    for (const unit of units) {
      const script = /^ExecStart=(\S+)/m.exec(fileAt(config, unit)?.content ?? "")?.[1];
      expect(reservedPaths()).toContain(script);
    }
  });

  test("is far below Azure's limit, and is counted in bytes", () => {
    expect(userDataBytes(nvaUserData(smallest))).toBeLessThan(40_000);
    expect(userDataBytes(nvaUserData(smallest))).toBeGreaterThan(10_000);
    expect(userDataBytes("日本")).toBe(6);
    expect(USER_DATA_LIMIT).toBe(2 ** 16 - 1);
  });

  test("never loses a file, package or command of either side, nor a value that is known only at apply", () => {
    fc.assert(
      fc.property(nvaOptions, (options) => {
        const config = cloudConfig(options);
        const own = cloudConfig({ ...options, packages: [], files: [], commands: [] });
        expect(config).toEqual({
          ...own,
          packages: [...own.packages, ...(options.packages ?? [])],
          write_files: [...own.write_files, ...(options.files ?? [])],
          runcmd: [...own.runcmd, ...(options.commands ?? [])],
        });
      }),
      { numRuns: 200 },
    );
  });

  test("keeps every embedded file as lines that can be read", () => {
    const text = nvaUserData(smallest);
    for (const line of asset("forced-tunnel-egress").split("\n")) expect(text).toContain(`\n  ${line}`.trimEnd());
  });

  test("writes nothing at a path that is not reserved", () => {
    expect(reservedPaths()).toEqual(expect.arrayContaining(cloudConfig(smallest).write_files.map((file) => file.path)));
  });
});

describe("the files that ship", () => {
  const others = ["egress-check.ps1", "egress-check.sh"];
  const names = readdirSync(join(__dirname, "../../assets")).filter((name) => !others.includes(name));

  test("have nothing that Terraform would interpret", () => {
    expect(names.filter((name) => /[$%]\{/.test(asset(name)))).toEqual([]);
  });

  test("are all part of the user data, but for what changes a running NVA", () => {
    const contents = cloudConfig(withService).write_files.map((file) => file.content);
    expect(names.filter((name) => !contents.includes(asset(name)))).toEqual(["forced-tunnel-change"]);
  });
});
