import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Daemon } from "./namespaces";
import type { RootFilesystem } from "./root-filesystem";

/** What a machine is made of. */
export interface MachineOptions {
  readonly name: string;
  /** Its network namespace, which exists. */
  readonly namespace: string;
  readonly root: RootFilesystem;
  /** A folder of its own for its disk. */
  readonly folder: string;
  /** The user data that cloud-init reads at the first boot. */
  readonly userData: string;
  /** Further files on its disk before it first boots, by path. */
  readonly files?: Readonly<Record<string, string>>;
}

/**
 * A machine with systemd and the real cloud-init in a container (systemd-nspawn): its disk is a layer above a shared
 * root, and outlives a power cut.
 */
export class Machine {
  private container: ChildProcess | undefined;
  private readonly disk: string;
  private readonly mounted: string;

  public constructor(private readonly options: MachineOptions) {
    this.disk = join(options.folder, `${options.name}.disk`);
    this.mounted = join(options.folder, `${options.name}.root`);
    for (const folder of [this.disk, join(options.folder, `${options.name}.work`), this.mounted])
      mkdirSync(folder, { recursive: true });
    this.write("/var/lib/cloud/seed/nocloud/user-data", options.userData);
    this.write(
      "/var/lib/cloud/seed/nocloud/meta-data",
      `instance-id: ${options.name}\nlocal-hostname: ${options.name}\n`,
    );
    // Its network is there already; packages come from a source that the network decides about.
    this.write(
      "/etc/cloud/cloud.cfg.d/90-lab.cfg",
      "datasource_list: [NoCloud]\nnetwork: {config: disabled}\napt: {preserve_sources_list: true}\n",
    );
    this.write("/etc/hostname", `${options.name}\n`);
    for (const [path, text] of Object.entries(options.files ?? {})) this.write(path, text);
  }

  /** Writes on the disk of a machine that is off. */
  public write(path: string, text: string): void {
    const file = join(this.disk, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  public boot(): void {
    const { name, namespace, folder, root } = this.options;
    const script = [
      "set -e",
      "mount --make-rprivate /",
      // nspawn wants one hierarchy of control groups, of its own.
      "umount -R /sys/fs/cgroup",
      "mount -t cgroup2 none /sys/fs/cgroup",
      `mount -t overlay overlay -o lowerdir=${root.root},upperdir=${this.disk},workdir=${join(folder, `${name}.work`)} ${this.mounted}`,
      [
        "exec systemd-nspawn --quiet --boot --register=no --keep-unit --link-journal=no --console=pipe",
        `--directory=${this.mounted} --machine=${name} --network-namespace-path=/run/netns/${namespace}`,
        "--capability=CAP_NET_ADMIN,CAP_NET_RAW,CAP_SYS_ADMIN",
      ].join(" "),
    ].join("\n");
    this.container = spawn("unshare", ["-m", "sh", "-c", script], {
      stdio: ["ignore", "ignore", "ignore"],
      env: { ...process.env, SYSTEMD_NSPAWN_API_VFS_WRITABLE: "network", SYSTEMD_NSPAWN_UNIFIED_HIERARCHY: "1" },
    });
  }

  /** Runs a command in the machine. */
  public attempt(...command: readonly string[]): { status: number | null; stdout: string; stderr: string } {
    const leader = this.leader();
    if (leader === undefined) return { status: null, stdout: "", stderr: "the machine is off" };
    return spawnSync("nsenter", ["-t", leader, "-a", "--", ...command], { encoding: "utf8" });
  }

  /** @throws Error where the command fails */
  public run(...command: readonly string[]): string {
    const { status, stdout, stderr } = this.attempt(...command);
    if (status !== 0) throw new Error(`${command.join(" ")} in ${this.options.name}: ${stderr}${stdout}`);
    return stdout;
  }

  /** The log since the machine first booted. */
  public log(...filters: readonly string[]): string {
    return this.attempt("journalctl", "--no-pager", "--quiet", "-o", "short-monotonic", ...filters).stdout;
  }

  /** Ends every process at once; what was written to the disk stays. */
  public async cutPower(): Promise<void> {
    const { container } = this;
    if (!container) return;
    const leader = this.leader();
    if (leader !== undefined) spawnSync("kill", ["-KILL", leader]);
    await new Daemon(container).stop("SIGKILL");
    this.container = undefined;
  }

  /** Turns the machine off as its administrator would, and waits until it is. */
  public async powerOff(): Promise<void> {
    this.attempt("systemctl", "poweroff", "--no-block");
    const { container } = this;
    if (container && container.exitCode === null) await new Promise((resolve) => container.once("exit", resolve));
    this.container = undefined;
  }

  /** Removes its disk. */
  public async end(): Promise<void> {
    await this.cutPower();
    for (const suffix of ["disk", "work", "root"])
      rmSync(join(this.options.folder, `${this.options.name}.${suffix}`), { recursive: true, force: true });
  }

  /** The process that is systemd in the machine, seen from outside; undefined before it is there. */
  private leader(): string | undefined {
    const pid = this.container?.pid;
    if (pid === undefined || this.container?.exitCode !== null) return undefined;
    const children = `/proc/${pid}/task/${pid}/children`;
    const child = existsSync(children) ? readFileSync(children, "utf8").trim().split(" ")[0] : "";
    return child === "" ? undefined : child;
  }
}
