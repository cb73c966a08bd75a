import { addressOutsideSubnet } from "./address-outside-subnet";
import { addressReservedByAzure } from "./address-reserved-by-azure";
import { addressSpaceNotPrivate } from "./address-space-not-private";
import { addressSpaceOverlapsItself } from "./address-space-overlaps-itself";
import { addressSpacesOverlap } from "./address-spaces-overlap";
import { addressTaken } from "./address-taken";
import { asnReserved } from "./asn-reserved";
import { nvaSubnetWithoutEscape } from "./nva-subnet-without-escape";
import { openToTheInternet } from "./open-to-the-internet";
import { prefixHasHostBits } from "./prefix-has-host-bits";
import { prefixMalformed } from "./prefix-malformed";
import { propOfWrongType } from "./prop-of-wrong-type";
import { propUnknown } from "./prop-unknown";
import { subnetOutsideNetwork } from "./subnet-outside-network";
import { subnetTooSmall } from "./subnet-too-small";
import { subnetsOverlap } from "./subnets-overlap";
import { userDataTooLarge } from "./user-data-too-large";
import type { Rule } from "./rule";

/** Every rule, by id: the order in which findings are reported. */
export const ALL_RULES: readonly Rule[] = [
  propUnknown,
  propOfWrongType,
  asnReserved,
  prefixMalformed,
  addressSpacesOverlap,
  addressSpaceOverlapsItself,
  addressSpaceNotPrivate,
  prefixHasHostBits,
  subnetOutsideNetwork,
  subnetsOverlap,
  subnetTooSmall,
  nvaSubnetWithoutEscape,
  addressReservedByAzure,
  addressOutsideSubnet,
  addressTaken,
  userDataTooLarge,
  openToTheInternet,
];
