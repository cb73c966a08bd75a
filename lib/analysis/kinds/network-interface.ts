import type { Component } from "../model/component";
import { type Block, blocks, eitherFlag, members, text } from "../terraform/attributes";
import { type ComputedAttribute, firstPrivateAddress } from "../terraform/computed-attributes";
import type { Resource } from "../terraform/resource";
import { isObject, type Value } from "../terraform/value";
import type { Truth } from "../unknown/truth";
import { isUnknown, shown, symbol, unknown, type Unknown } from "../unknown/value";
import { type Association, associationFields, type ConditionalAssociation } from "./associations";
import { addressText } from "./box";
import type { Kind, KindReader, KindContext, NotFollowed } from "./kind";
import { nodePoolsOf } from "./node-pools";
import { ifNotNull, PUBLIC_IP_READER } from "./public-ip";
import { byId, put } from "./resource-index";
import { hasPublicIp, instanceNics, isIpv6 as isIpv6OfInstances, scaleSetsOf } from "./scale-set";
import { SECURITY_GROUP_READER } from "./security-group";
import { SUBNET_READER } from "./subnet";

/** A further IPv4 configuration of a network interface. */
export interface FurtherConfiguration {
  /** Private address. */
  readonly address: string;
  /** Id of its public IP. */
  readonly publicIp?: string;
  /** Whether the public IP is there. @default true */
  readonly attached?: Truth;
}

/** A network interface by its first (primary) IPv4 configuration. */
export interface Nic extends Component {
  readonly subnet: string;
  /** Private address; absent: dynamic, known after apply. */
  readonly address?: string;
  readonly publicIp?: string;
  /** It is written as enable_ip_forwarding, as azurerm 3 has it. */
  readonly enablesForwarding?: true;
  /** ip_forwarding_enabled. */
  readonly forwarding: boolean | Unknown<boolean>;
  /** The tag disableSnatOnPL: answers of private endpoints to what it forwards return to it. @default false */
  readonly symmetric?: boolean | Unknown<boolean>;
  readonly securityGroup?: string;
  readonly applicationSecurityGroups: readonly string[];
  /** Its further IPv4 configurations, as far as their private addresses are known or can be referred to. */
  readonly further?: readonly FurtherConfiguration[];
  /** No machine has it: the block that would has no instances. */
  readonly unused?: true;
  /** As of a subnet. */
  readonly conditional?: readonly ConditionalAssociation[];
}

const privateAddress: ComputedAttribute = (nic, own) => own ?? firstPrivateAddress(nic, "ip_configuration");

export const NETWORK_INTERFACE: Kind<Nic, "nics"> = {
  list: "nics",
  label: "network interface",
  types: ["azurerm_network_interface"],
  parts: [
    "azurerm_network_interface_security_group_association",
    "azurerm_network_interface_application_security_group_association",
  ],
  references: {
    subnet: "part-of",
    publicIp: "uses",
    securityGroup: "uses",
    conditional: { id: "uses" },
    further: { publicIp: "uses" },
  },
  nextHops: (nic) =>
    [referredAddress(nic), ...(nic.further ?? []).map(({ address }) => address)].map((address) => ({
      address,
      subnet: nic.subnet,
      to: [nic.id],
    })),
  box: ({ subnet, address }) => ({ look: "nic", word: "NIC", parent: subnet, detail: addressText(address) }),
};

export const NETWORK_INTERFACE_READER: KindReader<Nic> = {
  kind: NETWORK_INTERFACE,
  read: (resources) => [...readNics(resources), ...nicsOfInstances(resources), ...nicsOfNodes(resources)],
  notFollowed: (resources) => [
    ...resources
      .of("azurerm_network_interface")
      .flatMap((resource) => (resource.data ? [] : notFollowed(resource, resources))),
    ...scaleSetsOf(resources).flatMap((set) => notFollowedOfInstances(set, resources)),
  ],
  computed: {
    private_ip_address: privateAddress,
    private_ip_addresses: (nic, own) => own ?? [firstPrivateAddress(nic, "ip_configuration")],
  },
  external: {
    make: ({ id, name, from }, resources) => ({
      id,
      name,
      subnet: resources.requiredReference(SUBNET_READER, symbol(`${id}.subnet_id`), from),
      forwarding: unknown(`${id}.ip_forwarding_enabled`),
      symmetric: unknown(`${id}.tags["disableSnatOnPL"] is "true"`),
      applicationSecurityGroups: [],
    }),
  },
};

/** A NIC's private address as texts refer to it: a symbol where it is known only after apply. */
export const referredAddress = ({ id, address }: Nic): string => address ?? symbol(`${id}.private_ip_address`);

