import type { Boot } from "../cloud-init/boot";
import type { Script } from "./program";
import { systemSettings } from "./sysctl-files";
import { nameOf, wantedAtBoot } from "./unit-file";

const SAVES_FRR = /^\s*(do\s+)?(wr(i|it|ite)?\b|copy\s+run)/m;

/** Boots the machine again: only files, and what units and cloud-init start at each boot, make it what it is. */
export function reboot(boot: Boot, runScript: (script: Script) => void): void {
  const ran = new Set(boot.units);
  boot.kernel.splice(0, boot.kernel.length, ...systemSettings(boot.files));
  boot.filter.length = 0;
  boot.vtysh.length = savedLines(boot);
  boot.units.clear();
  for (const script of boot.eachBoot) runScript(script);
  for (const unit of boot.enabled) runScript({ file: "systemd", text: `systemctl start ${unit}` });
  startWanted(boot, runScript);
  if (ran.has("frr") && !boot.units.has("frr")) boot.frrStopped = "frr is not enabled, and does not start at boot";
}

/** Starts the units that links and drop-ins add to a target. */
export function startWanted(boot: Boot, runScript: (script: Script) => void): void {
  for (const { file, unit } of wantedAtBoot(boot))
    if (!boot.units.has(nameOf(unit))) runScript({ file, text: `systemctl start ${unit}` });
}

/** How many of the lines that vtysh was given are in FRR's file too. */
const savedLines = ({ vtysh }: Boot): number => vtysh.map(({ text }) => SAVES_FRR.test(text)).lastIndexOf(true) + 1;
