import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import { asset } from "../../lib/nva/asset";
import { NVA_PATHS, type CloudInitFile } from "../../lib/nva/cloud-init";
import { nvaUserData, type NvaUserDataOptions } from "../../lib/nva/user-data";
import { describeWithTools } from "../support/tools";
import { ARTICLE_NVA } from "./article-options";

const options: NvaUserDataOptions = {
  ...ARTICLE_NVA,
};

/** What a namespace cannot have, or must not touch: each says what it was asked for. */
const STAND_INS: Readonly<Record<string, string>> = {
  systemctl: 'case "$*" in "is-active $INACTIVE") echo inactive; exit 3 ;; esac',
  sleep: "",
  sync: "",
  // After a power cut a package may be known, and not configured.
  dpkg: [
    'state="install ok installed"',
    'if [ -n "$APT_FAILURES" ] && [ ! -e installed ]; then state="install ok half-configured"; fi',
    'case "$1" in -s) shift; for package; do echo "Package: $package\\nStatus: $state"; done ;; esac',
  ].join("\n"),
  // Without internet, the update fails so many times.
  "apt-get": [
    'case "$*" in *" install "*) touch installed; exit ;; esac',
    "echo update >> updates",
    '[ "$(wc -l < updates)" -gt "$APT_FAILURES" ]',
  ].join("\n"),
  "cloud-init": "",
  "systemd-sysctl": "exit $SYSCTL_STATUS",
  // The check is real; there is no FRR running to be asked.
  vtysh: 'case "$1" in -C) exec /usr/bin/vtysh "$@" ;; *) echo "router bgp 65001" ;; esac',
};

interface Boot {
  readonly status: number | null;
  readonly said: string;
  /** The stand-ins' calls, in order. */
  readonly calls: readonly string[];
}

