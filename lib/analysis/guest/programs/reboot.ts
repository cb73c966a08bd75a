import type { Boot, FilterInput } from "../cloud-init/boot";
import { systemSettings } from "./sysctl-files";
import { SAVED_RULES } from "./written-files";

/** Boots the machine again: kernel settings are those of the files, and rules that nothing saved are lost. */
export function reboot(boot: Boot): void {
  boot.kernel.splice(0, boot.kernel.length, ...systemSettings(boot.files));
  const kept = boot.filter.filter((input) => isKept(boot, input));
  boot.filter.splice(0, boot.filter.length, ...kept);
}

/** False for rules that commands put in, and that nothing puts in again at the next boot. */
export function isKept(boot: Boot, input: FilterInput): boolean {
  if (input.kind === "iptables" && boot.units.has(SAVED_RULES)) return true;
  return !/^(runcmd|user data|part )/.test(input.file);
}
