import { asset } from "./asset";
import { cloudInit, NVA_PATHS, type CloudInitExtras, type CloudInitFile } from "./cloud-init";
import {
  DEFAULT_HOLD_SECONDS,
  DEFAULT_KEEPALIVE_SECONDS,
  frrConfig,
  type DefaultRoute,
  type FrrConfigOptions,
  type FrrLines,
} from "./frr-config";
import { DEFAULT_EGRESS_HEALTH, healthConfig, type EgressHealthOptions, type WrittenHealth } from "./health-config";
import { natRuleset, type NatLines } from "./nat-ruleset";

/**
 * Bytes that a virtual machine's custom data may have before it is encoded in base64.
 * @see https://learn.microsoft.com/azure/virtual-machines/custom-data
 */
export const USER_DATA_LIMIT = 65_535;

/** What can be chosen of an NVA's text. */
export interface NvaTextOptions extends CloudInitExtras {
  /**
   * When 0.0.0.0/0 is announced: while the NVA itself reaches the internet, or always. What is announced always
   * bypasses outbound filters and prepending (FRR's `default-originate`).
   * @default "follow-health"
   */
  readonly defaultRoute?: DefaultRoute;
  /**
   * How many times it prepends its own AS number: a standby prepends, and is used when no NVA with a shorter path is
   * left. No effect with `always`.
   * @default 0 - traffic is shared with its equals
   */
  readonly prepend?: number;
  /**
   * Seconds between BGP keepalives.
   * @default 3 - a third of the hold time
   */
  readonly keepaliveSeconds?: number;
  /**
   * Seconds of silence after which a BGP session is dead: at least three keepalives, at most Route Server's own 180.
   * @default 9 - so long traffic is lost when the NVA dies
   */
  readonly holdSeconds?: number;
  /**
   * How reachability is decided; what is left out keeps its default.
   * @default - 1.1.1.1:443, 8.8.8.8:443 and 9.9.9.9:443 each second: down after 3 failed rounds, up after 2 good ones
   */
  readonly health?: Partial<EgressHealthOptions>;
  /**
   * Lines of one's own in frr.conf.
   * @default - none
   */
  readonly frrLines?: FrrLines;
  /**
   * Rules of one's own in the nftables ruleset.
   * @default - none
   */
  readonly natLines?: NatLines;
}

/**
 * What an NVA's first boot is made of. Every string may hold a value that is known only at apply: it is placed, never
 * read.
 */
export interface NvaUserDataOptions
  extends
    Pick<
      FrrConfigOptions,
      "hostname" | "asn" | "privateIpAddress" | "subnetGateway" | "routeServerSubnet" | "routeServerIps"
    >,
    Partial<Pick<FrrConfigOptions, "prepend" | "keepaliveSeconds" | "holdSeconds">>,
    Omit<NvaTextOptions, "prepend" | "keepaliveSeconds" | "holdSeconds" | "health"> {
  /** See {@link NvaTextOptions.health}. */
  readonly health?: Partial<WrittenHealth>;
}

/** The NVA's `frr.conf`, with the defaults filled in. */
export function nvaFrrConfig(options: NvaUserDataOptions): string {
  return frrConfig({
    hostname: options.hostname,
    asn: options.asn,
    privateIpAddress: options.privateIpAddress,
    subnetGateway: options.subnetGateway,
    routeServerSubnet: options.routeServerSubnet,
    routeServerIps: options.routeServerIps,
    defaultRoute: options.defaultRoute ?? "follow-health",
    prepend: options.prepend ?? 0,
    keepaliveSeconds: options.keepaliveSeconds ?? DEFAULT_KEEPALIVE_SECONDS,
    holdSeconds: options.holdSeconds ?? DEFAULT_HOLD_SECONDS,
    lines: options.frrLines,
  });
}

/** The NVA's whole user data: a `#cloud-config` document. */
export function nvaUserData(options: NvaUserDataOptions): string {
  const nat = natRuleset({ privateIpAddress: options.privateIpAddress, lines: options.natLines });
  return cloudInit({
    ownFiles: [
      { path: NVA_PATHS.frrConfig, content: nvaFrrConfig(options), owner: "frr:frr", permissions: "0640", defer: true },
      { path: NVA_PATHS.frrDaemons, content: asset("frr-daemons"), owner: "frr:frr", permissions: "0640", defer: true },
      { path: NVA_PATHS.natRuleset, content: nat },
      ...(options.defaultRoute === "always" ? [] : egressFiles(options.health ?? {})),
      { path: NVA_PATHS.sysctl, content: asset("sysctl.conf") },
      { path: NVA_PATHS.modules, content: asset("modules-load.conf") },
      { path: NVA_PATHS.networkd, content: asset("networkd.conf") },
      { path: NVA_PATHS.natUnit, content: asset("forced-tunnel-nat.service") },
      { path: NVA_PATHS.nftablesDropIn, content: asset("nftables-dropin.conf") },
      { path: NVA_PATHS.natScript, content: asset("forced-tunnel-nat"), permissions: "0755" },
      { path: NVA_PATHS.firstBoot, content: asset("forced-tunnel-first-boot"), permissions: "0755" },
    ],
    packages: options.packages,
    files: options.files,
    commands: options.commands,
  });
}

function egressFiles(health: Partial<WrittenHealth>): CloudInitFile[] {
  const config = healthConfig({
    anchors: health.anchors ?? DEFAULT_EGRESS_HEALTH.anchors,
    intervalSeconds: health.intervalSeconds ?? DEFAULT_EGRESS_HEALTH.intervalSeconds,
    timeoutSeconds: health.timeoutSeconds ?? DEFAULT_EGRESS_HEALTH.timeoutSeconds,
    failures: health.failures ?? DEFAULT_EGRESS_HEALTH.failures,
    successes: health.successes ?? DEFAULT_EGRESS_HEALTH.successes,
  });
  return [
    { path: NVA_PATHS.egressConfig, content: config },
    { path: NVA_PATHS.egressUnit, content: asset("forced-tunnel-egress.service") },
    { path: NVA_PATHS.egressDaemon, content: asset("forced-tunnel-egress"), permissions: "0755" },
  ];
}

/** Size of user data in bytes, to compare with `USER_DATA_LIMIT`; an estimate where values are known only at apply. */
export function userDataBytes(text: string): number {
  return Buffer.byteLength(text, "utf8");
}