function readNics(resources: KindContext): readonly Nic[] {
  const securityGroups = securityGroupsOfNics(resources);
  const applicationGroups = applicationGroupsOfNics(resources);
  const unused = ofAbsentMachines(resources);
  return resources.of("azurerm_network_interface").map((resource) => {
    const configurations = blocks(resource, "ip_configuration", resources.unread(resource, "ip_configuration")).filter(
      (block) => !isIpv6(block),
    );
    const primary = primaryOf(configurations);
    const address = (primary && text(primary, "private_ip_address")) ?? text(resource, "private_ip_address");
    const publicIp = primary?.configured("public_ip_address_id") ?? null;
    const publicIpId = resources.reference(PUBLIC_IP_READER, publicIp, resource);
    const further = configurations
      .filter((block) => block !== primary)
      .flatMap((block) => furtherConfiguration(block, resource, resources));
    return {
      ...resources.component(resource),
      subnet: resources.requiredReference(SUBNET_READER, primary?.configured("subnet_id") ?? null, resource),
      ...(address !== undefined && { address }),
      forwarding: eitherFlag(resource, ["ip_forwarding_enabled", "enable_ip_forwarding"], false),
      ...symmetricByTag(resource),
      ...(unused.has(resource) && { unused: true as const }),
      ...(resource.configured("enable_ip_forwarding") !== null && { enablesForwarding: true as const }),
      ...associationFields({
        securityGroup: securityGroups.get(resource.id),
        publicIp: publicIpId === undefined ? [] : [{ id: publicIpId, ...ifNotNull(publicIp) }],
      }),
      applicationSecurityGroups: (applicationGroups.get(resource.id) ?? []).map(({ id }) => id),
      ...(further.length > 0 && { further }),
    };
  });
}

/** The NICs of machines with a count of 0. */
const ofAbsentMachines = (resources: KindContext): ReadonlySet<Resource | undefined> =>
  new Set(
    resources.absent
      .flatMap((machine) => members(machine.configured("network_interface_ids")))
      .map((one) => resources.resolve(one, ...NETWORK_INTERFACE.types)),
  );

/** The tag is case-sensitive, its value is a text. */
function symmetricByTag(resource: Resource): Pick<Nic, "symmetric"> {
  const tags = resource.configured("tags");
  if (isUnknown(tags)) return { symmetric: unknown(`${tags.unknown}["disableSnatOnPL"] is "true"`) };
  const value = isObject(tags) ? (tags.disableSnatOnPL ?? null) : null;
  if (isUnknown(value)) return { symmetric: unknown(`${value.unknown} is "true"`) };
  return value === "true" || value === true ? { symmetric: true } : {};
}

/** One for all instances of a scale set: nobody knows their addresses beforehand. */
const nicsOfInstances = (resources: KindContext): readonly Nic[] =>
  scaleSetsOf(resources).flatMap((set) =>
    instanceNics(set, resources).map(({ id, name, block, configuration, publicIp, hasPublicIp: attached }) => {
      const { path, exists, replaced } = resources.component(set);
      const securityGroup = resources.reference(
        SECURITY_GROUP_READER,
        block.configured("network_security_group_id"),
        set,
      );
      const groups = configuration?.configured("application_security_group_ids") ?? null;
      return {
        id,
        name,
        ...(path !== undefined && { path }),
        ...(exists && { exists }),
        ...(replaced && { replaced }),
        subnet: resources.requiredReference(SUBNET_READER, configuration?.configured("subnet_id") ?? null, set),
        forwarding: eitherFlag(block, ["ip_forwarding_enabled", "enable_ip_forwarding"], false),
        ...symmetricByTag(set),
        ...(securityGroup !== undefined && { securityGroup }),
        ...associationFields({
          publicIp: publicIp ? [{ id: publicIp.id, ...(attached && { exists: attached }) }] : [],
        }),
        applicationSecurityGroups: members(groups).flatMap(
          (one) => resources.resolve(one, "azurerm_application_security_group")?.id ?? [],
        ),
      };
    }),
  );

/** One for all nodes of a pool. */
const nicsOfNodes = (resources: KindContext): readonly Nic[] =>
  nodePoolsOf(resources).map(({ resource, name, subnet, nic }) => {
    const { exists } = resources.component(resource);
    return {
      id: nic,
      name: `nodes of ${name}`,
      ...(exists && { exists }),
      subnet: resources.requiredReference(SUBNET_READER, subnet, resource),
      forwarding: false,
      applicationSecurityGroups: [],
    };
  });

function furtherConfiguration(block: Block, resource: Resource, resources: KindContext): FurtherConfiguration[] {
  const address = text(block, "private_ip_address");
  if (address === undefined) return [];
  const publicIp = publicIpOf(block);
  const id = resources.reference(PUBLIC_IP_READER, publicIp, resource);
  const { exists } = ifNotNull(publicIp);
  return [{ address, ...(id !== undefined && { publicIp: id }), ...(exists && { attached: exists }) }];
}