/** Runs the first boot where the user data's files lie, in namespaces of its own. */
function boot(
  change: Partial<NvaUserDataOptions> = {},
  environment: Readonly<Record<string, string>> = {},
  without: readonly string[] = [],
): Boot {
  const folder = mkdtempSync(join(tmpdir(), "nva-boot-"));
  const put = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  try {
    const { write_files } = parse(nvaUserData({ ...options, ...change }), { version: "1.1" }) as {
      write_files: CloudInitFile[];
    };
    for (const file of write_files.filter(({ path }) => !without.includes(path))) {
      put(`root${file.path}`, file.content);
      if (file.permissions) chmodSync(join(folder, `root${file.path}`), parseInt(file.permissions, 8));
    }
    for (const [name, script] of Object.entries(STAND_INS)) {
      put(`bin/${name}`, `#!/bin/sh\necho "${name} $*" >> ${folder}/calls\ncd ${folder}\n${script}\n`);
      chmodSync(join(folder, "bin", name), 0o755);
    }
    for (const name of ["calls", "work/x"]) put(name, "");
    mkdirSync(join(folder, "upper"));
    const setUp = [
      "set -e",
      "mount -t tmpfs none work",
      "mkdir work/etc work/upper work/scratch && cp -a root/etc/. work/upper/",
      "mount -t overlay none -o lowerdir=/etc,upperdir=work/upper,workdir=work/scratch /etc",
      "mount --bind root/usr/local/sbin /usr/local/sbin",
      "mount -t tmpfs none /var/lib",
      "mount --bind bin/systemd-sysctl /usr/lib/systemd/systemd-sysctl",
      "ip link add eth0 type veth peer name far && ip link set far up && ip link set eth0 up && ip addr add 10.100.0.10/24 dev eth0",
      "ip route add default via 10.100.0.1 dev eth0 metric 100",
      `PATH=${folder}/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin forced-tunnel-first-boot && status=0 || status=$?`,
      'if [ -e /var/lib/forced-tunnel/ready ]; then echo "ready exists" >> calls; fi',
      'exit "$status"',
    ].join("\n");
    const { status, stdout, stderr } = spawnSync("unshare", ["-m", "-n", "sh", "-c", setUp], {
      cwd: folder,
      encoding: "utf8",
      env: { PATH: process.env.PATH, SYSCTL_STATUS: "0", INACTIVE: "-", ...environment },
    });
    const read = (name: string): string => readFileSync(join(folder, name), "utf8");
    return {
      status,
      said: stdout + stderr,
      calls: read("calls").split("\n").filter(Boolean),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const UNITS = ["nat", "", "egress", "events"]
  .map((name) => (name === "" ? "frr.service" : `forced-tunnel-${name}.service`))
  .join(" ");

describeWithTools(["namespaces", "ip", "nft", "vtysh", "bgpd", "python3", "dash"], "the first boot", () => {
  test("starts everything for good, translation first, after it has checked everything", () => {
    const { status, said, calls } = boot();
    expect({ status, said }).toEqual({ status: 0, said: "forced-tunnel-first-boot: done\n" });
    const systemctl = calls.filter((call) => call.startsWith("systemctl"));
    expect(systemctl).toEqual([
      "systemctl try-restart systemd-networkd.service",
      "systemctl daemon-reload",
      `systemctl enable ${UNITS}`,
      `systemctl restart ${UNITS}`,
      ...UNITS.split(" ").map((unit) => `systemctl is-active ${unit}`),
    ]);
    expect(calls.filter((call) => /^(apt-get|cloud-init)/.test(call))).toEqual([]);
    expect(calls.slice(-2)).toEqual(["sync ", "ready exists"]);
  });

  test("enables its units before it is ready: after a power cut in between, it runs again", () => {
    const text = asset("forced-tunnel-first-boot");
    expect(text.indexOf("systemctl enable")).toBeGreaterThan(0);
    expect(text.indexOf("systemctl enable")).toBeLessThan(text.indexOf(': >"$ready"'));
  });

  test("shows its messages on the console, which Azure's boot diagnostics show", () => {
    expect(asset("forced-tunnel-first-boot.service")).toContain("\nStandardError=journal+console\n");
  });

  test("starts the health daemon too when the default is announced always", () => {
    expect(boot({ defaultRoute: "always" }).calls).toContain(`systemctl enable ${UNITS}`);
  });

  test.each<[string, string, Partial<NvaUserDataOptions>, Record<string, string>, string[]]>([
    [
      "FRR does not know a line",
      "neighbour 10.1.1.1",
      { frrLines: { routerBgp: ["neighbour 10.1.1.1 remote-as 65515"] } },
      {},
      [],
    ],
    ["bgpd refuses a value", "timers 1 2", { frrLines: { routerBgp: ["neighbor route-server timers 1 2"] } }, {}, []],
    ["nft refuses a rule", "ct state nowhere accept", { natLines: { forward: ["ct state nowhere accept"] } }, {}, []],
    ["an anchor is not an address", "one.one.one.one", { health: { anchors: ["one.one.one.one:443"] } }, {}, []],
    [
      "FRR's configuration was not written",
      "packages and files of FRR",
      {},
      { APT_FAILURES: "0" },
      [NVA_PATHS.frrConfig],
    ],
    ["the kernel refuses a setting", "kernel settings", {}, { SYSCTL_STATUS: "1" }, []],
    ["FRR does not stay up", "frr.service is not active: inactive", {}, { INACTIVE: "frr.service" }, []],
    [
      "the translation does not load",
      "forced-tunnel-nat.service is not active",
      {},
      { INACTIVE: "forced-tunnel-nat.service" },
      [],
    ],
  ])("fails closed when %s, and says so", (_, words, change, environment, without) => {
    const { status, said, calls } = boot(change, environment, without);
    expect(status).toBe(1);
    expect(said).toContain("forced-tunnel-first-boot: FAILED: ");
    expect(said).toContain(words);
    expect(said).toContain(
      "this NVA announces no default route. Repair it: forced-tunnel-first-boot runs again every 30 s",
    );
    // It is not ready, so that FRR is not started, and the set-up is tried again.
    expect(calls.slice(-2)).toEqual([
      "systemctl disable --now forced-tunnel-egress.service",
      "systemctl disable --now frr.service",
    ]);
  });

  test("neither enables nor starts anything before all checks are passed", () => {
    const { calls } = boot({ natLines: { forward: ["ct state nowhere accept"] } });
    expect(calls).toContain("vtysh -C -f /etc/frr/frr.conf");
    expect(calls.filter((call) => /^systemctl (?!disable)/.test(call))).toEqual([]);
  });

  test("installs its own packages when cloud-init could not, and then has FRR's files written again", () => {
    const { status, calls } = boot({}, { APT_FAILURES: "0" });
    expect(status).toBe(0);
    const repair = calls.filter((call) => /^(apt-get|cloud-init|dpkg --configure)/.test(call));
    expect(repair).toEqual([
      expect.stringMatching(/^apt-get .* update$/),
      expect.stringMatching(/^dpkg --configure -a/),
      expect.stringMatching(/^apt-get .*--force-confold -y install frr frr-pythontools nftables$/),
      "cloud-init single --name write_files_deferred --frequency always",
    ]);
  });

  test("waits for the internet for as long as it takes, and says so once a minute", () => {
    const { status, said, calls } = boot({}, { APT_FAILURES: "20" });
    expect(status).toBe(0);
    expect(calls.filter((call) => /^apt-get .* update$/.test(call))).toHaveLength(21);
    expect(calls.filter((call) => call === "sleep 10")).toHaveLength(20);
    const waiting = "cannot install frr frr-pythontools nftables yet: again every 10 s";
    expect(said.split(waiting)).toHaveLength(1 + 4);
  });
});
