import { acceleratedNetworkingUnsupported } from "./accelerated-networking-unsupported";
import { addressMalformed } from "./address-malformed";
import { addressOutsideSubnet } from "./address-outside-subnet";
import { addressReservedByAzure } from "./address-reserved-by-azure";
import { addressSpaceNotPrivate } from "./address-space-not-private";
import { addressSpaceOverlapsItself } from "./address-space-overlaps-itself";
import { addressSpacesOverlap } from "./address-spaces-overlap";
import { addressTaken } from "./address-taken";
import { adminUserNameRefused } from "./admin-user-name-refused";
import { asnReserved } from "./asn-reserved";
import { authorizationKeyMissing } from "./authorization-key-missing";
import { bastionUnderForcedTunnel } from "./bastion-under-forced-tunnel";
import { branchToBranchOff } from "./branch-to-branch-off";
import { circuitConnectedTwice } from "./circuit-connected-twice";
import { circuitIdMalformed } from "./circuit-id-malformed";
import { computerNameNotAccepted } from "./computer-name-not-accepted";
import { defaultOnAnotherCircuit } from "./default-on-another-circuit";
import { dnsServerMalformed } from "./dns-server-malformed";
import { filePathRefused } from "./file-path-refused";
import { frrTextBroken } from "./frr-text-broken";
import { gatewaySkuRefused } from "./gateway-sku-refused";
import { clientNotTunnelled } from "./client-not-tunnelled";
import { gatewayWithoutConnection } from "./gateway-without-connection";
import { ownTextBroken } from "./own-text-broken";
import { tunnelShut } from "./tunnel-shut";
import { healthNumbersRefused } from "./health-numbers-refused";
import { networkNotTunnelled } from "./network-not-tunnelled";
import { tunnelledSourceRefused } from "./tunnelled-source-refused";
import { healthAnchorRefused } from "./health-anchor-refused";
import { imageNeedsAutomaticByPlatform } from "./image-needs-automatic-by-platform";
import { jumpSubnetWithoutEscape } from "./jump-subnet-without-escape";
import { jumpServerWithoutSource } from "./jump-server-without-source";
import { liveCircuitWithoutOptIn } from "./live-circuit-without-opt-in";
import { logicalIdTaken } from "./logical-id-taken";
import { machineInReservedSubnet } from "./machine-in-reserved-subnet";
import { nameNotAccepted } from "./name-not-accepted";
import { nameTaken } from "./name-taken";
import { nextHopBehindCircuit } from "./next-hop-behind-circuit";
import { nvaSubnetWithoutEscape } from "./nva-subnet-without-escape";
import { nvaSubnetWithoutGatewayRoutes } from "./nva-subnet-without-gateway-routes";
import { nvaWithoutPublicIp } from "./nva-without-public-ip";
import { openToTheInternet } from "./open-to-the-internet";
import { osDiskRefused } from "./os-disk-refused";
import { prefixHasHostBits } from "./prefix-has-host-bits";
import { prefixMalformed } from "./prefix-malformed";
import { premiumDiskUnsupported } from "./premium-disk-unsupported";
import { prependWithoutEffect } from "./prepend-without-effect";
import { propOfWrongType } from "./prop-of-wrong-type";
import { propUnknown } from "./prop-unknown";
import { remoteVnetTrafficOff } from "./remote-vnet-traffic-off";
import { routeNextHopRefused } from "./route-next-hop-refused";
import { routeOnReservedSubnet } from "./route-on-reserved-subnet";
import { routePrefixTwice } from "./route-prefix-twice";
import { routeServerBlocksDefault } from "./route-server-blocks-default";
import { routeServerWithoutPeer } from "./route-server-without-peer";
import { routeToExpressrouteGateway } from "./route-to-expressroute-gateway";
import { routingWeightOutOfRange } from "./routing-weight-out-of-range";
import { secondGatewayInNetwork } from "./second-gateway-in-network";
import { secondRouteServerInNetwork } from "./second-route-server-in-network";
import { secretInPlainText } from "./secret-in-plain-text";
import { securityGroupOnReservedSubnet } from "./security-group-on-reserved-subnet";
import { securityRuleMalformed } from "./security-rule-malformed";
import { securityRulePriorityRefused } from "./security-rule-priority-refused";
import { shutdownTimeMalformed } from "./shutdown-time-malformed";
import { sourceMalformed } from "./source-malformed";
import { sshKeyRefused } from "./ssh-key-refused";
import { subnetOutsideNetwork } from "./subnet-outside-network";
import { subnetTooSmall } from "./subnet-too-small";
import { subnetsOverlap } from "./subnets-overlap";
import { tagsRefused } from "./tags-refused";
import { timeZoneUnknown } from "./time-zone-unknown";
import { timersRefused } from "./timers-refused";
import { tooManyBgpPeers } from "./too-many-bgp-peers";
import { tooManyCircuitsOnGateway } from "./too-many-circuits-on-gateway";
import { tooManyNetworksOnCircuit } from "./too-many-networks-on-circuit";
import { tooManyRoutes } from "./too-many-routes";
import { tooManySecurityRules } from "./too-many-security-rules";
import { userDataTooLarge } from "./user-data-too-large";
import { virtualNetworkTagWidened } from "./virtual-network-tag-widened";
import { zoneUnknown } from "./zone-unknown";
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
  addressMalformed,
  tooManyBgpPeers,
  tooManyNetworksOnCircuit,
  nameNotAccepted,
  nameTaken,
  computerNameNotAccepted,
  adminUserNameRefused,
  sshKeyRefused,
  routeOnReservedSubnet,
  securityGroupOnReservedSubnet,
  userDataTooLarge,
  routingWeightOutOfRange,
  secondRouteServerInNetwork,
  openToTheInternet,
  sourceMalformed,
  jumpServerWithoutSource,
  liveCircuitWithoutOptIn,
  circuitIdMalformed,
  authorizationKeyMissing,
  gatewaySkuRefused,
  secretInPlainText,
  routeNextHopRefused,
  routePrefixTwice,
  securityRulePriorityRefused,
  securityRuleMalformed,
  acceleratedNetworkingUnsupported,
  imageNeedsAutomaticByPlatform,
  zoneUnknown,
  shutdownTimeMalformed,
  timeZoneUnknown,
  timersRefused,
  prependWithoutEffect,
  branchToBranchOff,
  remoteVnetTrafficOff,
  routeServerWithoutPeer,
  nvaWithoutPublicIp,
  healthAnchorRefused,
  filePathRefused,
  frrTextBroken,
  tagsRefused,
  logicalIdTaken,
  circuitConnectedTwice,
  dnsServerMalformed,
  osDiskRefused,
  nvaSubnetWithoutGatewayRoutes,
  routeServerBlocksDefault,
  routeToExpressrouteGateway,
  nextHopBehindCircuit,
  machineInReservedSubnet,
  tooManyRoutes,
  tooManySecurityRules,
  tooManyCircuitsOnGateway,
  secondGatewayInNetwork,
  defaultOnAnotherCircuit,
  bastionUnderForcedTunnel,
  premiumDiskUnsupported,
  jumpSubnetWithoutEscape,
  virtualNetworkTagWidened,
  tunnelledSourceRefused,
  networkNotTunnelled,
  healthNumbersRefused,
  clientNotTunnelled,
  tunnelShut,
  gatewayWithoutConnection,
  ownTextBroken,
];
