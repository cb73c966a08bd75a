import type { TerraformDataSource, TerraformResource } from "cdktf";
import { RESERVED_ASNS } from "../../domain/asn";
import {
  EGRESS_TIMEOUT,
  MAX_REFLECTOR_LENGTH,
  REFLECTOR_COUNT,
  REFLECTOR_PATTERN,
  RUN_ID_PATTERN,
} from "../../domain/egress-check";
import { USER_DATA_LIMIT } from "../../nva/user-data";
import { circuitConnectedTwice } from "../../rules/routing/circuit-connected-twice";
import { asnReserved } from "../../rules/routing/asn-reserved";
import { addressOutsideSubnet } from "../../rules/addressing/address-outside-subnet";
import { addressSpaceNotPrivate } from "../../rules/addressing/address-space-not-private";
import { egressReflectorsRefused } from "../../rules/egress/egress-reflectors-refused";
import { egressRunIdRefused } from "../../rules/egress/egress-run-id-refused";
import { egressTimeoutRefused } from "../../rules/egress/egress-timeout-refused";
import { existingNotFound } from "../../rules/naming/existing-not-found";
import { openToTheInternet } from "../../rules/security/open-to-the-internet";
import type { RuleInfo } from "../../findings/rule";
import { smallestLength } from "../../rules/addressing/subnet-sizes";
import { subnetTooSmall } from "../../rules/addressing/subnet-too-small";
import { userDataTooLarge } from "../../rules/nva/user-data-too-large";
import { type Expression, hcl, type HclValue } from "./hcl";
import { isToken } from "./tokens";

/*
 * Construct rules check values that are known at synthesis. If a value is known only when Terraform runs, the same rule
 * becomes a precondition of the resource: the plan reports the mistake, and not Azure an hour later.
 */

/** Adds a precondition for the AS number of a Route Server's peer, if it is a token. */
export function guardAsn(resource: TerraformResource, asn: number): void {
  if (isToken(asn))
    addPrecondition(resource, asnReserved, hcl`${asn} >= 1 && ${asn} <= 65535 && !(${reserved(asn)})`, asn);
}

/** Adds a precondition that a circuit is none of those that the gateway is connected to, if an id is a token. */
export function guardCircuit(connection: TerraformResource, circuitId: string, others: readonly string[]): void {
  for (const other of others)
    if (isToken(circuitId) || isToken(other))
      addPrecondition(connection, circuitConnectedTwice, hcl`lower(${other}) != lower(${circuitId})`, circuitId);
}

/** Adds a precondition for a prefix of a VNet's address space, if it is a token. */
export function guardAddressSpace(resource: TerraformResource, prefix: string): void {
  if (!isToken(prefix)) return;
  const inside = hcl`can(regex("^(10[.]|172[.](1[6-9]|2[0-9]|3[01])[.]|192[.]168[.])", ${prefix}))`;
  addPrecondition(resource, addressSpaceNotPrivate, hcl`${inside} && ${lengthOf(prefix)} >= 8`, prefix);
}

/** Adds a precondition for a subnet's prefix, if it is a token; reserved subnets need larger prefixes. */
export function guardSubnetSize(resource: TerraformResource, name: string, prefix: string): void {
  if (isToken(prefix))
    addPrecondition(resource, subnetTooSmall, hcl`${lengthOf(prefix)} <= ${smallestLength(name)}`, prefix);
}

/** Adds a precondition for a machine's static address, if it or the subnet's prefix is a token. */
export function guardAddress(resource: TerraformResource, address: string, subnetPrefix: string): void {
  if (!isToken(address) && !isToken(subnetPrefix)) return;
  const sameSize = hcl`format("%s/%s", ${address}, split("/", ${subnetPrefix})[1])`;
  addPrecondition(
    resource,
    addressOutsideSubnet,
    hcl`try(cidrhost(${sameSize}, 0) == cidrhost(${subnetPrefix}, 0), false)`,
    address,
  );
}

