import type { Component } from "../model/component";
import { flag, text, texts } from "../terraform/attributes";
import type { Resource } from "../terraform/resource";
import { and, not, or, type Truth } from "../unknown/truth";
import { isOpen, symbolsIn, type Unknown, unknown } from "../unknown/value";
import type { Kind, KindContext, KindReader, NotFollowed } from "./kind";
import { NETWORK, networkOf, NETWORK_READER } from "./network";
import { SUBNET_READER } from "./subnet";

/** One side of a peering: what `network` allows of, and takes from, `remote`. */
export interface Peering extends Component {
  readonly network: string;
  /** Id of the remote network, or its resource id or expression where it is not in the file. */
  readonly remote: string;
  readonly virtualNetworkAccess: boolean | Unknown<boolean>;
  readonly forwardedTraffic: boolean | Unknown<boolean>;
  readonly gatewayTransit: boolean | Unknown<boolean>;
  readonly useRemoteGateways: boolean | Unknown<boolean>;
  /** @default the whole networks */
  readonly between?: PeeredSubnets;
}

/** What a peering of subnets joins. */
export interface PeeredSubnets {
  /** Names of the network's own subnets that the remote one reaches. */
  readonly local: readonly string[];
  /** Names of the remote subnets that the network reaches. */
  readonly remote: readonly string[];
  /** False unless only the apply knows whether the whole networks are joined. */
  readonly complete: Truth;
}

export const PEERING: Kind<Peering, "peerings"> = {
  list: "peerings",
  label: "peering",
  types: ["azurerm_virtual_network_peering"],
  references: { network: "joins", remote: "joins" },
};

export const PEERING_READER: KindReader<Peering> = {
  kind: PEERING,
  read: (resources) =>
    resources
      .of("azurerm_virtual_network_peering")
      .filter((resource) => !resource.data && onlyIpv6(resource) !== true)
      .map((resource) => ({
        ...resources.component(resource),
        ...joinsIpv4(resource),
        ...subnetsOf(resource),
        network: networkOf(resource, resources),
        remote: resources.requiredReference(NETWORK_READER, resource.configured("remote_virtual_network_id"), resource),
        virtualNetworkAccess: flag(resource, "allow_virtual_network_access", true),
        forwardedTraffic: flag(resource, "allow_forwarded_traffic", false),
        gatewayTransit: flag(resource, "allow_gateway_transit", false),
        useRemoteGateways: flag(resource, "use_remote_gateways", false),
      })),
  notFollowed: (resources) =>
    resources
      .of("azurerm_virtual_network_peering")
      .filter((resource) => !resource.data && onlyIpv6(resource) !== true)
      .flatMap((resource) => ofUnknownNetwork(resource, resources)),
};

/** Which network has this side only the apply knows: any of the files may, besides the remote one. */
function ofUnknownNetwork(resource: Resource, resources: KindContext): readonly NotFollowed[] {
  const name = text(resource, "virtual_network_name") ?? "";
  const [type = ""] = NETWORK.types;
  if (!isOpen(name) || resources.named(type, name, resource)) return [];
  const remote = resources.resolve(resource.configured("remote_virtual_network_id"), type);
  const subnets = resources
    .components(SUBNET_READER)
    .filter(({ network }) => network !== remote?.id && resources.at(network)?.type === type)
    .map(({ id }) => id);
  const does = `may be a peering of any VNet: ${symbolsIn(name).join(", ")} is known only after apply`;
  return subnets.length === 0 ? [] : [{ resource, effect: "network", does, subnets }];
}

/** True for a peering over which no IPv4 packet passes: the analysis leaves it out. */
const onlyIpv6 = (resource: Resource): boolean | Unknown<boolean> => flag(resource, "only_ipv6_peering_enabled", false);

function joinsIpv4(resource: Resource): Pick<Component, "exists"> {
  const only = onlyIpv6(resource);
  const exists = and(resource.exists ?? true, not(only));
  return exists === true ? {} : { exists };
}

function subnetsOf(resource: Resource): Pick<Peering, "between"> {
  const remote = texts(resource, "remote_subnet_names");
  const complete = flag(resource, "peer_complete_virtual_networks_enabled", true);
  if (complete === true) return {};
  // Azure wants names on both sides; what it makes of a peering without is not documented.
  const undocumented = unknown(`${resource.id} joins the whole VNets without remote_subnet_names`);
  const local = texts(resource, "local_subnet_names");
  return { between: { local, remote, complete: remote.length === 0 ? or(complete, undocumented) : complete } };
}
