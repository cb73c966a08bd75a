import type { Script } from "../programs/program";
import type { Boot } from "./boot";

/** Folders and files whose scripts run at a time, or at an event, that the first boot does not decide. */
const SCRIPTS =
  /^\/etc\/(cron\.(hourly|daily|weekly|monthly)\/|rc\.local$|networkd-dispatcher\/|network\/if-[\w-]+\.d\/|dhcp\/dhclient-(enter|exit)-hooks\.d\/)/;
const TABLES = /^\/etc\/(crontab$|cron\.d\/)/;

/** The scripts that run at other times than the first boot. */
export function scheduledScripts({ files }: Boot): Script[] {
  return [...files].flatMap(([file, content]): Script[] => {
    const text = TABLES.test(file) ? tableCommands(content) : SCRIPTS.test(file) ? content : "";
    return text === "" ? [] : [{ file, text, conditional: true, repeated: true }];
  });
}

/** The commands of a cron table: behind the times and the user. */
const tableCommands = (text: string): string =>
  text
    .split("\n")
    .map((line) => /^\s*(?:@\w+|[\d*][^\s=]*(?:\s+\S+){4})\s+\S+\s+(.*)$/.exec(line)?.[1] ?? "")
    .filter((line) => line !== "")
    .join("\n");
