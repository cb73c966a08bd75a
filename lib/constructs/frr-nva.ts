import type { VirtualMachineRunCommand } from "@cdktf/provider-azurerm/lib/virtual-machine-run-command";
import { TerraformStack, Token } from "cdktf";
import { Construct } from "constructs";
import * as v from "valibot";
import { addressAfter, addressIn } from "./internal/address-plan";
import { declare } from "./internal/declaration-registry";
import type { CloudInitFile } from "../nva/cloud-init";
import { DEFAULT_HOLD_SECONDS, DEFAULT_KEEPALIVE_SECONDS, type FrrLines } from "../nva/frr-config";
import { DEFAULT_EGRESS_HEALTH, type EgressHealthOptions, HEALTH_LIMITS, type KnownAnswer } from "../nva/health-config";
import { DEFAULT_MAX_SEGMENT_SIZE, type NatLines } from "../nva/nat-ruleset";
import { checkUserLines } from "../nva/user-lines-check";
import { lintFrrConfig } from "../nva/frr-lint";
import {
  nvaChangeScript,
  nvaFrrConfig,
  type NvaTextOptions,
  type NvaUserDataOptions,
  nvaUserData,
  userDataBytes,
} from "../nva/user-data";
import { OnPremSiteWithRouteServer } from "./on-prem-site-with-route-server";
import {
  announcementDeclaration,
  ANNOUNCEMENTS,
  openingsFor,
  writtenAnnouncements,
  writtenPrepend,
} from "./internal/nva-announcements";
import { nvaChange, warnOfReplacement } from "./internal/nva-change";
import { guardUserData } from "./internal/preconditions";
import type { NvaDeclaration, Place } from "../rules/declaration";
import { isPublicIpCount } from "../rules/nva/egress-public-ips-refused";
import {
  anyConstruct,
  flag,
  knownNumber,
  object,
  objects,
  knownTexts,
  mandatory,
  number,
  oneOf,
  required,
  type PropsSchema,
  parseProps,
  text,
  textOr,
  texts,
} from "./internal/props-schema";
import { ForcedTunnelingError } from "./forced-tunneling-error";
import { hcl, replaceTokens, tokensOf } from "./internal/hcl";
import { Readiness } from "./readiness";
import { isToken, known } from "./internal/tokens";
import { SSH_KEY_CLASS, type SshKey } from "./ssh-key";
import { VirtualMachine } from "./virtual-machine";
import { MACHINE_SCHEMA, machineOptions, type VirtualMachineOptions } from "./virtual-machine-options";

/** Props of an {@link FrrNva}. */
export interface FrrNvaProps extends VirtualMachineOptions, NvaTextOptions {
  /** Site whose Route Server the NVA peers with. Both must be in the same stack. */
  readonly site: OnPremSiteWithRouteServer;
  /**
   * AS number of the NVA: 16 bits, and not reserved by Azure or IANA.
   * @default 65001 - a private AS number (RFC 6996)
   * @see https://learn.microsoft.com/azure/route-server/route-server-faq
   */
  readonly asn?: number;
  /**
   * Static IPv4 address in the site's NVA subnet. Each NVA needs its own.
   * @default - address 10 of the subnet: 10.100.0.10
   */
  readonly privateIpAddress?: string;
  /**
   * Name of the Route Server's BGP connection.
   * @default - the name of the machine
   */
  readonly bgpConnectionName?: string;
  /**
   * Public SSH key of the administrator: ssh-rsa with at least 2048 bits, or ssh-ed25519, as a text or a reference, or an
   * SSH key of Azure or of Terraform ({@link SshKey}).
   */
  readonly adminSshPublicKey: string | SshKey;
  /**
   * Whether the NVA has a public IP, with which translated traffic leaves.
   * @default true - with false, the NVA subnet needs a NAT gateway
   */
  readonly publicIp?: boolean;
  /**
   * Number of public IPs with which translated traffic leaves. To one destination address and port, a public IP has about
   * 64,000 connections of a protocol; each client keeps one of them. Each needs a private address: `privateIpAddress` and
   * the addresses that follow it. A network interface has at most 256 public IPs (Azure).
   * @default 1
   * @see https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits
   */
  readonly egressPublicIps?: number;
  /**
   * What happens to a machine that exists when its configuration changes: its files are changed in place, checked before,
   * and put back if the BGP sessions do not return ("in-place"), or Terraform replaces the machine ("replace"). NVAs of a
   * site are changed in place one after the other, but replaced at the same time: with "replace", and without
   * `terraform apply -target=…` for one after the other, there is no egress until the first is back.
   * @default "in-place" - the machine stays; commands of a first boot run on a new machine only
   */
  readonly userDataChanges?: "in-place" | "replace";
}

