import { type Announcement, serviceFiles, serviceSections, type WrittenAnnouncement } from "./announcements";
import { asset } from "./asset";
import { changeScript } from "./change-script";
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
import { natRuleset, type NatLines, type NatRulesetOptions } from "./nat-ruleset";

/**
 * Maximum size of a machine's custom data in bytes, before it is encoded in base64.
 * @see https://learn.microsoft.com/azure/virtual-machines/custom-data
 */
export const USER_DATA_LIMIT = 65_535;

/** Settings of an NVA's configuration. */
export interface NvaTextOptions extends CloudInitExtras {
  /**
   * When 0.0.0.0/0 is advertised: while clients reach the internet through the NVA ("follow-health"), while it
   * forwards and translates ("always"), or not at all ("never": only `announces` are advertised).
   * @default "follow-health" - an NVA without internet access withdraws the route
   */
  readonly defaultRoute?: DefaultRoute;
  /**
   * Next hop of the default route in place of the NVA's address: an IPv4 address in the site's VNet or in one that is
   * peered with it, for example of an internal load balancer in front of several NVAs, or of an Azure Firewall.
   * @default - the NVA's address
   * @see https://learn.microsoft.com/azure/route-server/next-hop-ip
   */
  readonly nextHop?: string;
  /**
   * Further prefixes that the NVA advertises, for example the address of a service that several NVAs have (anycast).
   * @default - none
   */
  readonly announces?: readonly Announcement[];
  /**
   * Number of times that the NVA prepends its AS number, 0 to 10 (the library's own limit). An NVA that prepends is a
   * standby: Route Server prefers the shorter AS path while there is one.
   * @default 0 - NVAs with equal AS paths share the traffic
   */
  readonly prepend?: number;
  /**
   * Seconds between BGP keepalives: a whole number from 1 to 60, at most a third of the hold time (RFC 4271, 4.4).
   * @default 2
   */
  readonly keepaliveSeconds?: number;
  /**
   * Seconds without a message after which a BGP session is closed: at least 3 (RFC 4271, 4.2) and at least three
   * keepalives; at most 180, because Route Server proposes 180 and the lower value applies.
   * @default 7 - a failed NVA is detected within 7 seconds
   * @see https://learn.microsoft.com/azure/route-server/route-server-faq
   */
  readonly holdSeconds?: number;
  /**
   * How the NVA decides whether it reaches the internet. Fields that are not given keep their defaults. No effect if
   * `defaultRoute` is "always".
   * @default - TCP to 1.1.1.1:443, 8.8.8.8:443 and 9.9.9.9:443 every second; the route is withdrawn after 3 failed
   * rounds and advertised after 2 successful ones
   */
  readonly health?: Partial<EgressHealthOptions>;
  /**
   * Your own lines in `frr.conf`.
   * @default - none
   */
  readonly frrLines?: FrrLines;
  /**
   * Your own rules in the nftables ruleset.
   * @default - none
   */
  readonly natLines?: NatLines;
  /**
   * Largest TCP segment of forwarded connections in bytes, 536 to 1460: the smallest MTU on the way, less 40 bytes of
   * headers. Circuits and peerings carry 1400 bytes and more; for a VPN gateway, Azure advises 1350.
   * @default 1360
   * @see https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-about-vpn-devices
   */
  readonly maxSegmentSize?: number;
  /**
   * Whether the kernel logs the first packet of each forwarded connection, at most 100 a second: `journalctl -k`.
   * @default false - nothing is logged about connections
   */
  readonly connectionLog?: boolean;
}

/**
 * Input of {@link nvaUserData}. Strings may contain values that are known only at apply: they are inserted unchanged.
 */
