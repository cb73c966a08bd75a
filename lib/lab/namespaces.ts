import { execFileSync, spawn, spawnSync, type ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Namespaces and processes of one test file. Names hold the process id, so that two runs at once do not meet; only what
 * was started here is ended.
 */
export class Network {
  readonly folder = mkdtempSync(join(tmpdir(), "nva-net-"));
  private readonly namespaces: string[] = [];
  private readonly children: ChildProcess[] = [];

  namespace(role: string): string {
    const name = `nva-${process.pid}-${role}`;
    execFileSync("ip", ["netns", "add", name]);
    this.namespaces.push(name);
    this.run(name, "ip", "link", "set", "lo", "up");
    return name;
  }

  /** A cable from `eth0` of one namespace to a NIC of another. */
  cable(from: string, to: string, nic: string): void {
    execFileSync("ip", ["link", "add", "eth0", "netns", from, "type", "veth", "peer", "name", nic, "netns", to]);
    this.run(from, "ip", "link", "set", "eth0", "up");
    this.run(to, "ip", "link", "set", nic, "up");
  }

  run(namespace: string, ...command: string[]): string {
    return execFileSync("ip", ["netns", "exec", namespace, ...command], { encoding: "utf8", stdio: "pipe" });
  }

  /** Several `ip` commands, one a line. */
  ip(namespace: string, commands: string): void {
    execFileSync("ip", ["-n", namespace, "-batch", "-"], { input: commands, stdio: "pipe" });
  }

  attempt(namespace: string, ...command: string[]): { status: number | null; stdout: string; stderr: string } {
    return spawnSync("ip", ["netns", "exec", namespace, ...command], { encoding: "utf8" });
  }

  start(namespace: string, ...command: string[]): Daemon {
    const child = spawn("ip", ["netns", "exec", namespace, ...command], { stdio: ["ignore", "pipe", "pipe"] });
    this.children.push(child);
    return new Daemon(child);
  }

  file(name: string, text: string): string {
    const path = join(this.folder, name);
    writeFileSync(path, text);
    return path;
  }

  /**
   * FRR daemons with a folder of their own for sockets, configured as at boot: by `vtysh -b` from one integrated file.
   */
  startFrr(namespace: string, name: string, config: string, daemons: readonly (readonly string[])[]): string {
    const folder = join(this.folder, name);
    mkdirSync(folder);
    writeFileSync(join(folder, "frr.conf"), config);
    writeFileSync(join(folder, "vtysh.conf"), "service integrated-vtysh-config\n");
    execFileSync("sh", ["-c", `chmod 755 "$0" && chown -R frr:frr "$1"`, this.folder, folder]);
    for (const [daemon, ...options] of daemons) {
      this.start(
        namespace,
        `/usr/lib/frr/${daemon}`,
        "-f",
        "/dev/null",
        "-i",
        `${folder}/${daemon}.pid`,
        "-z",
        `${folder}/zserv`,
        "--vty_socket",
        folder,
        ...options,
      );
    }
    return folder;
  }

  async end(): Promise<void> {
    await Promise.all(this.children.map((child) => new Daemon(child).stop("SIGKILL")));
    for (const name of this.namespaces) spawnSync("ip", ["netns", "del", name]);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A process that runs until it is stopped; `output` is what it has said so far. */
export class Daemon {
  output = "";

  constructor(private readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (data: Buffer) => (this.output += data.toString()));
  }

  async stop(signal: NodeJS.Signals): Promise<number | null> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const ended = new Promise((resolve) => this.child.once("exit", resolve));
      this.child.kill(signal);
      await ended;
    }
    return this.child.exitCode;
  }
}

/** Looks again until it is so; the last failure otherwise. */
export async function eventually(seconds: number, look: () => void): Promise<void> {
  const deadline = Date.now() + seconds * 1_000;
  for (;;) {
    try {
      look();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
