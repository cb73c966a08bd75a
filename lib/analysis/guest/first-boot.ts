import { affectedParts, type Boot, copyOf, EVERYTHING, freshBoot, leaveUnread, settlePending } from "./cloud-init/boot";
import { scheduledScripts } from "./cloud-init/scheduled";
import { bootSteps, type BootStep } from "./cloud-init/user-data";
import { START_FRR, startPackage } from "./programs/packages";
import { reboot, startWanted } from "./programs/reboot";
import type { Script } from "./programs/program";
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
    runInstalled(boot, file);
  for (const step of steps.filter(isScript)) runStep(boot, step);
  for (const script of scheduledScripts(boot)) runScript(boot, script);
  startWanted(boot, runIn(boot));
  return boot;
}

/**
 * The machine as it stays, in a boot of its own.
 * @param later a script that runs once after the first boot
 */
export function settled(boot: Boot, later?: string): Boot {
  const own = copyOf(boot);
  if (later !== undefined) runScript(own, { file: "script", text: later });
  settlePending(own);
  return own;
}

/** What the machine is after it has booted once more. */
export function nextBoot(boot: Boot): Boot {
  const next: Boot = { ...copyOf(boot), pending: [], unread: [], notes: [] };
  reboot(next, runIn(next));
  for (const script of scheduledScripts(next)) runScript(next, script);
  settlePending(next);
  return next;
}

const runIn =
  (boot: Boot) =>
  (script: Script): void => {
    runScript(boot, script);
  };

function runInstalled(boot: Boot, file: string): void {
  const script = { file, text: boot.files.get(file)! };
  if (file.includes("/per-boot/")) boot.eachBoot.push(script);
  runScript(boot, script);
}

function runStep(boot: Boot, step: BootStep): void {
  if (step.kind === "file") {
    const before = step.append ? (boot.files.get(step.path) ?? "") : "";
    boot.files.set(step.path, `${before}${step.content}`);
  } else if (step.kind === "package") boot.packages.add(step.name);
  else if (step.kind === "script") {
    const script = { file: step.name, text: step.text };
    if (step.eachBoot === true) boot.eachBoot.push(script);
    runScript(boot, script);
  } else if (step.kind === "reboot") reboot(boot, runIn(boot));
  else leaveUnread(boot, { file: step.name, line: step.line }, affectedByUnread(step.name));
}

/** What a file, or a part of the user data, may change that cannot be read. */
function affectedByUnread(name: string) {
  const parts = affectedParts(name);
  return parts.length > 0 || name.startsWith("/") ? parts : EVERYTHING;
}
