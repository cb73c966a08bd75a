import { acceleratedNetworkingUnsupported } from "./machines/accelerated-networking-unsupported";
import { addressMalformed } from "./addressing/address-malformed";
import { addressOutsideSubnet } from "./addressing/address-outside-subnet";
import { addressReservedByAzure } from "./addressing/address-reserved-by-azure";
import { addressSpaceNotPrivate } from "./addressing/address-space-not-private";
import { addressSpaceOverlapsItself } from "./addressing/address-space-overlaps-itself";
import { addressSpacesOverlap } from "./addressing/address-spaces-overlap";
import { addressTaken } from "./addressing/address-taken";
import { adminUserNameRefused } from "./machines/admin-user-name-refused";
import { announcementRefused } from "./nva/announcement-refused";
import { asnReserved } from "./routing/asn-reserved";
import { authorizationKeyMissing } from "./routing/authorization-key-missing";
import { branchToBranchOff } from "./routing/branch-to-branch-off";
import { circuitConnectedTwice } from "./routing/circuit-connected-twice";
import { circuitIdMalformed } from "./routing/circuit-id-malformed";
import { computerNameNotAccepted } from "./naming/computer-name-not-accepted";
import { dnsServerMalformed } from "./addressing/dns-server-malformed";
import { egressCheckInAnotherStack } from "./egress/egress-check-in-another-stack";
import { egressCheckWithoutNva } from "./egress/egress-check-without-nva";
import { egressReflectorsRefused } from "./egress/egress-reflectors-refused";
import { egressRunIdRefused } from "./egress/egress-run-id-refused";
import { egressTimeoutRefused } from "./egress/egress-timeout-refused";
import { egressPublicIpsRefused } from "./nva/egress-public-ips-refused";
import { filePathRefused } from "./nva/file-path-refused";
import { frrTextBroken } from "./nva/frr-text-broken";
import { gatewaySkuRefused } from "./routing/gateway-sku-refused";
import { clientNotTunnelled } from "./routing/client-not-tunnelled";
import { loopbackServiceRefused } from "./nva/loopback-service-refused";
import { maxSegmentSizeRefused } from "./nva/max-segment-size-refused";
import { nextHopRefused } from "./nva/next-hop-refused";
import { nothingAnnounced } from "./nva/nothing-announced";
import { ownTextBroken } from "./nva/own-text-broken";
import { forwardedTrafficDenied } from "./security/forwarded-traffic-denied";
import { healthNumbersRefused } from "./nva/health-numbers-refused";
import { tunnelledSourceRefused } from "./security/tunnelled-source-refused";
import { healthAnchorRefused } from "./nva/health-anchor-refused";
import { imageNeedsAutomaticByPlatform } from "./machines/image-needs-automatic-by-platform";
import { jumpSubnetWithoutEscape } from "./routing/jump-subnet-without-escape";
import { liveCircuitWithoutOptIn } from "./routing/live-circuit-without-opt-in";
import { logicalIdTaken } from "./naming/logical-id-taken";
import { machineInReservedSubnet } from "./machines/machine-in-reserved-subnet";
import { nameNotAccepted } from "./naming/name-not-accepted";
import { nameTaken } from "./naming/name-taken";
import { nvaSubnetWithoutEscape } from "./routing/nva-subnet-without-escape";
import { nvaSubnetWithoutGatewayRoutes } from "./routing/nva-subnet-without-gateway-routes";
import { existingNotFound } from "./naming/existing-not-found";
import { namingFunctionFailed } from "./naming/naming-function-failed";
import { existingPartOfNewNetwork } from "./routing/existing-part-of-new-network";
import { liveNetworkWithoutOptIn } from "./routing/live-network-without-opt-in";
import { exemptSubnetWithoutEscape } from "./routing/exempt-subnet-without-escape";
import { hubPeeredTwice } from "./routing/hub-peered-twice";
import { peeringBesideGateway } from "./routing/peering-beside-gateway";
import { openToTheInternet } from "./security/open-to-the-internet";
import { osDiskRefused } from "./machines/os-disk-refused";
import { prefixHasHostBits } from "./addressing/prefix-has-host-bits";
import { prefixMalformed } from "./addressing/prefix-malformed";
import { premiumDiskUnsupported } from "./machines/premium-disk-unsupported";
import { prependWithoutEffect } from "./routing/prepend-without-effect";
import { propOfWrongType } from "./props/prop-of-wrong-type";
import { propUnknown } from "./props/prop-unknown";
import { remoteVnetTrafficOff } from "./routing/remote-vnet-traffic-off";
import { routeNextHopRefused } from "./routing/route-next-hop-refused";
import { routeOnReservedSubnet } from "./routing/route-on-reserved-subnet";
import { routePrefixTwice } from "./routing/route-prefix-twice";
import { routeServerBlocksDefault } from "./routing/route-server-blocks-default";
import { routeToExpressrouteGateway } from "./routing/route-to-expressroute-gateway";
import { routingWeightOutOfRange } from "./routing/routing-weight-out-of-range";
import { secondGatewayInNetwork } from "./routing/second-gateway-in-network";
import { secondRouteServerInNetwork } from "./routing/second-route-server-in-network";
import { secretInPlainText } from "./security/secret-in-plain-text";
import { securityGroupOnReservedSubnet } from "./security/security-group-on-reserved-subnet";
import { securityRuleMalformed } from "./security/security-rule-malformed";
import { securityRulePriorityRefused } from "./security/security-rule-priority-refused";
import { shutdownTimeMalformed } from "./machines/shutdown-time-malformed";
import { sourceMalformed } from "./security/source-malformed";
import { sshKeyRefused } from "./machines/ssh-key-refused";
import { subnetOutsideNetwork } from "./addressing/subnet-outside-network";
import { subnetTooSmall } from "./addressing/subnet-too-small";
import { subnetsOverlap } from "./addressing/subnets-overlap";
import { stackNameTaken } from "./naming/stack-name-taken";
import { tagsRefused } from "./naming/tags-refused";
import { timeZoneUnknown } from "./machines/time-zone-unknown";
import { timersRefused } from "./routing/timers-refused";
import { tooManyBgpPeers } from "./routing/too-many-bgp-peers";
import { tooManyCircuitsOnGateway } from "./routing/too-many-circuits-on-gateway";
import { tooManyRoutes } from "./routing/too-many-routes";
import { tooManySecurityRules } from "./security/too-many-security-rules";
import { userDataTooLarge } from "./nva/user-data-too-large";
import { zoneUnknown } from "./machines/zone-unknown";
import { circuitKindRefused } from "./routing/circuit-kind-refused";
import { circuitPropMissing } from "./routing/circuit-prop-missing";
import { circuitBandwidthRefused } from "./routing/circuit-bandwidth-refused";
import { circuitSkuRefused } from "./routing/circuit-sku-refused";
import { peeringPrefixRefused } from "./addressing/peering-prefix-refused";
import { peeringVlanRefused } from "./routing/peering-vlan-refused";
import { peeringAsnRefused } from "./routing/peering-asn-refused";
import { lookupByReference } from "./routing/lookup-by-reference";
import { privatePeeringMissing } from "./routing/private-peering-missing";
import { portIdMalformed } from "./routing/port-id-malformed";
import { circuitFoundAndCreated } from "./routing/circuit-found-and-created";
import { existingSubnetRefused } from "./routing/existing-subnet-refused";
import { nvaAddressMissing } from "./nva/nva-address-missing";
import { vpnGatewaySkuRefused } from "./vpn/vpn-gateway-sku-refused";
import { defaultSiteNotConnected } from "./vpn/default-site-not-connected";
import { vpnWithoutDefaultRoute } from "./vpn/vpn-without-default-route";
import { vpnDeviceAddressRefused } from "./vpn/vpn-device-address-refused";
import { sitePrefixRefused } from "./vpn/site-prefix-refused";
import { vpnBgpRefused } from "./vpn/vpn-bgp-refused";
import { twoKindsOfGateway } from "./vpn/two-kinds-of-gateway";
import { sharedKeyMissing } from "./vpn/shared-key-missing";
import { flowLogNumbersRefused } from "./monitoring/flow-log-numbers-refused";
import { oneStepNotSupported } from "./security/one-step-not-supported";
import { monitoringIdMalformed } from "./monitoring/monitoring-id-malformed";
import type { ConstructRule } from "./rule";