const FILE_SCHEMA: PropsSchema<CloudInitFile> = {
  path: mandatory.text,
  content: mandatory.text,
  permissions: text,
  owner: text,
  defer: flag,
};
const KNOWN_ANSWER_SCHEMA: PropsSchema<KnownAnswer> = {
  server: mandatory.text,
  host: mandatory.text,
  path: mandatory.text,
  text: mandatory.text,
};
const HEALTH_SCHEMA: PropsSchema<EgressHealthOptions> = {
  anchors: texts,
  intervalSeconds: number,
  timeoutSeconds: number,
  failures: number,
  successes: number,
  knownAnswer: object(KNOWN_ANSWER_SCHEMA),
  lossPercent: number,
  holdRoundsAtMost: number,
  drainSeconds: number,
};
const HEALTH_NUMBERS = Object.keys(HEALTH_LIMITS) as readonly (keyof typeof HEALTH_LIMITS)[];
const FRR_LINES_SCHEMA: PropsSchema<FrrLines> = {
  global: knownTexts,
  routerBgp: knownTexts,
  addressFamily: knownTexts,
};
const NAT_LINES_SCHEMA: PropsSchema<NatLines> = { forward: knownTexts, postrouting: knownTexts, input: knownTexts };
const commandList = v.optional(v.array(v.union([v.string(), v.array(v.string())])));
const SCHEMA: PropsSchema<FrrNvaProps> = {
  ...MACHINE_SCHEMA,
  site: anyConstruct,
  asn: number,
  privateIpAddress: text,
  bgpConnectionName: text,
  adminSshPublicKey: textOr(SSH_KEY_CLASS),
  publicIp: flag,
  egressPublicIps: knownNumber,
  userDataChanges: oneOf("in-place", "replace"),
  defaultRoute: oneOf("follow-health", "always", "never"),
  nextHop: text,
  announces: ANNOUNCEMENTS,
  prepend: number,
  keepaliveSeconds: number,
  holdSeconds: number,
  health: object(HEALTH_SCHEMA),
  frrLines: object(FRR_LINES_SCHEMA),
  natLines: object(NAT_LINES_SCHEMA),
  maxSegmentSize: number,
  connectionLog: flag,
  packages: knownTexts,
  files: objects(FILE_SCHEMA),
  commands: commandList,
};

const DEFAULT_ASN = 65001;
/** Place of the NVA's address in its subnet. */
const DEFAULT_HOST = 10;
/** Stands for an address that is known only at apply: no address is longer. */
const MAX_LENGTH_ADDRESS = "255.255.255.255";

/**
 * A network virtual appliance (NVA): an Ubuntu machine with FRR and nftables. It advertises the default route to the
 * site's Route Server by eBGP, forwards the traffic that follows the route, and translates its source address. A
 * changed configuration is brought to the running machine by a run command: Azure reads custom data at the first boot
 * only.
 * @see https://learn.microsoft.com/azure/virtual-machines/custom-data
 */
export class FrrNva extends Construct {
  /** Site whose Route Server the NVA peers with. */
  public readonly site: OnPremSiteWithRouteServer;
  /** The machine, with network interface and public IP. */
  public readonly machine: VirtualMachine;
  /** Static IPv4 address in the NVA subnet, as given. */
  public readonly privateIpAddress: string;
  /** The NVA's `#cloud-config` document, with tokens for values that are known only at apply. */
  public readonly userData: string;
  /** azurerm's resource of the run command that changes the running machine; undefined with `userDataChanges: "replace"`. */
  public readonly change: VirtualMachineRunCommand | undefined;

