import { type FactTexts, documented, inferred, seen } from "./fact-text";
import {
  VIRTUAL_HUB_BGP,
  VIRTUAL_HUB_CONNECT,
  VIRTUAL_HUB_INTERNET,
  VIRTUAL_HUB_PREFERENCE,
  VIRTUAL_HUB_ROUTING,
  VIRTUAL_WAN_ANY_TO_ANY,
  VIRTUAL_WAN_FAQ,
  VIRTUAL_WAN_GLOBAL_REACH,
  VIRTUAL_WAN_INTENT,
  VIRTUAL_WAN_NVA,
  VIRTUAL_WAN_VPN_OVER_ER,
  VWAN_DEFAULT,
} from "./sources";

/** Virtual WAN. */
export const VIRTUAL_WAN = {
  "14.1": {
    statement:
      "Each connection of a virtual hub is associated with one route table of the hub and follows its routes. Each " +
      "connection propagates its routes to route tables by their ids and by labels. Without settings, both are the " +
      "default route table. The table noneRouteTable stays empty. Connections of gateways are associated with the " +
      "default table.",
    evidence: [documented(VIRTUAL_HUB_ROUTING)],
    modelled: "yes",
  },
  "14.2": {
    statement:
      "A connection that propagates to a label fills the tables with that label in all hubs of the Virtual WAN. The " +
      "default tables have the label default. Routes of another hub have 65520 twice in front of their AS path.",
    evidence: [documented(VIRTUAL_HUB_ROUTING), seen(VIRTUAL_WAN_GLOBAL_REACH)],
    seen: { from: "2024-02", to: "2024-02" },
    modelled: "yes",
  },
  "14.3": {
    statement:
      "A VNet that is connected to a virtual hub has the hub's range as VNetPeering, and the routes of the hub's table " +
      "as VirtualNetworkGateway. The next hop is an edge router for routes of ExpressRoute, both instances of the VPN " +
      "gateway for routes of its sites, and one address of the hub's router for VNets and other hubs. A hub programs " +
      "no route that equals a range of the VNet or lies in it. " +
      "It advertises its own range to circuits, and not to other hubs.",
    evidence: [
      seen(VIRTUAL_WAN_GLOBAL_REACH, VIRTUAL_WAN_VPN_OVER_ER),
      { ...documented(VIRTUAL_HUB_ROUTING), about: "no route inside the VNet's range" },
    ],
    seen: { from: "2024-02", to: "2024-02" },
    modelled: "yes",
  },
  "14.4": {
    statement:
      "A connection learns 0.0.0.0/0 only with `internet_security_enabled`; azurerm has it off by default. The default " +
      "route does not originate in the hub: a firewall, a static route, an NVA or a branch brings it. It does not " +
      "leave the hub for other hubs.",
    evidence: [documented(VIRTUAL_WAN_FAQ, VIRTUAL_HUB_ROUTING)],
    modelled: "yes",
  },
  "14.5": {
    statement:
      "In a hub's route table, the longest prefix wins; for equal prefixes, a static route beats a range of a VNet, " +
      "and that beats a route by BGP.",
    evidence: [documented(VIRTUAL_HUB_ROUTING, VIRTUAL_HUB_PREFERENCE, VIRTUAL_HUB_BGP)],
    modelled: "yes",
  },
  "14.6": {
    statement:
      "Between routes by BGP, `hub_routing_preference` decides. ExpressRoute and VpnGateway prefer routes of the hub's " +
      "own connections to those of other hubs, then ExpressRoute or VPN, then the shortest AS path. ASPath compares AS " +
      "paths first. Equal routes share the traffic.",
    evidence: [documented(VIRTUAL_HUB_PREFERENCE, VIRTUAL_WAN_FAQ), seen(VIRTUAL_WAN_GLOBAL_REACH)],
    seen: { from: "2024-02", to: "2024-02" },
    modelled: "partly",
    remark: "where an NVA in a VNet comes between ExpressRoute and VPN is not documented: undetermined",
  },
  "14.7": {
    statement:
      "A static route of a route table leads to a connection or to a firewall. A static route of a VNet's connection " +
      "names the next hop in the VNet, and is propagated like the VNet's ranges unless " +
      "`static_vnet_propagate_static_routes_enabled` is off. Static routes are not advertised to other hubs. With " +
      '`static_vnet_local_route_override_criteria = "Contains"`, traffic to the VNet itself takes a static route that ' +
      'contains its range; with "Equal", only one that equals it. 0.0.0.0/0 never takes it.',
    evidence: [documented(VIRTUAL_HUB_ROUTING, VIRTUAL_WAN_NVA, VIRTUAL_HUB_CONNECT, VIRTUAL_HUB_INTERNET)],
    modelled: "yes",
  },
  "14.8": {
    statement:
      "What one ExpressRoute circuit brings into a Virtual WAN is not advertised to another circuit. A default route " +
      "that a hub advertises to a circuit is not learned by another hub of that circuit; a gateway of a VNet learns it.",
    evidence: [documented(VIRTUAL_WAN_FAQ), { ...seen(VWAN_DEFAULT), about: "the default route" }],
    seen: { from: "2023-09", to: "2023-09" },
    modelled: "yes",
  },
  "14.9": {
    statement:
      "Routing intent puts static routes into the default table: 0.0.0.0/0 for internet traffic; 10.0.0.0/8, " +
      "172.16.0.0/12 and 192.168.0.0/16 for private traffic. With a private policy, connections propagate to no table, " +
      "and the security solution gets all traffic in and out of the hub, also from and to other hubs; branches learn " +
      "the prefixes of the connections. Internet traffic leaves with a public IP of the firewall; with a private policy, a " +
      "static route 0.0.0.0/0 to the firewall and no policy for the internet, it follows the default route that the hub " +
      "has learned, if there is one.",
    evidence: [documented(VIRTUAL_WAN_INTENT, VIRTUAL_HUB_INTERNET)],
    modelled: "yes",
  },
  "14.10": {
    statement:
      "An NVA in a connected VNet peers with the two addresses of the hub's router, AS 65515. Its connection has to be " +
      "associated with the default table and propagate to it. What the NVA advertises gets into the tables that the " +
      "connection propagates to; the NVA learns what the hub has, 0.0.0.0/0 only where the connection learns it.",
    evidence: [documented(VIRTUAL_HUB_BGP, VIRTUAL_WAN_INTENT)],
    modelled: "yes",
  },
  "14.11": {
    statement:
      "A connection that names route tables and no labels propagates to the label default, too, says Microsoft. " +
      "Exported configurations show no such label.",
    evidence: [documented(VIRTUAL_HUB_ROUTING)],
    modelled: "partly",
    remark: "both are considered",
  },
  "14.12": {
    statement:
      "Hubs of one Virtual WAN are connected with each other; VNets and branches reach each other through them. With " +
      "`allow_branch_to_branch_traffic = false`, branches do not reach branches.",
    evidence: [documented(VIRTUAL_WAN_ANY_TO_ANY)],
    modelled: "yes",
  },
  "14.13": {
    statement:
      "Azure keeps a Route Server as a virtual hub without a Virtual WAN, with an IP configuration in RouteServerSubnet.",
    evidence: [inferred()],
    modelled: "yes",
  },
  "14.14": {
    statement:
      "Azure connects a VNet to one virtual hub only, and no VNet that has a gateway. It rejects routing intent in a hub " +
      "with route tables other than its own two, or with a static route to a VNet's connection in the default table.",
    evidence: [documented(VIRTUAL_HUB_CONNECT, VIRTUAL_WAN_INTENT)],
    modelled: "yes",
    remark: "the verdict is refused",
  },
} satisfies FactTexts;