/** Every rule, by id: the order in which findings are reported. */
export const CONSTRUCT_RULES: readonly ConstructRule[] = [
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
  machineInReservedSubnet,
  tooManyRoutes,
  tooManySecurityRules,
  tooManyCircuitsOnGateway,
  secondGatewayInNetwork,
  premiumDiskUnsupported,
  jumpSubnetWithoutEscape,
  tunnelledSourceRefused,
  healthNumbersRefused,
  clientNotTunnelled,
  forwardedTrafficDenied,
  ownTextBroken,
  maxSegmentSizeRefused,
  egressPublicIpsRefused,
  stackNameTaken,
  circuitKindRefused,
  circuitPropMissing,
  circuitBandwidthRefused,
  circuitSkuRefused,
  peeringPrefixRefused,
  peeringVlanRefused,
  peeringAsnRefused,
  lookupByReference,
  privatePeeringMissing,
  portIdMalformed,
  circuitFoundAndCreated,
  peeringBesideGateway,
  hubPeeredTwice,
  exemptSubnetWithoutEscape,
  existingNotFound,
  existingPartOfNewNetwork,
  liveNetworkWithoutOptIn,
  namingFunctionFailed,
  egressReflectorsRefused,
  egressTimeoutRefused,
  egressRunIdRefused,
  egressCheckWithoutNva,
  egressCheckInAnotherStack,
  announcementRefused,
  loopbackServiceRefused,
  nextHopRefused,
  nothingAnnounced,
  vpnGatewaySkuRefused,
  defaultSiteNotConnected,
  vpnWithoutDefaultRoute,
  vpnDeviceAddressRefused,
  sitePrefixRefused,
  vpnBgpRefused,
  twoKindsOfGateway,
  sharedKeyMissing,
  existingSubnetRefused,
  nvaAddressMissing,
  monitoringIdMalformed,
  flowLogNumbersRefused,
  oneStepNotSupported,
];