  /**
   * @param scope the site's stack, or a construct in it.
   * @param id construct id; part of the Terraform addresses and, unless a name is given, of the names: vm-nva100.
   * @throws ForcedTunnelingError if the site is missing or is not an {@link OnPremSiteWithRouteServer}, or if the NVA
   * is in another stack. All other mistakes are reported at synthesis.
   */
  public constructor(scope: Construct, id: string, props: FrrNvaProps) {
    super(scope, id);
    const own = parseProps(this, props, SCHEMA);
    const site = required(
      this,
      "site",
      own.site,
      (value) => value instanceof OnPremSiteWithRouteServer,
      "an OnPremSiteWithRouteServer",
      'new OnPremSiteWithRouteServer(stack, "hub100", { resourceGroup })',
    );
    if (TerraformStack.of(this) !== TerraformStack.of(site)) {
      throw new ForcedTunnelingError(this.node.path, {
        text: "the NVA is not in the stack of its site",
        at: [this.node.path, site.node.path],
        want: "one stack for both: the Route Server of the site depends on the NVA, and the NVA on the Route Server",
        fix: `new FrrNva(<the site's stack>, "${id}", …)`,
      });
    }
    this.site = site;
    const asn = own.asn ?? DEFAULT_ASN;
    const subnet = site.nvaSubnet;
    this.privateIpAddress = own.privateIpAddress ?? addressIn(subnet.prefix, DEFAULT_HOST);
    const furtherAddresses = furtherOf(own, subnet.prefix);
    const options: NvaUserDataOptions = {
      ...own,
      hostname: own.computerName ?? own.name ?? site.network.names.of("virtual machine", id),
      asn: numberOrReference(asn),
      prepend: writtenPrepend(own.prepend, asn),
      announces: writtenAnnouncements(own, asn),
      keepaliveSeconds: numberOrReference(own.keepaliveSeconds),
      holdSeconds: numberOrReference(own.holdSeconds),
      health: own.health && healthWithReferences(own.health),
      maxSegmentSize: numberOrReference(own.maxSegmentSize),
      adminSources: site.nvaAdminSources,
      order: site.routeServer.peerCount,
      privateIpAddress: this.privateIpAddress,
      furtherAddresses,
      subnetGateway: addressIn(subnet.prefix, 1),
      routeServerSubnet: site.routeServer.subnetPrefix,
      routeServerIps: site.routeServer.instanceAddresses,
    };
    this.userData = nvaUserData(options);
    for (const opening of openingsFor(options.announces, site.tunnelledSources)) subnet.open(opening);
    this.machine = new VirtualMachine(this, "machine", {
      ...machineOptions(own),
      operatingSystem: "linux",
      subnet,
      suffix: id,
      privateIpAddress: this.privateIpAddress,
      publicIp: own.publicIp ?? true,
      furtherAddresses,
      ipForwarding: true,
      givenBy: this.node.path,
      customData: hcl`base64encode(${this.userData})`.toString(),
    });
    const peer = site.routeServer.addPeer(id, {
      name: own.bgpConnectionName ?? site.network.names.of("BGP connection", id, this.machine.name),
      address: this.privateIpAddress,
      asn,
      givenBy: this.node.path,
    });
    // The session comes up only if the NVA exists. On destroy, the route is withdrawn before the machine is deleted.
    new Readiness().needs(this.machine.machine).before(peer);
    // The connection to the circuit waits for both: the hub must not follow a default route to an NVA that does not
    // exist yet.
    site.routingReady.needs(this.machine.machine, peer);
    if (own.userDataChanges !== "replace") {
      const { location, tags: inherited } = subnet.network.placement.common;
      this.change = nvaChange(this, {
        machine: this.machine.machine,
        script: nvaChangeScript(options),
        common: { location, tags: own.tags ?? inherited },
      });
      new Readiness().needs(peer).before(this.change);
      site.routeServer.changeInTurn(this.change);
    } else warnOfReplacement(this, this.machine.machine, site.routeServer);
    const ownTokens = new Set(site.routeServer.instanceAddresses.flatMap(tokensOf));
    if (tokensOf(this.userData).some((token) => !ownTokens.has(token)))
      guardUserData(this.machine.machine, this.userData);
    declare(this, () => ({ nvas: [this.declaration(own, site, options)] }));
  }

  /**
   * Public IPv4 address with which tunnelled traffic leaves; known after apply.
   * @throws ForcedTunnelingError if the NVA has no public IP (`publicIp: false`).
   */
  public get publicIpAddress(): string {
    if (this.machine.publicIp) return this.machine.publicIp.ipAddress;
    throw new ForcedTunnelingError(this.node.path, {
      text: `${this.node.path} has no public IP`,
      got: "publicIp: false",
      fix: "remove publicIp: false, or do not read publicIpAddress",
    });
  }

