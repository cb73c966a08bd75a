import { announcedPrefixReturns } from "./rules/announced-prefix-returns";
import { advertisedInsideVnet } from "./rules/advertised-inside-vnet";
import { answerAsymmetric } from "./rules/answer-asymmetric";
import { answerLost } from "./rules/answer-lost";
import { azureAsnInPath } from "./rules/azure-asn-in-path";
import { bgpAsnMismatch } from "./rules/bgp-asn-mismatch";
import { bgpSessionOneSided } from "./rules/bgp-session-one-sided";
import { defaultFromElsewhere } from "./rules/default-from-elsewhere";
import { defaultOutboundReliedUpon } from "./rules/default-outbound-relied-upon";
import { defaultOverVpn } from "./rules/default-over-vpn";
import { defaultReachesOthers } from "./rules/default-reaches-others";
import { directEgress } from "./rules/direct-egress";
import { exceptionToTheTunnel } from "./rules/exception-to-the-tunnel";
import { failsOpen } from "./rules/fails-open";
import { fastpathInTheWay } from "./rules/fastpath-in-the-way";
import { internetUnreachable } from "./rules/internet-unreachable";
import { jumpServerUnreachable } from "./rules/jump-server-unreachable";
import { limitExceeded } from "./rules/limit-exceeded";
import { limitNear } from "./rules/limit-near";
import { managementPortOpen } from "./rules/management-port-open";
import { nextHopDoesNotForward } from "./rules/next-hop-does-not-forward";
import { nextHopUnreachable } from "./rules/next-hop-unreachable";
import { nextHopsDisagree } from "./rules/next-hops-disagree";
import { nvaLoopsOnItsOwnDefault } from "./rules/nva-loops-on-its-own-default";
import { nvaWithoutTranslation } from "./rules/nva-without-translation";
import { publicIpUnderTunnel } from "./rules/public-ip-under-tunnel";
import { refusedByAzure } from "./rules/refused-by-azure";
import { restsOnThinEvidence } from "./rules/rests-on-thin-evidence";
import { routeServerBesideClients } from "./rules/route-server-beside-clients";
import { routeServerInstanceUnpeered } from "./rules/route-server-instance-unpeered";
import { routingLoop } from "./rules/routing-loop";
import { singleNva } from "./rules/single-nva";
import { virtualNetworkTagWidened } from "./rules/virtual-network-tag-widened";
import { twoOwners } from "./rules/two-owners";
import { unorderedApply } from "./rules/unordered-apply";
import { tooManyNetworksOnCircuit } from "./rules/too-many-networks-on-circuit";
import { routeServerWithoutPeer } from "./rules/route-server-without-peer";
import { nextHopBehindCircuit } from "./rules/next-hop-behind-circuit";
import { bastionUnderForcedTunnel } from "./rules/bastion-under-forced-tunnel";
import { firewallPastTheNva } from "./rules/firewall-past-the-nva";
import { defaultSiteWithoutConnection } from "./rules/default-site-without-connection";
import { gatewayWithoutConnection } from "./rules/gateway-without-connection";
import { notModelled } from "./rules/not-modelled";
import { verdictUndetermined } from "./rules/verdict-undetermined";
import { lostAtReboot } from "./rules/lost-at-reboot";
import { fourByteAsn } from "./rules/four-byte-asn";
import { nvaWithoutTraffic } from "./rules/nva-without-traffic";
import type { TopologyRule } from "./topology-rule";

/** Every rule about what a topology does, by id (docs/RULES.md). */
export const TOPOLOGY_RULES: readonly TopologyRule[] = [
  tooManyNetworksOnCircuit,
  routeServerWithoutPeer,
  nextHopBehindCircuit,
  bastionUnderForcedTunnel,
  gatewayWithoutConnection,
  directEgress,
  internetUnreachable,
  nvaLoopsOnItsOwnDefault,
  routingLoop,
  nextHopsDisagree,
  answerLost,
  nvaWithoutTranslation,
  refusedByAzure,
  managementPortOpen,
  jumpServerUnreachable,
  publicIpUnderTunnel,
  virtualNetworkTagWidened,
  defaultReachesOthers,
  failsOpen,
  singleNva,
  bgpSessionOneSided,
  bgpAsnMismatch,
  azureAsnInPath,
  routeServerInstanceUnpeered,
  defaultOutboundReliedUpon,
  limitExceeded,
  limitNear,
  fastpathInTheWay,
  routeServerBesideClients,
  defaultOverVpn,
  answerAsymmetric,
  restsOnThinEvidence,
  exceptionToTheTunnel,
  defaultFromElsewhere,
  notModelled,
  verdictUndetermined,
  nextHopUnreachable,
  advertisedInsideVnet,
  unorderedApply,
  twoOwners,
  fourByteAsn,
  firewallPastTheNva,
  lostAtReboot,
  nextHopDoesNotForward,
  nvaWithoutTraffic,
  announcedPrefixReturns,
  defaultSiteWithoutConnection,
];
