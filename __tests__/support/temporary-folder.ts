import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** One folder for all that a run of the tests writes, its workers and their commands included; it goes with the run. */
export default function temporaryFolder(): void {
  const folder = mkdtempSync(join(tmpdir(), "forced-tunneling-tests-"));
  // Like the system's own: daemons that run as users of their own keep their sockets below.
  chmodSync(folder, 0o1777);
  process.env.TMPDIR = folder;
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
}