export interface NvaUserDataOptions
  extends
    Pick<
      FrrConfigOptions,
      "hostname" | "asn" | "privateIpAddress" | "subnetGateway" | "routeServerSubnet" | "routeServerIps"
    >,
    Partial<Pick<FrrConfigOptions, "prepend" | "keepaliveSeconds" | "holdSeconds">>,
    Pick<NatRulesetOptions, "adminSources" | "maxSegmentSize" | "furtherAddresses">,
    Omit<NvaTextOptions, "announces" | "prepend" | "keepaliveSeconds" | "holdSeconds" | "health" | "maxSegmentSize"> {
  /**
   * Further prefixes that the NVA advertises.
   * @default - none
   */
  readonly announces?: readonly WrittenAnnouncement[];
  /**
   * Place of the NVA among those of its site: planned stops of one do not coincide with those of the next.
   * @default 0 - the first
   */
  readonly order?: number;
  /**
   * See {@link NvaTextOptions.health}.
   * @default - {@link DEFAULT_EGRESS_HEALTH}
   */
  readonly health?: Partial<WrittenHealth>;
}

/** The NVA's `frr.conf`, with defaults for options that are not given. */
export function nvaFrrConfig(options: NvaUserDataOptions): string {
  return frrConfig({
    hostname: options.hostname,
    asn: options.asn,
    privateIpAddress: options.privateIpAddress,
    subnetGateway: options.subnetGateway,
    routeServerSubnet: options.routeServerSubnet,
    routeServerIps: options.routeServerIps,
    defaultRoute: options.defaultRoute,
    nextHop: options.nextHop,
    announces: options.announces,
    prepend: options.prepend ?? 0,
    keepaliveSeconds: options.keepaliveSeconds ?? DEFAULT_KEEPALIVE_SECONDS,
    holdSeconds: options.holdSeconds ?? DEFAULT_HOLD_SECONDS,
    lines: options.frrLines,
  });
}

/** The NVA's custom data: a `#cloud-config` document. */
export function nvaUserData(options: NvaUserDataOptions): string {
  const { packages, files, commands } = options;
  return cloudInit({ ownFiles: ownFiles(options), packages, files, commands });
}

/** The script that brings a running NVA to the files of {@link nvaUserData}. */
export function nvaChangeScript(options: NvaUserDataOptions): string {
  const { packages, files = [], commands } = options;
  return changeScript({ files: [...ownFiles(options), ...files], packages, commands });
}

function ownFiles(options: NvaUserDataOptions): readonly CloudInitFile[] {
  return [
    { path: NVA_PATHS.frrConfig, content: nvaFrrConfig(options), owner: "frr:frr", permissions: "0640", defer: true },
    { path: NVA_PATHS.frrDaemons, content: asset("frr-daemons"), owner: "frr:frr", permissions: "0640", defer: true },
    { path: NVA_PATHS.natRuleset, content: natRuleset({ ...options, lines: options.natLines }) },
    ...egressFiles(options),
    ...serviceFiles(options.announces ?? []),
    { path: NVA_PATHS.sysctl, content: asset("sysctl.conf") },
    { path: NVA_PATHS.modules, content: asset("modules-load.conf") },
    { path: NVA_PATHS.networkd, content: asset("networkd.conf") },
    ...addressFiles(options.furtherAddresses ?? []),
    { path: NVA_PATHS.hardening, content: asset("hardening.conf") },
    { path: NVA_PATHS.firstBootHardening, content: asset("first-boot-hardening.conf") },
    { path: NVA_PATHS.natUnit, content: asset("forced-tunnel-nat.service") },
    { path: NVA_PATHS.nftablesDropIn, content: asset("nftables-dropin.conf") },
    { path: NVA_PATHS.frrDropIn, content: asset("frr-dropin.conf") },
    { path: NVA_PATHS.firstBootUnit, content: asset("forced-tunnel-first-boot.service") },
    { path: NVA_PATHS.multiUserDropIn, content: asset("multi-user-dropin.conf") },
    { path: NVA_PATHS.natScript, content: asset("forced-tunnel-nat"), permissions: "0755" },
    ...plannedStops(options.order ?? 0),
    { path: NVA_PATHS.firstBoot, content: asset("forced-tunnel-first-boot"), permissions: "0755" },
  ];
}

