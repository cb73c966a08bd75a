import { readGuest } from "../../../../lib/analysis/guest/read-guest";
import type { Guest } from "../../../../lib/analysis/model/guest";
import { commands } from "../user-data";

/** A client's first packet to the internet. */
export const clientPacket = {
  source: "10.0.0.4",
  destination: "8.8.8.8",
  protocol: "tcp",
  port: 443,
  state: "new",
} as const;

/** What the analysis reads of a machine that runs these commands. */
export const guestOfCommands = (...lines: readonly string[]): Guest => readGuest(commands(...lines), "vm").guest!;

/** The lines that the analysis cannot follow, each with what it may change. */
export const unreadLines = ({ unread }: Guest): string[] => [
  ...new Set(unread.map(({ line, affects }) => `${affects}: ${line}`)),
];