  /**
   * All public IPv4 addresses with which tunnelled traffic leaves; known after apply.
   * @throws ForcedTunnelingError if the NVA has no public IP (`publicIp: false`).
   */
  public get publicIpAddresses(): readonly string[] {
    return [this.publicIpAddress, ...this.machine.furtherPublicIps.map(({ ipAddress }) => ipAddress)];
  }

  private declaration(
    own: Partial<FrrNvaProps>,
    site: OnPremSiteWithRouteServer,
    options: NvaUserDataOptions,
  ): NvaDeclaration {
    const at = (prop: string): Place => ({ path: this.node.path, prop });
    return {
      path: this.node.path,
      routeServer: site.routeServer.node.path,
      network: site.network.node.path,
      subnetName: known(site.nvaSubnet.name),
      asn: known(own.asn ?? DEFAULT_ASN),
      privateIpAddress: known(this.privateIpAddress),
      addressGiven: own.privateIpAddress !== undefined,
      publicIp: own.publicIp ?? true,
      egressPublicIps: own.egressPublicIps ?? 1,
      furtherAddresses: (options.furtherAddresses ?? []).map((address) => known(address)),
      prepend: known(own.prepend ?? 0),
      advertisesDefault: own.defaultRoute !== "never",
      nextHop: known(own.nextHop),
      announces: (own.announces ?? []).map(announcementDeclaration(at)),
      keepaliveSeconds: known(own.keepaliveSeconds ?? DEFAULT_KEEPALIVE_SECONDS),
      holdSeconds: known(own.holdSeconds ?? DEFAULT_HOLD_SECONDS),
      healthNumbers: HEALTH_NUMBERS.map((name) => ({
        at: at(`health.${name}`),
        value: known(own.health?.[name] ?? DEFAULT_EGRESS_HEALTH[name]),
      })),
      maxSegmentSize: known(own.maxSegmentSize ?? DEFAULT_MAX_SEGMENT_SIZE),
      healthAnchors: (isToken(own.health?.anchors)
        ? [undefined]
        : (own.health?.anchors ?? DEFAULT_EGRESS_HEALTH.anchors)
      ).map((anchor, i) => ({
        at: at(`health.anchors.${i}`),
        anchor: anchor === undefined ? undefined : known(anchor),
      })),
      knownAnswerServer: known(own.health?.knownAnswer?.server),
      userDataBytes: userDataBytes(replaceTokens(this.userData, MAX_LENGTH_ADDRESS)),
      filePaths: (own.files ?? []).map(({ path }, i) => ({ at: at(`files.${i}.path`), filePath: known(path) })),
      ownTextProblems: checkUserLines(own).map(({ prop, got, problem }) => ({ at: at(prop), got, problem })),
      frrProblems: own.frrLines ? problemsOfLines(options) : [],
    };
  }
}

/** The private addresses of further public IPs; none for a number that the rules reject. */
function furtherOf(own: Partial<FrrNvaProps>, subnetPrefix: string): readonly string[] {
  const { egressPublicIps: count = 1, privateIpAddress, publicIp = true } = own;
  if (!publicIp || !isPublicIpCount(count)) return [];
  return Array.from({ length: count - 1 }, (_, i) =>
    privateIpAddress === undefined
      ? addressIn(subnetPrefix, DEFAULT_HOST + i + 1)
      : addressAfter(privateIpAddress, i + 1),
  );
}

/** Problems that the user's lines add; mistakes in the props have rules of their own. */
function problemsOfLines(options: NvaUserDataOptions): string[] {
  const without = lintFrrConfig(nvaFrrConfig({ ...options, frrLines: undefined }));
  return lintFrrConfig(nvaFrrConfig(options)).filter((problem) => !without.includes(problem));
}

/** A number for a text: a reference if it is known only at apply. */
const numberOrReference = <T extends number | undefined>(value: T): T | string =>
  isToken(value) ? Token.asString(value) : value;

function healthWithReferences({
  anchors,
  knownAnswer,
  ...numbers
}: Partial<EgressHealthOptions>): NvaUserDataOptions["health"] {
  const texts: Readonly<Record<string, number | string>> = Object.fromEntries(
    Object.entries(numbers).map(([name, value]) => [name, numberOrReference(value)]),
  );
  return { ...texts, knownAnswer, anchors: isToken(anchors) ? hcl`join(" ", ${anchors!})`.toString() : anchors };
}