/**
 * The addresses of further IP configurations. By default cloud-init adds them, too, with the length of the subnet: the
 * NVA's own packets could then leave with any of them.
 * @see https://docs.cloud-init.io/en/latest/reference/datasources/azure.html
 */
function addressFiles(further: readonly string[]): CloudInitFile[] {
  if (further.length === 0) return [];
  const lines = further.map((address) => `Address=${address}/32\n`);
  return [
    { path: NVA_PATHS.addresses, content: `[Network]\n${lines.join("")}` },
    {
      path: NVA_PATHS.datasource,
      content: "datasource:\n  Azure:\n    apply_network_config_for_secondary_ips: false\n",
    },
  ];
}

/** Time that an NVA has for a planned stop before the next one of its site begins with its own. */
const SECONDS_BETWEEN_STOPS = 300;
const HOURS_OF_A_NIGHT = 6;

/** Azure's planned maintenance, and Ubuntu's own upgrades: by order, so that two NVAs are never away at once. */
function plannedStops(order: number): CloudInitFile[] {
  const hour = `0${order % HOURS_OF_A_NIGHT}`;
  return [
    { path: NVA_PATHS.eventsUnit, content: asset("forced-tunnel-events.service") },
    { path: NVA_PATHS.eventsDaemon, content: asset("forced-tunnel-events"), permissions: "0755" },
    {
      path: NVA_PATHS.upgradeTimer,
      content: `# Not in the hour of the site's other NVAs.\n[Timer]\nOnCalendar=\nOnCalendar=*-*-* ${hour}:00\nRandomizedDelaySec=30m\n`,
    },
  ];
}

/** The lines by which the daemon's unit starts the probe. */
const STARTS_PROBE = /(?:^#.*\n)*^Upholds=.*\n/m;

const ASKED = '    """Why the default route is not advertised; empty if it is."""\n';
/** The health daemon of an NVA without a default route: it repairs forwarding and ruleset, and says it once. */
const neverAdvertising = (daemon: string): string =>
  daemon.replace(ASKED, `${ASKED}    self.told = time.monotonic()\n    return "this NVA is set to advertise none"\n`);

function egressFiles({ defaultRoute, order = 0, health = {}, announces = [] }: NvaUserDataOptions): CloudInitFile[] {
  const given = Object.fromEntries(Object.entries(health).filter(([, value]) => value !== undefined));
  const config = healthConfig({
    ...DEFAULT_EGRESS_HEALTH,
    ...given,
    announce: defaultRoute,
    stopDelaySeconds: SECONDS_BETWEEN_STOPS * order,
  });
  const unit = asset("forced-tunnel-egress.service");
  const daemon = asset("forced-tunnel-egress");
  return [
    { path: NVA_PATHS.egressConfig, content: `${config}${serviceSections(announces)}` },
    ...(defaultRoute === "always" || defaultRoute === "never"
      ? [{ path: NVA_PATHS.egressUnit, content: unit.replace(STARTS_PROBE, "") }]
      : [
          { path: NVA_PATHS.egressUnit, content: unit },
          { path: NVA_PATHS.probeUnit, content: asset("forced-tunnel-probe.service") },
        ]),
    { path: NVA_PATHS.status, content: asset("forced-tunnel-status"), permissions: "0755" },
    {
      path: NVA_PATHS.egressDaemon,
      content: defaultRoute === "never" ? neverAdvertising(daemon) : daemon,
      permissions: "0755",
    },
  ];
}

/** Size of custom data in bytes; compare it with {@link USER_DATA_LIMIT}. An estimate if it contains tokens. */
export function userDataBytes(text: string): number {
  return Buffer.byteLength(text, "utf8");
}
