import { Document, Scalar, visit } from "yaml";

/** A file that cloud-init writes at first boot. */
export interface CloudInitFile {
  /** Absolute path on the NVA; not one of `reservedPaths()`. */
  readonly path: string;
  /** The file's text. */
  readonly content: string;
  /** Octal mode.
   * @default "0644" - everybody may read it */
  readonly permissions?: string;
  /** `user:group`. One that a package creates needs `defer`.
   * @default "root:root" - only root may write it */
  readonly owner?: string;
  /** Whether to write it after the packages are installed: needed for their configuration files.
   * @default false - written before the packages are installed */
  readonly defer?: boolean;
}

/** What the user adds to the NVA's first boot; all of it comes after this library's own. */
export interface CloudInitExtras {
  /** Further packages of the distribution.
   * @default - none */
  readonly packages?: readonly string[];
  /** Further files.
   * @default - none */
  readonly files?: readonly CloudInitFile[];
  /** Further commands, run once, after the NVA's own set-up succeeded: a text for the shell, or a list of arguments.
   * @default - none */
  readonly commands?: readonly (string | readonly string[])[];
}

/** What the `#cloud-config` document is made of. */
export interface CloudInitOptions extends CloudInitExtras {
  /** This library's own files. */
  readonly ownFiles: readonly CloudInitFile[];
}

const PACKAGES = ["frr", "frr-pythontools", "nftables", "python3"];

/** Where the NVA's own files lie. */
export const NVA_PATHS = {
  firstBoot: "/usr/local/sbin/forced-tunnel-first-boot",
  natScript: "/usr/local/sbin/forced-tunnel-nat",
  egressDaemon: "/usr/local/sbin/forced-tunnel-egress",
  natUnit: "/etc/systemd/system/forced-tunnel-nat.service",
  egressUnit: "/etc/systemd/system/forced-tunnel-egress.service",
  nftablesDropIn: "/etc/systemd/system/nftables.service.d/forced-tunnel.conf",
  natRuleset: "/etc/forced-tunnel/nat.nft",
  egressConfig: "/etc/forced-tunnel/egress.conf",
  sysctl: "/etc/sysctl.d/90-forced-tunnel.conf",
  modules: "/etc/modules-load.d/forced-tunnel.conf",
  networkd: "/etc/systemd/networkd.conf.d/forced-tunnel.conf",
  frrConfig: "/etc/frr/frr.conf",
  frrDaemons: "/etc/frr/daemons",
} as const;

/** The paths that are the NVA's own: a file of the user's at one of them would break it. */
export function reservedPaths(): readonly string[] {
  return Object.values(NVA_PATHS);
}

/** The `#cloud-config` document. */
export function cloudInit({ ownFiles, files = [], packages = [], commands = [] }: CloudInitOptions): string {
  const before = {
    package_update: true,
    // The first boot may come before the subnet's route to the internet works.
    apt: { conf: 'Acquire::Retries "5";\n' },
    packages: [...PACKAGES, ...packages],
  };
  // cloud-init runs the commands as one shell script and takes the result of the last one: without `exit` a failure
  // would be lost.
  const after = { runcmd: [`${NVA_PATHS.firstBoot} || exit 1`, ...commands] };
  const entries = [...ownFiles.map(ownFileEntry), ...files.map(fileEntry)];
  return ["#cloud-config\n", section(before), FILES_KEY, ...entries, section(after)].join("");
}

const FILES_KEY = "write_files:\n";
const ownFileEntries = new Map<string, { readonly file: CloudInitFile; readonly entry: string }>();
const sections = new Map<string, string>();

/** An entry of write_files. Most of this library's files are the same on every NVA: their YAML is made once. */
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

function fileEntry(file: CloudInitFile): string {
  return yaml({ write_files: [file] }).slice(FILES_KEY.length);
}

/** The YAML of keys that have the same values on most NVAs: it is made once. */
function section(content: object): string {
  const key = JSON.stringify(content);
  const text = sections.get(key) ?? yaml(content);
  sections.set(key, text);
  return text;
}

function yaml(content: object): string {
  // cloud-init reads YAML 1.1, where a plain `on` is no text.
  const document = new Document(content, { version: "1.1", aliasDuplicateObjects: false });
  visit(document, {
    Scalar(_, node) {
      if (typeof node.value === "string" && !isPlain(node.value)) node.type = scalarStyle(node.value);
    },
  });
  const text = document.toString({ lineWidth: 0, doubleQuotedAsJSON: true });
  // Line ends to YAML 1.1 but not to JSON; only quoted text has any.
  return text.replace(/[\u0085\u2028\u2029]/g, (end) => `\\u${end.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** cloud-init's reader of YAML stumbles over unquoted text that others read, such as a lone `=` or a tab. */
function isPlain(text: string): boolean {
  return /^[a-z/]([\w ./|+-]|:(?=\S))*$/i.test(text);
}

/**
 * As a block several lines stay lines, and a value that is known only at apply cannot turn into YAML syntax. Not so
 * text that begins with white space, which a block reads as indentation, or that has line ends a reader of YAML would
 * change.
 */
function scalarStyle(text: string): Scalar.Type {
  return /^\S/.test(text) && !/[\r\u0085\u2028\u2029]/.test(text) ? Scalar.BLOCK_LITERAL : Scalar.QUOTE_DOUBLE;
}
