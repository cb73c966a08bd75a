import { basename } from "node:path";
import { Document, Scalar, visit } from "yaml";

/**
 * A file that cloud-init writes at first boot.
 * @see https://cloudinit.readthedocs.io/en/latest/reference/modules.html#write-files
 */
export interface CloudInitFile {
  /** Absolute path on the NVA. Must not be one of the library's own files ({@link reservedPaths}). */
  readonly path: string;
  /** Text of the file. */
  readonly content: string;
  /**
   * Octal mode.
   * @default "0644" - all users can read the file, only the owner can write it
   */
  readonly permissions?: string;
  /**
   * `user:group`. If a package creates the user, `defer` must be true.
   * @default "root:root"
   */
  readonly owner?: string;
  /**
   * Whether to write the file after the packages are installed, as needed for their configuration files.
   * @default false - written before the packages are installed
   */
  readonly defer?: boolean;
}

/** What the user adds to the NVA's first boot. The library's own packages, files and commands come first. */
export interface CloudInitExtras {
  /**
   * Further packages of the distribution, for example "tcpdump".
   * @default - none
   */
  readonly packages?: readonly string[];
  /**
   * Further files.
   * @default - none
   */
  readonly files?: readonly CloudInitFile[];
  /**
   * Further commands: a line for the shell, or a list of arguments. They run once, as root, if the NVA's own setup has
   * succeeded.
   * @default - none
   */
  readonly commands?: readonly (string | readonly string[])[];
}

/** Input of {@link cloudInit}. */
export interface CloudInitOptions extends CloudInitExtras {
  /** The library's own files. */
  readonly ownFiles: readonly CloudInitFile[];
}

/**
 * cloud-init does a step at most once, and notes that before it begins: after a power cut it would leave out what was not
 * finished.
 */
const RESUME =
  "[ -e /var/lib/forced-tunnel/ready ] || (cd /var/lib/cloud/instance/sem && " +
  "rm -f config_write_files* config_package_update* config_runcmd config_scripts_user)";

const PACKAGES = ["frr", "frr-pythontools", "nftables"];

/** Paths of the library's own files on the NVA. */
export const NVA_PATHS = {
  firstBoot: "/usr/local/sbin/forced-tunnel-first-boot",
  natScript: "/usr/local/sbin/forced-tunnel-nat",
  status: "/usr/local/sbin/forced-tunnel-status",
  eventsDaemon: "/usr/local/sbin/forced-tunnel-events",
  eventsUnit: "/etc/systemd/system/forced-tunnel-events.service",
  upgradeTimer: "/etc/systemd/system/apt-daily-upgrade.timer.d/forced-tunnel.conf",
  egressDaemon: "/usr/local/sbin/forced-tunnel-egress",
  natUnit: "/etc/systemd/system/forced-tunnel-nat.service",
  egressUnit: "/etc/systemd/system/forced-tunnel-egress.service",
  probeUnit: "/etc/systemd/system/forced-tunnel-probe.service",
  firstBootUnit: "/etc/systemd/system/forced-tunnel-first-boot.service",
  hardening: "/etc/systemd/system/forced-tunnel-.service.d/hardening.conf",
  firstBootHardening: "/etc/systemd/system/forced-tunnel-first-boot.service.d/hardening.conf",
  multiUserDropIn: "/etc/systemd/system/multi-user.target.d/forced-tunnel.conf",
  frrDropIn: "/etc/systemd/system/frr.service.d/forced-tunnel.conf",
  nftablesDropIn: "/etc/systemd/system/nftables.service.d/forced-tunnel.conf",
  natRuleset: "/etc/forced-tunnel/nat.nft",
  egressConfig: "/etc/forced-tunnel/egress.conf",
  sysctl: "/etc/sysctl.d/90-forced-tunnel.conf",
  modules: "/etc/modules-load.d/forced-tunnel.conf",
  networkd: "/etc/systemd/networkd.conf.d/forced-tunnel.conf",
  servicesDaemon: "/usr/local/sbin/forced-tunnel-egress-services",
  servicesUnit: "/etc/systemd/system/forced-tunnel-egress-services.service",
  servicesDropIn: "/etc/systemd/system/forced-tunnel-egress.service.d/services.conf",
  addresses: "/etc/systemd/network/10-netplan-eth0.network.d/forced-tunnel.conf",
  datasource: "/etc/cloud/cloud.cfg.d/90-forced-tunnel.cfg",
  frrConfig: "/etc/frr/frr.conf",
  frrDaemons: "/etc/frr/daemons",
} as const;

