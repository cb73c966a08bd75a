import { TerraformStack, Token } from "cdktf";
import { Construct } from "constructs";
import * as v from "valibot";
import { addressIn } from "./internal/address-plan";
import { declare } from "./internal/declaration-registry";
import type { CloudInitFile } from "../nva/cloud-init";
import { DEFAULT_HOLD_SECONDS, DEFAULT_KEEPALIVE_SECONDS, type FrrLines, MAX_PREPEND } from "../nva/frr-config";
import { DEFAULT_EGRESS_HEALTH, type EgressHealthOptions } from "../nva/health-config";
import type { NatLines } from "../nva/nat-ruleset";
import { checkUserLines } from "../nva/user-lines-check";
import { lintFrrConfig } from "../nva/frr-lint";
import {
  nvaFrrConfig,
  type NvaTextOptions,
  type NvaUserDataOptions,
  nvaUserData,
  userDataBytes,
} from "../nva/user-data";
import { OnPremSiteWithRouteServer } from "./on-prem-site-with-route-server";
import { guardUserData } from "./internal/preconditions";
import type { NvaDeclaration, Place } from "../rules/declaration";
import {
  anyConstruct,
  flag,
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
  texts,
} from "./internal/props-schema";
import { ForcedTunnelingError } from "./forced-tunneling-error";
import { hcl, replaceTokens, tokensOf } from "./internal/hcl";
import { Readiness } from "./readiness";
import { isToken, known } from "./internal/tokens";
import { VirtualMachine } from "./virtual-machine";
import { MACHINE_SCHEMA, machineOptions, type VirtualMachineOptions } from "./virtual-machine-options";

/** Props of an {@link FrrNva}. */
export interface FrrNvaProps extends VirtualMachineOptions, NvaTextOptions {
  /** The site whose Route Server it peers with. */
  readonly site: OnPremSiteWithRouteServer;
  /**
   * 16-bit AS number, none that Azure or IANA reserves.
   * @default 65001
   */
  readonly asn?: number;
  /**
   * Its static address in the site's NVA subnet.
   * @default - the subnet's address 10: 10.100.0.10
   */
  readonly privateIpAddress?: string;
  /** @default - the machine's name */
  readonly bgpConnectionName?: string;
  /** Public SSH key: ssh-rsa of at least 2048 bits, or ssh-ed25519. */
  readonly adminSshPublicKey: string;
  /**
   * Whether it has a public IP, by which the translated traffic leaves.
   * @default true - without one, its subnet needs a NAT gateway
   */
  readonly publicIp?: boolean;
}

const FILE_SCHEMA: PropsSchema<CloudInitFile> = {
  path: mandatory.text,
  content: mandatory.text,
  permissions: text,
  owner: text,
  defer: flag,
};
const HEALTH_SCHEMA: PropsSchema<EgressHealthOptions> = {
  anchors: texts,
  intervalSeconds: number,
  timeoutSeconds: number,
  failures: number,
  successes: number,
};
const HEALTH_NUMBERS = ["intervalSeconds", "timeoutSeconds", "failures", "successes"] as const;
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
  adminSshPublicKey: text,
  publicIp: flag,
  defaultRoute: oneOf("follow-health", "always"),
  prepend: number,
  keepaliveSeconds: number,
  holdSeconds: number,
  health: object(HEALTH_SCHEMA),
  frrLines: object(FRR_LINES_SCHEMA),
  natLines: object(NAT_LINES_SCHEMA),
  packages: knownTexts,
  files: objects(FILE_SCHEMA),
  commands: commandList,
};

const DEFAULT_ASN = 65001;
/** Longest form of an address that is known only at apply. */
const MAX_LENGTH_ADDRESS = "255.255.255.255";

/**
 * A network virtual appliance: Ubuntu with FRR, which gives the default route to the site's Route Server, forwards what
 * follows it and translates it to its own public IP.
 */
export class FrrNva extends Construct {
  /** Its machine, with network interface and public IP. */
  public readonly machine: VirtualMachine;
  /** Its address in the NVA subnet, as given. */
  public readonly privateIpAddress: string;
  /** The whole user data as `lib/nva` made it, with tokens for what is known only at apply. */
  public readonly userData: string;

