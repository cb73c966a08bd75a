import { execFileSync, spawn, spawnSync, type ChildProcess, type SpawnSyncReturns } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Removes what a network leaves in the system: its standard input ends when the program that made the network calls
 * `end`, is interrupted, or is killed.
 */
const CLEAN_UP = `
cat >/dev/null
for namespace in $(ip netns list | sed -n "s/^\\($1[^ ]*\\).*/\\1/p"); do
  while processes=$(ip netns pids "$namespace") && [ -n "$processes" ]; do
    kill -KILL $processes
    sleep 0.1
  done
  ip netns del "$namespace"
done
rm -rf "$2"
`;

/** How a command ended. */
export type CommandResult = Pick<SpawnSyncReturns<string>, "status" | "stdout" | "stderr">;

let networks = 0;

/**
 * Network namespaces, the cables between them, and the processes in them. Needs root.
 *
 * The names of namespaces contain the process id, so that several runs at once do not collide. Everything that was
 * started here ends with {@link Network.end}, or with the program, however that ends.
 */
export class Network {
  /** A folder for files of this network. {@link Network.end} removes it. */
  public readonly folder = mkdtempSync(join(tmpdir(), "forced-tunnel-lab-"));
  private readonly prefix = `ft-${process.pid}-${(networks += 1)}-`;
  private readonly daemons: Daemon[] = [];
  private readonly cleaner = startCleaner(this.prefix, this.folder);

  /** Adds a namespace with a loopback interface; returns its name. */
  public namespace(role: string): string {
    const name = this.prefix + role;
    execFileSync("ip", ["netns", "add", name]);
    this.run(name, "ip", "link", "set", "lo", "up");
    return name;
  }

  /** Replaces a namespace by a new one. Its `eth0` is moved, unconfigured; everything else is lost, as in a reboot. */
  public renew(name: string): void {
    const spare = `${name}-spare`;
    execFileSync("ip", ["netns", "add", spare]);
    execFileSync("ip", ["-n", name, "link", "set", "eth0", "netns", spare]);
    execFileSync("ip", ["netns", "del", name]);
    execFileSync("ip", ["netns", "add", name]);
    execFileSync("ip", ["-n", spare, "link", "set", "eth0", "netns", name]);
    execFileSync("ip", ["netns", "del", spare]);
    this.ip(name, "link set lo up\nlink set eth0 up");
  }

  /** Adds a cable from `eth0` of one namespace to a NIC of another. */
  public cable(from: string, to: string, nic: string): void {
    execFileSync("ip", ["link", "add", "eth0", "netns", from, "type", "veth", "peer", "name", nic, "netns", to]);
    this.run(from, "ip", "link", "set", "eth0", "up");
    this.run(to, "ip", "link", "set", nic, "up");
  }

  /**
   * Runs a command in a namespace; returns its standard output.
   *
   * @throws Error with the command's standard error, if the command fails
   */
  public run(namespace: string, ...command: string[]): string {
    return execFileSync("ip", ["netns", "exec", namespace, ...command], { encoding: "utf8", stdio: "pipe" });
  }

  /**
   * Runs several `ip` commands, one a line.
   *
   * @throws Error with the message of `ip`, at the first line that fails
   */
  public ip(namespace: string, commands: string): void {
    execFileSync("ip", ["-n", namespace, "-batch", "-"], { input: commands, stdio: "pipe" });
  }

  /** Runs a command in a namespace that may fail. */
  public attempt(namespace: string, ...command: string[]): CommandResult {
    return spawnSync("ip", ["netns", "exec", namespace, ...command], { encoding: "utf8" });
  }

  /** Starts a program in a namespace. */
  public start(namespace: string, ...command: string[]): Daemon {
    const child = spawn("ip", ["netns", "exec", namespace, ...command], { stdio: ["ignore", "pipe", "pipe"] });
    const daemon = new Daemon(child);
    this.daemons.push(daemon);
    return daemon;
  }

  /** Writes a file in the network's folder; returns its path. */
  public file(name: string, text: string): string {
    const path = join(this.folder, name);
    writeFileSync(path, text);
    return path;
  }

  /**
   * Starts FRR's daemons with a folder of their own for sockets and PID files; returns the folder. The configuration
   * is loaded as at boot: by `vtysh -b`, from one integrated file.
   */
  public startFrr(namespace: string, name: string, config: string, daemons: readonly (readonly string[])[]): string {
    const folder = join(this.folder, name);
    mkdirSync(folder);
    writeFileSync(join(folder, "frr.conf"), config);
    writeFileSync(join(folder, "vtysh.conf"), "service integrated-vtysh-config\n");
    execFileSync("sh", ["-c", `chmod 755 "$0" && chown -R frr:frr "$1"`, this.folder, folder]);
    for (const [daemon, ...options] of daemons) {
      const files = ["-f", "/dev/null", "-i", `${folder}/${daemon}.pid`, "-z", `${folder}/zserv`];
      this.start(namespace, `/usr/lib/frr/${daemon}`, ...files, "--vty_socket", folder, ...options);
    }
    return folder;
  }

  /** Ends all processes and removes the namespaces and the folder. */
  public async end(): Promise<void> {
    await Promise.all(this.daemons.map((daemon) => daemon.stop("SIGKILL")));
    if (this.cleaner.exitCode !== null) return;
    const cleaned = once(this.cleaner, "exit");
    this.cleaner.stdin?.end();
    await cleaned;
  }
}

/** In a session of its own, so that Ctrl-C does not end it before it has cleaned up. */
function startCleaner(prefix: string, folder: string): ChildProcess {
  const cleaner = spawn("sh", ["-c", CLEAN_UP, "sh", prefix, folder], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  cleaner.unref();
  if (cleaner.stdin instanceof Socket) cleaner.stdin.unref();
  return cleaner;
}

/** A program that runs until it is stopped. */
export class Daemon {
  /** What it has printed so far, errors included. */
  public output = "";

  public constructor(private readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (data: Buffer) => (this.output += data.toString()));
  }

  public get pid(): number | undefined {
    return this.child.pid;
  }

  public get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Waits until the program has ended by itself. */
  public async ended(): Promise<void> {
    if (this.isRunning) await once(this.child, "exit");
  }

  /** Sends a signal and waits until the program has ended; returns its exit code, null if a signal ended it. */
  public async stop(signal: NodeJS.Signals): Promise<number | null> {
    if (this.isRunning) this.child.kill(signal);
    await this.ended();
    return this.child.exitCode;
  }
}

/** Waits for a time in milliseconds. */
export function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/**
 * Repeats a check until it passes.
 *
 * @param pause milliseconds between two checks
 * @throws unknown what the check threw last, if it still fails after this number of seconds
 */
export async function eventually(seconds: number, check: () => void | Promise<void>, pause = 100): Promise<void> {
  const deadline = Date.now() + seconds * 1_000;
  for (;;) {
    try {
      await check();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await delay(pause);
    }
  }
}
