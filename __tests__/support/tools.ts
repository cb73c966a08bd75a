import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/** How each tool is found, and which Debian or Ubuntu package brings it. */
const TOOLS = {
  bgpd: { package: "frr", present: () => existsSync("/usr/lib/frr/bgpd") },
  chromium: { package: "chromium", present: () => onPath("chromium") },
  "cloud-init": { package: "cloud-init", present: () => onPath("cloud-init") },
  curl: { package: "curl", present: () => onPath("curl") },
  debootstrap: { package: "debootstrap", present: () => onPath("debootstrap") },
  dash: { package: "dash", present: () => onPath("dash") },
  ip: { package: "iproute2", present: () => onPath("ip") },
  namespaces: { package: "no package: root and CAP_SYS_ADMIN", present: () => succeeds("unshare", "-m", "-n", "true") },
  nft: { package: "nftables", present: () => onPath("nft") },
  nspawn: { package: "systemd-container", present: () => onPath("systemd-nspawn") },
  openssl: { package: "openssl", present: () => onPath("openssl") },
  python3: { package: "python3", present: () => onPath("python3") },
  sysctl: { package: "systemd", present: () => existsSync("/usr/lib/systemd/systemd-sysctl") },
  "systemd-analyze": { package: "systemd", present: () => onPath("systemd-analyze") },
  terraform: { package: "terraform, from HashiCorp", present: () => onPath("terraform") },
  unshare: { package: "util-linux, and user namespaces allowed", present: () => succeeds("unshare", "-rn", "true") },
  wget: { package: "wget", present: () => onPath("wget") },
  vtysh: { package: "frr", present: () => onPath("vtysh") },
};

export type ToolName = keyof typeof TOOLS;

function succeeds(command: string, ...args: string[]): boolean {
  return spawnSync(command, args, { stdio: "ignore" }).status === 0;
}

function onPath(command: string): boolean {
  return succeeds("sh", "-c", `command -v ${command}`);
}

/**
 * `describe` for tests of generated text with the real tools. Where one is missing the tests are skipped by name, with
 * a warning that says what to install; with CI=true its absence is a failure, so that no pipeline passes without having
 * looked.
 */
export function describeWithTools(tools: readonly ToolName[], name: string, tests: () => void): void {
  const missing = tools.filter((tool) => !TOOLS[tool].present());
  if (missing.length === 0) {
    describe(name, tests);
    return;
  }
  const message = `${name}: needs ${missing.map((tool) => `${tool} (${TOOLS[tool].package})`).join(", ")}`;
  if (process.env.CI === "true") {
    describe(name, () => {
      test("has its tools", () => {
        throw new Error(message);
      });
    });
    return;
  }
  console.warn(`skipped: ${message}`);
  describe.skip(name, tests);
}
