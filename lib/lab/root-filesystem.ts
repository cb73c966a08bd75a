import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** A Debian with systemd and cloud-init, and the packages that an NVA installs at its first boot. */
export interface RootFilesystem {
  /** Its root folder: the lower layer of machines, never written to. */
  readonly root: string;
  /** A folder with the packages and their index, as an apt source. */
  readonly packages: string;
}

const RELEASE = "bookworm";
const MIRROR = "http://deb.debian.org/debian";
/** What debootstrap's small variant lacks to boot and to be looked at. */
const BASE = ["systemd", "systemd-sysv", "dbus", "udev", "iproute2", "procps", "kmod", "python3", "ca-certificates"];
const NVA_PACKAGES = ["frr", "frr-pythontools", "nftables", "python3"];

/**
 * Makes the root once and keeps it in the user's cache: two to three minutes the first time, with access to a Debian
 * mirror.
 *
 * @throws Error with the tool's last lines where it cannot be made
 */
export function rootFilesystem(): RootFilesystem {
  const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "forced-tunnel", RELEASE);
  if (!existsSync(cache)) make(cache);
  return { root: join(cache, "root"), packages: join(cache, "packages") };
}

function make(cache: string): void {
  const unfinished = `${cache}.${process.pid}`;
  mkdirSync(join(unfinished, "packages"), { recursive: true });
  const script = join(unfinished, "make.sh");
  writeFileSync(
    script,
    [
      "set -e",
      `cd ${unfinished}`,
      `debootstrap --variant=minbase --include=${BASE.join(",")} ${RELEASE} root ${MIRROR}`,
      "cp /etc/resolv.conf root/etc/resolv.conf",
      "mount -t proc proc root/proc",
      "trap 'umount root/proc' EXIT",
      "export DEBIAN_FRONTEND=noninteractive",
      "chroot root apt-get update",
      "chroot root apt-get install -y --no-install-recommends cloud-init apt-utils",
      `chroot root apt-get install -y --download-only ${NVA_PACKAGES.join(" ")}`,
      "mv root/var/cache/apt/archives/*.deb packages/",
      "mkdir root/packages && mount --bind packages root/packages",
      "chroot root sh -c 'cd /packages && apt-ftparchive packages . > Packages'",
      "umount root/packages && rmdir root/packages",
      "chroot root apt-get clean",
      "chroot root systemctl enable systemd-networkd",
      "rm -rf root/var/lib/apt/lists/* root/etc/machine-id && touch root/etc/machine-id",
    ].join("\n"),
  );
  const { status, stdout, stderr } = spawnSync("unshare", ["-m", "bash", script], { encoding: "utf8" });
  if (status !== 0) {
    rmSync(unfinished, { recursive: true, force: true });
    const lines = `${stdout}${stderr}`.trim().split("\n").slice(-8).join("\n");
    throw new Error(`the root file system of test machines could not be made:\n${lines}`);
  }
  renameSync(unfinished, cache);
}
