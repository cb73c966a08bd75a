import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** A Debian with systemd and cloud-init, and the packages that an NVA installs at its first boot. */
export interface RootFilesystem {
  /** The root folder: the lower layer of machines' disks, which is never written to. */
  readonly root: string;
  /** A folder with the packages and their index, in the form of a package source of apt. */
  readonly packages: string;
}

const RELEASE = "bookworm";
const MIRROR = "http://deb.debian.org/debian";
/** What the smallest variant of debootstrap lacks to boot and to be examined. */
const BASE = ["systemd", "systemd-sysv", "dbus", "udev", "iproute2", "procps", "kmod", "python3", "ca-certificates"];
const NVA_PACKAGES = ["frr", "frr-pythontools", "nftables", "python3"];
const TOOLS = ["debootstrap", "systemd-nspawn"];

/**
 * The root file system of the lab's machines. The first call makes it, in two to three minutes and with access to a
 * Debian mirror; it is kept in the user's cache. Needs root.
 *
 * @throws Error with the last lines of the tools' output, if it cannot be made
 */
export function rootFilesystem(): RootFilesystem {
  const folder = join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "forced-tunnel", RELEASE);
  if (!existsSync(folder)) makeRootFilesystem(folder);
  return { root: join(folder, "root"), packages: join(folder, "packages") };
}

/** Works in another folder and renames it at the end, so that an interrupted run leaves nothing that would be used. */
function makeRootFilesystem(folder: string): void {
  const unfinished = `${folder}.${process.pid}`;
  mkdirSync(join(unfinished, "packages"), { recursive: true });
  try {
    const script = join(unfinished, "make.sh");
    writeFileSync(script, makeScript(unfinished));
    // In a mount namespace of its own: nothing stays mounted.
    const { status, stdout, stderr } = spawnSync("unshare", ["-m", "bash", script], { encoding: "utf8" });
    if (status !== 0) throw new Error(failure(`${stdout}${stderr}`));
    // Another run may have been faster.
    if (!existsSync(folder)) renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

function failure(output: string): string {
  const lines = output.trim().split("\n").slice(-8).join("\n");
  return `cannot make the root file system of the lab's machines: check that ${TOOLS.join(" and ")} are installed and that ${MIRROR} can be reached:\n${lines}`;
}

function makeScript(folder: string): string {
  return `set -e
cd ${folder}
debootstrap --variant=minbase --include=${BASE.join(",")} ${RELEASE} root ${MIRROR}
cp /etc/resolv.conf root/etc/resolv.conf
mount -t proc proc root/proc
export DEBIAN_FRONTEND=noninteractive
chroot root apt-get update
chroot root apt-get install -y --no-install-recommends cloud-init apt-utils
chroot root apt-get install -y --download-only ${NVA_PACKAGES.join(" ")}
mv root/var/cache/apt/archives/*.deb packages/
mkdir root/packages
mount --bind packages root/packages
chroot root sh -c 'cd /packages && apt-ftparchive packages . > Packages'
umount root/packages root/proc
rmdir root/packages
chroot root apt-get clean
chroot root systemctl enable systemd-networkd
rm -rf root/var/lib/apt/lists/* root/etc/machine-id
touch root/etc/machine-id
`;
}
