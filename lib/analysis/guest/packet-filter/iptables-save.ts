import { type Boot, leaveUnread } from "../cloud-init/boot";
import { plain } from "../shell/quotes";
import { shellWords } from "../shell/shell-parser";
import { chainOf, type Iptables, runIptables, tableOf } from "./iptables";

/**
 * Loads a file of iptables-save's form.
 *
 * @param keep whether existing rules stay (--noflush); else the tables of the file are replaced
 */
export function restoreIptables(tables: Iptables, boot: Boot, file: string, text: string, keep = false): void {
  let table = "";
  for (const line of text.split("\n").map((one) => one.trim())) {
    const [, declared, policy] = /^:(\S+)\s+(\S+)/.exec(line) ?? [];
    if (line.startsWith("*")) {
      table = line.slice(1).trim();
      if (!keep) tables.set(table, new Map());
    } else if (declared !== undefined && policy !== undefined) {
      chainOf(tableOf(tables, table), table, declared).policy = policy === "DROP" ? "drop" : "accept";
    } else if (/^(\[\d+:\d+\]\s*)?-/.test(line)) {
      const words = wordsOf(line.replace(/^\[\d+:\d+\]\s*/, ""));
      runIptables(tables, boot, { file, line, words: ["-t", table, ...words] });
    } else if (line !== "" && line !== "COMMIT" && !line.startsWith("#")) {
      leaveUnread(boot, { file, line }, ["forward", "postrouting"]);
    }
  }
}

/** The words of a line, without quotes. */
const wordsOf = (line: string): string[] => shellWords(line).map(({ text }) => plain(text));