/** The paths of the library's own files, which a user's file must not replace. */
export function reservedPaths(): readonly string[] {
  return Object.values(NVA_PATHS);
}

/** The `#cloud-config` document. */
export function cloudInit({ ownFiles, files = [], packages = [], commands = [] }: CloudInitOptions): string {
  const before = {
    bootcmd: [RESUME],
    package_update: true,
    // The NVA may boot before its subnet's route to the internet works.
    apt: { conf: 'Acquire::Retries "5";\n' },
    packages: [...PACKAGES, ...packages],
  };
  // cloud-init runs the commands as one shell script and reports the result of the last one: without `exit`, a failure
  // would be lost.
  const after = { runcmd: [`systemctl start ${basename(NVA_PATHS.firstBootUnit)} || exit 1`, ...commands] };
  const entries = [...ownFiles.map(ownFileEntry), ...files.map(fileEntry)];
  return ["#cloud-config\n", section(before), FILES_KEY, ...entries, section(after)].join("");
}

const FILES_KEY = "write_files:\n";
const ownFileEntries = new Map<string, { readonly file: CloudInitFile; readonly entry: string }>();
const sections = new Map<string, string>();

/** An entry of write_files. Most of the library's files are the same on every NVA: their YAML is rendered once. */
function ownFileEntry(file: CloudInitFile): string {
  const last = ownFileEntries.get(file.path);
  if (last && isSameFile(last.file, file)) return last.entry;
  const entry = fileEntry(file);
  ownFileEntries.set(file.path, { file, entry });
  return entry;
}

function isSameFile(a: CloudInitFile, b: CloudInitFile): boolean {
  return a.content === b.content && a.permissions === b.permissions && a.owner === b.owner && a.defer === b.defer;
}

/** The entry begins below its dash, so that each line of the file is indented by two spaces, not three. */
function fileEntry(file: CloudInitFile): string {
  return `-\n${yaml(file).replace(/^(?=.)/gm, " ")}`;
}

/** The YAML of keys that have the same values on most NVAs: it is rendered once. */
function section(content: object): string {
  const key = JSON.stringify(content);
  const text = sections.get(key) ?? yaml(content);
  sections.set(key, text);
  return text;
}

function yaml(content: object): string {
  // cloud-init reads YAML 1.1, where a plain `on` is a boolean.
  const document = new Document(content, { version: "1.1", aliasDuplicateObjects: false });
  visit(document, {
    Scalar(_, node) {
      if (typeof node.value === "string" && !isPlain(node.value)) node.type = scalarStyle(node.value);
    },
  });
  const text = document.toString({ indent: 1, lineWidth: 0, doubleQuotedAsJSON: true, indentSeq: false });
  // YAML 1.1 reads them as line ends, JSON does not. They occur in quoted text only.
  return text.replace(/[\u0085\u2028\u2029]/g, (end) => `\\u${end.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** True for text that needs no quotes. cloud-init's YAML parser fails on some that others accept: a lone `=`, a tab. */
function isPlain(text: string): boolean {
  return /^[a-z/]([\w ./|+-]|:(?=\S))*$/i.test(text);
}

/**
 * In a block, lines stay lines, and a value that is known only at apply cannot become YAML syntax. Text is quoted if it
 * begins with white space, which a block reads as indentation, or has line ends that a YAML parser would change. A file
 * mode is quoted because that is shorter.
 */
function scalarStyle(text: string): Scalar.Type {
  const needsQuotes = !/^\S/.test(text) || /[\r\u0085\u2028\u2029]/.test(text);
  return needsQuotes || /^\d+$/.test(text) ? Scalar.QUOTE_DOUBLE : Scalar.BLOCK_LITERAL;
}