  /**
   * @throws ForcedTunnelingError where the site is missing; everything else that is wrong is reported at synthesis.
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
    );
    if (TerraformStack.of(this) !== TerraformStack.of(site)) {
      throw new ForcedTunnelingError(this.node.path, {
        text: "the NVA is not in the stack of its site",
        at: [this.node.path, site.node.path],
        want: "one stack for both: the Route Server of the site depends on the NVA, and the NVA on the Route Server",
        fix: `new FrrNva(<the site's stack>, "${id}", …)`,
      });
    }
    const asn = own.asn ?? DEFAULT_ASN;
    const subnet = site.nvaSubnet;
    this.privateIpAddress = own.privateIpAddress ?? addressIn(subnet.prefix, 10);
    const options: NvaUserDataOptions = {
      ...own,
      hostname: own.computerName ?? own.name ?? `vm-${id}`,
      asn: numberOrReference(asn),
      prepend: isToken(own.prepend) ? prependLine(own.prepend!, asn) : validPrependOrZero(own.prepend),
      keepaliveSeconds: numberOrReference(own.keepaliveSeconds),
      holdSeconds: numberOrReference(own.holdSeconds),
      health: own.health && healthWithReferences(own.health),
      privateIpAddress: this.privateIpAddress,
      subnetGateway: addressIn(subnet.prefix, 1),
      routeServerSubnet: site.routeServer.subnetPrefix,
      routeServerIps: site.routeServer.instanceAddresses,
    };
    this.userData = nvaUserData(options);
    this.machine = new VirtualMachine(this, "machine", {
      ...machineOptions(own),
      operatingSystem: "linux",
      subnet,
      suffix: id,
      privateIpAddress: this.privateIpAddress,
      publicIp: own.publicIp ?? true,
      ipForwarding: true,
      givenBy: this.node.path,
      customData: hcl`base64encode(${this.userData})`.toString(),
    });
    const peer = site.routeServer.addPeer(id, {
      name: own.bgpConnectionName ?? this.machine.name,
      address: this.privateIpAddress,
      asn,
      givenBy: this.node.path,
    });
    // The session can come up only when the NVA is there; and when all is destroyed, the route goes before the machine
    // does.
    new Readiness().needs(this.machine.machine).before(peer);
    // The connection to the circuit waits for both: the hub is not to lose its internet to an NVA that is not there
    // yet.
    site.routingReady.needs(this.machine.machine, peer);
    const ownTokens = new Set(site.routeServer.instanceAddresses.flatMap(tokensOf));
    if (tokensOf(this.userData).some((token) => !ownTokens.has(token)))
      guardUserData(this.machine.machine, this.userData);
    declare(this, () => ({ nvas: [this.declaration(own, site, options)] }));
  }

  /**
   * The public IP by which the tunnelled traffic leaves; known after apply.
   * @throws ForcedTunnelingError where it has none.
   */
  public get publicIpAddress(): string {
    if (this.machine.publicIp) return this.machine.publicIp.ipAddress;
    throw new ForcedTunnelingError(this.node.path, {
      text: `${this.node.path} has no public IP`,
      got: "publicIp: false",
      fix: "remove publicIp: false, or do not read publicIpAddress",
    });
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
      defaultRoute: own.defaultRoute ?? "follow-health",
      prepend: known(own.prepend ?? 0),
      keepaliveSeconds: known(own.keepaliveSeconds ?? DEFAULT_KEEPALIVE_SECONDS),
      holdSeconds: known(own.holdSeconds ?? DEFAULT_HOLD_SECONDS),
      healthNumbers: HEALTH_NUMBERS.map((name) => ({
        at: at(`health.${name}`),
        value: known(own.health?.[name] ?? DEFAULT_EGRESS_HEALTH[name]),
        whole: name === "failures" || name === "successes",
      })),
      healthAnchors: (isToken(own.health?.anchors)
        ? [undefined]
        : (own.health?.anchors ?? DEFAULT_EGRESS_HEALTH.anchors)
      ).map((anchor, i) => ({
        at: at(`health.anchors.${i}`),
        anchor: anchor === undefined ? undefined : known(anchor),
      })),
      userDataBytes: userDataBytes(replaceTokens(this.userData, MAX_LENGTH_ADDRESS)),
      filePaths: (own.files ?? []).map(({ path }, i) => ({ at: at(`files.${i}.path`), filePath: known(path) })),
      ownTextProblems: checkUserLines(own).map(({ prop, got, problem }) => ({ at: at(prop), got, problem })),
      frrProblems: own.frrLines ? problemsOfLines(options) : [],
    };
  }
}

/** What the user's lines bring in; what is wrong with the props has rules of its own. */
function problemsOfLines(options: NvaUserDataOptions): string[] {
  const without = lintFrrConfig(nvaFrrConfig({ ...options, frrLines: undefined }));
  return lintFrrConfig(nvaFrrConfig(options)).filter((problem) => !without.includes(problem));
}

/** A number that is known only at apply stands in a text as a reference. */
const numberOrReference = <T extends number | undefined>(value: T): T | string =>
  isToken(value) ? Token.asString(value) : value;

function healthWithReferences({ anchors, ...numbers }: Partial<EgressHealthOptions>): NvaUserDataOptions["health"] {
  const texts: Readonly<Record<string, number | string>> = Object.fromEntries(
    Object.entries(numbers).map(([name, value]) => [name, numberOrReference(value)]),
  );
  return { ...texts, anchors: isToken(anchors) ? hcl`join(" ", ${anchors!})`.toString() : anchors };
}

/** frr.conf's line for so many copies of the ASN; none for 0, which FRR would refuse. */
function prependLine(times: number, asn: number): string {
  return hcl`${times} > 0 ? format(" set as-path prepend %s", join(" ", [for i in range(${times}) : ${asn}])) : "!"`.toString();
}

/** What the rules refuse must not keep the text from being made: they report with all else, at synthesis. */
const validPrependOrZero = (prepend: number | undefined): number =>
  prepend !== undefined && Number.isInteger(prepend) && prepend > 0 && prepend <= MAX_PREPEND ? prepend : 0;
