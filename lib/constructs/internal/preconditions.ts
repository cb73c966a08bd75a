import type { TerraformResource } from "cdktf";
import { RESERVED_ASNS } from "../../domain/asn";
import { USER_DATA_LIMIT } from "../../nva/user-data";
import { asnReserved } from "../../rules/routing/asn-reserved";
import { addressOutsideSubnet } from "../../rules/addressing/address-outside-subnet";
import { addressSpaceNotPrivate } from "../../rules/addressing/address-space-not-private";
import { openToTheInternet } from "../../rules/security/open-to-the-internet";
import type { RuleInfo } from "../../findings/rule";
import { smallestLength } from "../../rules/addressing/subnet-sizes";
import { subnetTooSmall } from "../../rules/addressing/subnet-too-small";
import { userDataTooLarge } from "../../rules/nva/user-data-too-large";
import { type Expression, hcl, type HclValue } from "./hcl";
import { isToken } from "./tokens";

/*
 * The rules look at what is known at synthesis. Where a value is known only when Terraform runs, the same rule becomes
 * a precondition of the resource in question, so that the plan says it and not Azure, an hour later.
 */

/** The AS number of a Route Server's peer. */
export function guardAsn(resource: TerraformResource, asn: number): void {
  if (isToken(asn))
    addPrecondition(resource, asnReserved, hcl`${asn} >= 1 && ${asn} <= 65535 && !(${reserved(asn)})`, asn);
}

/** A VNet's address space. */
export function guardAddressSpace(resource: TerraformResource, prefix: string): void {
  if (!isToken(prefix)) return;
  const inside = hcl`can(regex("^(10[.]|172[.](1[6-9]|2[0-9]|3[01])[.]|192[.]168[.])", ${prefix}))`;
  addPrecondition(resource, addressSpaceNotPrivate, hcl`${inside} && ${lengthOf(prefix)} >= 8`, prefix);
}

/** A subnet's prefix; the smallest size depends on what Azure puts into it. */
export function guardSubnetSize(resource: TerraformResource, name: string, prefix: string): void {
  if (isToken(prefix))
    addPrecondition(resource, subnetTooSmall, hcl`${lengthOf(prefix)} <= ${smallestLength(name)}`, prefix);
}

/** A machine's static address. */
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

/** Who may come in from the internet. */
export function guardSources(resource: TerraformResource, sources: readonly string[]): void {
  if (!isToken(sources) && !sources.some(isToken)) return;
  const condition = hcl`length(setintersection(${sources}, ${EVERYONE})) == 0`;
  addPrecondition(resource, openToTheInternet, condition, hcl`join(", ", ${sources})`);
}

/** The size of user data, where more than the Route Server's addresses is known only at apply. */
export function guardUserData(resource: TerraformResource, userData: string): void {
  const length = hcl`length(base64encode(${userData}))`;
  addPrecondition(resource, userDataTooLarge, hcl`${length} <= ${Math.ceil(USER_DATA_LIMIT / 3) * 4}`, length);
}

const EVERYONE = hcl`${["*", "Internet", "Any", "0.0.0.0/0", "::/0", "0.0.0.0/1", "128.0.0.0/1"]}`;

const reserved = (asn: number): Expression =>
  RESERVED_ASNS.map(({ from, to }) => hcl`${asn} >= ${from} && ${asn} <= ${to}`).reduce(
    (all, one) => hcl`${all} || ${one}`,
  );

const lengthOf = (prefix: string): Expression => hcl`try(tonumber(split("/", ${prefix})[1]), 99)`;

function addPrecondition(resource: TerraformResource, rule: RuleInfo, condition: Expression, got: HclValue): void {
  const message = hcl`format("error[%s] %s: %s is not accepted. %s", ${rule.id}, ${rule.name}, ${got}, ${rule.why})`;
  const precondition = [
    ...(resource.lifecycle?.precondition ?? []),
    { condition: condition.toString(), errorMessage: message.toString() },
  ];
  resource.lifecycle = { ...resource.lifecycle, precondition };
}