/** Adds a precondition against sources that are the whole internet, if there are tokens among them. */
export function guardSources(resource: TerraformResource, sources: readonly string[]): void {
  if (!isToken(sources) && !sources.some(isToken)) return;
  const condition = hcl`length(setintersection(${sources}, ${EVERYONE})) == 0`;
  addPrecondition(resource, openToTheInternet, condition, hcl`join(", ", ${sources})`);
}

/** Adds a precondition for the size of custom data. */
export function guardUserData(resource: TerraformResource, userData: string): void {
  const length = hcl`length(base64encode(${userData}))`;
  addPrecondition(resource, userDataTooLarge, hcl`${length} <= ${Math.ceil(USER_DATA_LIMIT / 3) * 4}`, length);
}

/** Adds preconditions for the run id, reflectors and timeout of an egress check, as far as they are tokens. */
export function guardEgressCheck(
  resource: TerraformResource,
  runId: string,
  reflectors: readonly string[],
  timeoutSeconds: number,
): void {
  if (isToken(runId))
    addPrecondition(resource, egressRunIdRefused, hcl`can(regex(${RUN_ID_PATTERN}, ${runId}))`, runId);
  if (isToken(reflectors) || reflectors.some(isToken)) {
    const { from, to } = REFLECTOR_COUNT;
    const count = hcl`length(distinct(${reflectors})) >= ${from} && length(${reflectors}) <= ${to}`;
    const form = hcl`length(url) <= ${MAX_REFLECTOR_LENGTH} && can(regex(${REFLECTOR_PATTERN}, url))`;
    const condition = hcl`${count} && alltrue([for url in ${reflectors} : ${form}])`;
    addPrecondition(resource, egressReflectorsRefused, condition, hcl`join(", ", ${reflectors})`);
  }
  if (isToken(timeoutSeconds)) {
    const { from, to } = EGRESS_TIMEOUT;
    const inRange = hcl`${timeoutSeconds} >= ${from} && ${timeoutSeconds} <= ${to}`;
    const condition = hcl`${inRange} && floor(${timeoutSeconds}) == ${timeoutSeconds}`;
    addPrecondition(resource, egressTimeoutRefused, condition, timeoutSeconds);
  }
}

const EVERYONE = hcl`${["*", "Internet", "Any", "0.0.0.0/0", "::/0", "0.0.0.0/1", "128.0.0.0/1"]}`;

const reserved = (asn: number): Expression =>
  RESERVED_ASNS.map(({ from, to }) => hcl`${asn} >= ${from} && ${asn} <= ${to}`).reduce(
    (all, one) => hcl`${all} || ${one}`,
  );

const lengthOf = (prefix: string): Expression => hcl`try(tonumber(split("/", ${prefix})[1]), 99)`;

/** What the rules and new subnets rest on, held against the VNet that exists: the plan fails if it is different. */
export function guardExistingNetwork(
  vnet: TerraformDataSource,
  addressSpace: readonly string[],
  subnets: readonly string[],
): void {
  const shown = hcl`format("its address space is %s, its subnets are %s", join(", ", self.address_space), join(", ", self.subnets))`;
  const postcondition = [
    hcl`sort(self.address_space) == sort(${addressSpace})`,
    ...(subnets.length > 0 ? [hcl`length(setsubtract(${subnets}, self.subnets)) == 0`] : []),
  ].map((condition) => ({
    condition: condition.toString(),
    errorMessage: messageOf(existingNotFound, shown),
  }));
  vnet.lifecycle = { ...vnet.lifecycle, postcondition };
}

function addPrecondition(resource: TerraformResource, rule: RuleInfo, condition: Expression, got: HclValue): void {
  const precondition = [
    ...(resource.lifecycle?.precondition ?? []),
    { condition: condition.toString(), errorMessage: messageOf(rule, got) },
  ];
  resource.lifecycle = { ...resource.lifecycle, precondition };
}

/** The message of a condition: what the rule says. */
export const messageOf = (rule: RuleInfo, got: HclValue): string =>
  hcl`format("error[%s] %s: %s is not accepted. %s", ${rule.id}, ${rule.name}, ${got}, ${rule.why})`.toString();