/**
 * Packets that a NIC sends from other addresses than its primary IPv4 address, as far as they may leave Azure. What a
 * machine translates to its further addresses is followed, and a machine that forwards is no client itself.
 */
function notFollowed(resource: Resource, resources: KindContext): readonly NotFollowed[] {
  const configurations = resources.context.quietly(() => blocks(resource, "ip_configuration"));
  const ipv6 = configurations.filter(isIpv6);
  const ipv4 = configurations.filter((block) => !isIpv6(block));
  const primary = primaryOf(ipv4);
  const forwards = eitherFlag(resource, ["ip_forwarding_enabled", "enable_ip_forwarding"], false) === true;
  const further = ipv4.filter((block) => !forwards && block !== primary && publicIpOf(block) !== null);
  const does = [
    ...(ipv6.length === 0 ? [] : [`sends IPv6 packets${as(ipv6, resource, resources)}, past every IPv4 route`]),
    ...(further.length === 0 ? [] : [`may send from a further address${as(further, resource, resources)}`]),
  ];
  const subnet = resources.find(NETWORK_INTERFACE_READER, resource.id)?.subnet;
  return does.length === 0
    ? []
    : [{ resource, effect: "own-traffic", does: does.join(", and "), subnets: subnet === undefined ? [] : [subnet] }];
}

/** The same for the instances of a scale set. */
function notFollowedOfInstances(set: Resource, resources: KindContext): readonly NotFollowed[] {
  const nics = resources.context.quietly(() => instanceNics(set, resources));
  const further = nics.flatMap((nic) => nic.further);
  const does = [
    ...(further.some(isIpv6OfInstances) ? ["sends IPv6 packets, past every IPv4 route"] : []),
    ...(further.some((one) => !isIpv6OfInstances(one) && hasPublicIp(one)) ? ["may send from a further address"] : []),
  ];
  const subnets = nics.flatMap(({ id }) => resources.find(NETWORK_INTERFACE_READER, id)?.subnet ?? []);
  return does.length === 0 ? [] : [{ resource: set, effect: "own-traffic", does: does.join(", and "), subnets }];
}

/** " as pip6-hub00": the public IPs of some configurations. */
function as(configurations: readonly Block[], resource: Resource, resources: KindContext): string {
  const ids = configurations.flatMap(
    (block) => resources.reference(PUBLIC_IP_READER, publicIpOf(block), resource) ?? [],
  );
  const names = ids.map((id) => shown(resources.find(PUBLIC_IP_READER, id)?.name ?? id));
  return names.length === 0 ? "" : ` as ${names.join(" and ")}`;
}

const publicIpOf = (block: Block): Value => {
  const value = block.configured("public_ip_address_id");
  return value === "" ? null : value;
};

const isIpv6 = (block: Block): boolean => text(block, "private_ip_address_version") === "IPv6";

const primaryOf = (configurations: readonly Block[]): Block | undefined =>
  configurations.find((block) => block.configured("primary") === true) ?? configurations[0];

type Associations = ReadonlyMap<string, readonly Association[]>;

const securityGroupsOfNics = (resources: KindContext): Associations =>
  associated(
    resources,
    "azurerm_network_interface_security_group_association",
    "network_security_group_id",
    (value, resource) => resources.reference(SECURITY_GROUP_READER, value, resource),
  );

const applicationGroupsOfNics = (resources: KindContext): Associations =>
  associated(
    resources,
    "azurerm_network_interface_application_security_group_association",
    "application_security_group_id",
    (value) => resources.resolve(value, "azurerm_application_security_group")?.id,
  );

/** What is associated with each NIC, by the NIC's id. */
function associated(
  resources: KindContext,
  type: string,
  attribute: string,
  idOf: (value: Value, resource: ReturnType<KindContext["of"]>[number]) => string | undefined,
): Associations {
  const map = new Map<string, Association[]>();
  for (const resource of resources.of(type)) {
    const nic = resources.resolve(resource.configured("network_interface_id"), ...NETWORK_INTERFACE.types);
    const id = idOf(resource.configured(attribute), resource);
    if (nic && id !== undefined) put(map, nic.id, { id, ...(resource.exists && { exists: resource.exists }) });
    else {
      if (!nic) resources.missing(NETWORK_INTERFACE, resource.configured("network_interface_id"), resource);
      resources.context.note(
        "outside",
        resource.id,
        `${nic ? attribute : "network_interface_id"} names something that is not in the files, so it is left out`,
      );
    }
  }
  for (const list of map.values()) list.sort(byId);
  return map;
}
