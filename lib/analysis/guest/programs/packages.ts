import { type Boot, leaveUnread } from "../cloud-init/boot";
import { loadIptablesRules } from "./packet-filter-programs";
import { RULES_FILE, saveRules } from "./written-files";
import { inputOf } from "./output";
import { named, operands, type Place, type Programs } from "./program";

/** Packages whose services change the packet filter as soon as they are installed. */
const FILTERING_PACKAGES = ["docker.io", "docker-ce", "podman-docker", "firewalld", "shorewall", "ferm"];

/** The package starts FRR, as far as drop-ins of the user data's allow it. */
export const START_FRR = "systemctl start frr";

/** The programs that install packages, by name. */
export const PACKAGE_PROGRAMS: Programs = {
  ...named(["apt", "apt-get"], { affects: () => [], run: install }),
  "debconf-set-selections": {
    affects: () => [],
    run: (place, _, command) => {
      const [, saves] = /iptables-persistent\/autosave_v4\s+boolean\s+(\w+)/.exec(inputOf(place, command) ?? "") ?? [];
      if (saves !== undefined) place.boot.autosave = saves === "true";
      return undefined;
    },
  },
};

function install(place: Place, args: readonly string[]): undefined {
  const { boot } = place;
  const [verb, ...names] = operands(args.filter((_, i) => args[i - 1] !== "-o"));
  if (verb !== "install") return;
  for (const name of names.map((one) => one.replace(/[=/].*/, "")).filter((one) => !boot.packages.has(one))) {
    boot.packages.add(name);
    startPackage(boot, name);
    if (name === "frr" && boot.frrStopped === undefined) place.runScript({ file: place.file, text: START_FRR });
  }
}

/** Starts the service that a package brings, as far as packets depend on it. */
export function startPackage(boot: Boot, name: string): void {
  if (FILTERING_PACKAGES.includes(name)) leaveUnread(boot, { file: "packages", line: name }, ["forward"]);
  if (name === "frr") boot.enabled.add("frr");
  if (name !== "iptables-persistent" && name !== "netfilter-persistent") return;
  boot.enabled.add("netfilter-persistent");
  // Its installation saves the rules that are there, unless debconf was told not to.
  if (name === "iptables-persistent" && boot.filter.length > 0 && !boot.files.has(RULES_FILE) && boot.autosave)
    saveRules(boot, RULES_FILE, "iptables");
  loadIptablesRules(boot);
}
