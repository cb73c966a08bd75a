import { spawn, spawnSync } from "node:child_process";
import { existsSync, lstatSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Daemon, type CommandResult } from "./namespaces";
import type { RootFilesystem } from "./root-filesystem";

/** Settings of a {@link Machine}. */
export interface MachineOptions {
  readonly name: string;
  /** The network namespace that the machine uses. It must exist. */
  readonly namespace: string;
  /** Makes the namespace what it is before the kernel has booted. */
  readonly renewNamespace: () => void;
  readonly root: RootFilesystem;
  /** The folder for the machine's disk. */
  readonly folder: string;
  /** The user data that cloud-init reads at the first boot. */
  readonly userData: string;
  /**
   * Further files on the disk before the first boot, by absolute path.
   * @default - none
   */
  readonly files?: Readonly<Record<string, string>>;
}

/** Milliseconds after which a command in a machine has failed. */
const COMMAND_TIMEOUT = 60_000;

/** The network is configured by other files, the package source is the lab's, and the root has no other locales. */
const CLOUD_INIT = `datasource_list: [NoCloud]
network: {config: disabled}
locale: false
apt: {preserve_sources_list: true}
`;

/**
 * A machine with systemd and the real cloud-init in a container (systemd-nspawn). Its disk is an overlay above a shared
 * root file system, and survives a power cut. Needs root.
 */
export class Machine {
  private container: Daemon | undefined;
  private readonly disk: string;
  private readonly work: string;
  private readonly mountPoint: string;

  public constructor(private readonly options: MachineOptions) {
    const { name, folder, userData, files = {} } = options;
    this.disk = join(folder, `${name}.disk`);
    this.work = join(folder, `${name}.work`);
    this.mountPoint = join(folder, `${name}.root`);
    for (const path of [this.disk, this.work, this.mountPoint]) mkdirSync(path, { recursive: true });
    this.write("/var/lib/cloud/seed/nocloud/user-data", userData);
    this.write("/var/lib/cloud/seed/nocloud/meta-data", `instance-id: ${name}\nlocal-hostname: ${name}\n`);
    this.write("/etc/cloud/cloud.cfg.d/90-lab.cfg", CLOUD_INIT);
    this.write("/etc/hostname", `${name}\n`);
    for (const [path, text] of Object.entries(files)) this.write(path, text);
  }

  /**
   * Writes a file on the disk of a machine that is off.
   *
   * @throws Error if the machine is on: the kernel does not support changes below a mounted overlay
   */
  public write(path: string, text: string): void {
    const file = this.fileOnDisk(path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  /** Whether there is something at this path that the machine has written to its disk. */
  public hasWritten(path: string): boolean {
    return lstatSync(join(this.disk, path), { throwIfNoEntry: false }) !== undefined;
  }

  /**
   * Removes a file that was written to the disk of a machine that is off.
   *
   * @throws Error if the machine is on
   */
  public delete(path: string): void {
    rmSync(this.fileOnDisk(path));
  }

  /**
   * Turns the machine on. Returns at once.
   *
   * @throws Error if the machine is on
   */
  public boot(): void {
    if (this.container?.isRunning === true) throw new Error(`${this.options.name} is on`);
    this.options.renewNamespace();
    // Without its parent the container ends at once: nothing keeps running after Ctrl-C.
    const container = ["--pdeathsig", "KILL", "unshare", "-m", "sh", "-c", this.bootScript()];
    this.container = new Daemon(
      spawn("setpriv", container, {
        stdio: ["ignore", "pipe", "pipe"],
        env: { ...process.env, SYSTEMD_NSPAWN_API_VFS_WRITABLE: "network", SYSTEMD_NSPAWN_UNIFIED_HIERARCHY: "1" },
      }),
    );
  }

  /** Runs a command in the machine that may fail; the status is null if the machine is off or the command hangs. */
  public attempt(...command: readonly string[]): CommandResult {
    const init = this.initProcess();
    if (init === undefined) return { status: null, stdout: "", stderr: this.offMessage() };
    return spawnSync("nsenter", ["-t", init, "-a", "--", ...command], { encoding: "utf8", timeout: COMMAND_TIMEOUT });
  }

  /**
   * Runs a command in the machine; returns its standard output.
   *
   * @throws Error with the command's output, if the command fails or the machine is off
   */
  public run(...command: readonly string[]): string {
    const { status, stdout, stderr } = this.attempt(...command);
    if (status !== 0) throw new Error(`${command.join(" ")} failed in ${this.options.name}: ${stderr}${stdout}`);
    return stdout;
  }

  /** The messages of the machine's journal, filtered by arguments of `journalctl`. */
  public log(...filters: readonly string[]): string {
    return this.attempt("journalctl", "--no-pager", "--quiet", "--output=cat", ...filters).stdout;
  }

  /** Ends all processes at once. What was written to the disk remains. */
  public async cutPower(): Promise<void> {
    const init = this.initProcess();
    if (init !== undefined) spawnSync("kill", ["-KILL", init]);
    await this.container?.stop("SIGKILL");
  }

  /** Shuts the machine down, and waits until it is off. */
  public async powerOff(): Promise<void> {
    this.run("systemctl", "poweroff", "--no-block");
    await this.container?.ended();
  }

  /** Cuts the power and removes the disk. */
  public async remove(): Promise<void> {
    await this.cutPower();
    for (const path of [this.disk, this.work, this.mountPoint]) rmSync(path, { recursive: true, force: true });
  }

  private bootScript(): string {
    const { name, namespace, root } = this.options;
    const layers = `lowerdir=${root.root},upperdir=${this.disk},workdir=${this.work}`;
    return `set -e
mount --make-rprivate /
# systemd-nspawn needs a hierarchy of control groups that is the unified one only.
umount -R /sys/fs/cgroup
mount -t cgroup2 none /sys/fs/cgroup
mount -t overlay overlay -o ${layers} ${this.mountPoint}
exec systemd-nspawn --quiet --boot --register=no --keep-unit --link-journal=no --console=pipe \\
  --directory=${this.mountPoint} --machine=${name} --network-namespace-path=/run/netns/${namespace} \\
  --capability=CAP_NET_ADMIN,CAP_NET_RAW,CAP_SYS_ADMIN
`;
  }

  private fileOnDisk(path: string): string {
    if (this.container?.isRunning === true) throw new Error(`${this.options.name} is on: its disk must not be changed`);
    return join(this.disk, path);
  }

  private offMessage(): string {
    const lines = this.container?.output.trim().split("\n").slice(-5).join("\n") ?? "";
    return `${this.options.name} is off${lines === "" ? "" : `; its last messages:\n${lines}`}`;
  }

  /** The machine's process 1, as a process id of the host; undefined while the machine is off. */
  private initProcess(): string | undefined {
    const { container } = this;
    if (container?.isRunning !== true) return undefined;
    const children = `/proc/${container.pid}/task/${container.pid}/children`;
    const [child] = existsSync(children) ? readFileSync(children, "utf8").trim().split(" ") : [];
    return child === "" ? undefined : child;
  }
}
