import type { Connection, Gateway } from "../../model/azure";
import { reported, type TopologyRule } from "../topology-rule";

/** FT143. With a count of 0, or to a site that is not in the files, the connection is made later or elsewhere. */
export const defaultSiteWithoutConnection: TopologyRule = {
  id: "FT143",
  name: "default-site-without-connection",
  severity: "warning",
  summary: "A VPN gateway has a default site that it is not connected to.",
  why: "The default site is where the gateway is to send all other traffic. Without a connection, no tunnel takes it.",
  sources: ["https://learn.microsoft.com/azure/vpn-gateway/site-to-site-tunneling"],
  facts: ["3.21"],
  example: "a VPN gateway with default_local_network_gateway_id, and connections to other sites only",
  structural: true,
  check: ({ topology, index }) =>
    topology.gateways.flatMap((gateway) => {
      const { id, name, network, defaultSite, absentConnections } = gateway;
      const site = index.sites.get(defaultSite ?? "");
      if (!site || absentConnections !== undefined) return [];
      if (topology.connections.some((connection) => mayLeadTo(site.id, gateway, connection))) return [];
      return [
        reported({
          at: id,
          also: [site.id, network],
          text: `${name} of ${index.networks.get(network)?.name} has the default site ${site.name}, and no connection to it`,
          got: "no azurerm_virtual_network_gateway_connection to it",
          want: "a connection to the default site",
          fix: `local_network_gateway_id = ${site.id}.id in an azurerm_virtual_network_gateway_connection of ${name}`,
          rows: ["3.21"],
        }),
      ];
    }),
};

/** A connection that leads to nothing in the files may lead to the site. */
const mayLeadTo = (site: string, { id }: Gateway, connection: Connection): boolean =>
  connection.gateway === id &&
  (connection.localNetworkGateway ?? connection.circuit ?? connection.peerGateway ?? site) === site;
