import { affectedParts, type Boot, EVERYTHING, freshBoot, leaveUnread, settlePending } from "./cloud-init/boot";
import { scheduledScripts } from "./cloud-init/scheduled";
import { bootSteps, type BootStep } from "./cloud-init/user-data";
import { START_FRR, startPackage } from "./programs/packages";
import { reboot } from "./programs/reboot";
import { nameOf, wantedAtBoot } from "./programs/unit-file";
import { runScript } from "./run-script";

/** Scripts that cloud-init finds in its own folder, and runs before those of `runcmd`. */
const CLOUD_INIT_SCRIPTS = /^\/var\/lib\/cloud\/scripts\/per-(once|boot|instance)\//;

/** What a machine's first boot leaves behind: files and packages first, then scripts in their order. */
export function firstBoot(userData: string, machine: string): Boot {
  const boot = freshBoot(machine);
  const steps = bootSteps(userData);
  const isScript = ({ kind }: BootStep): boolean => kind === "script" || kind === "reboot";
  for (const step of steps.filter((one) => !isScript(one))) runStep(boot, step);
  for (const name of boot.packages) startPackage(boot, name);
  if (boot.packages.has("frr")) runScript(boot, { file: "packages", text: START_FRR });
  for (const file of [...boot.files.keys()].filter((path) => CLOUD_INIT_SCRIPTS.test(path)).sort())
    runScript(boot, { file, text: boot.files.get(file)! });
  for (const step of steps.filter(isScript)) runStep(boot, step);
  for (const script of scheduledScripts(boot)) runScript(boot, script);
  for (const { file, unit } of wantedAtBoot(boot))
    if (!boot.units.has(nameOf(unit))) runScript(boot, { file, text: `systemctl start ${unit}` });
  settlePending(boot);
  return boot;
}

function runStep(boot: Boot, step: BootStep): void {
  if (step.kind === "file") {
    const before = step.append ? (boot.files.get(step.path) ?? "") : "";
    boot.files.set(step.path, `${before}${step.content}`);
  } else if (step.kind === "package") boot.packages.add(step.name);
  else if (step.kind === "script") runScript(boot, { file: step.name, text: step.text });
  else if (step.kind === "reboot") reboot(boot);
  else leaveUnread(boot, { file: step.name, line: step.line }, affectedByUnread(step.name));
}

/** What a file, or a part of the user data, may change that cannot be read. */
function affectedByUnread(name: string) {
  const parts = affectedParts(name);
  return parts.length > 0 || name.startsWith("/") ? parts : EVERYTHING;
}
