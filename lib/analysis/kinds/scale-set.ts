import { blocks, type Block, text } from "../terraform/attributes";
import type { Resource } from "../terraform/resource";
import { isList, type Value } from "../terraform/value";
import { isUnknown, type Unknown, unknown } from "../unknown/value";
import type { KindContext } from "./kind";

/** Types of scale sets, whose instances are taken together as one machine. */
export const SCALE_SETS: readonly string[] = [
  "azurerm_linux_virtual_machine_scale_set",
  "azurerm_windows_virtual_machine_scale_set",
  "azurerm_orchestrated_virtual_machine_scale_set",
];

/** The scale sets that the files make. */
export const scaleSetsOf = (resources: KindContext): readonly Resource[] =>
  SCALE_SETS.flatMap((type) => resources.of(type)).filter(({ data }) => !data);

/** A network interface that each instance of a scale set has. */
export interface InstanceNic {
  readonly id: string;
  readonly name: string;
  readonly resource: Resource;
  readonly block: Block;
  /** Its primary IPv4 configuration. */
  readonly configuration: Block | undefined;
  /** Its further ones, and those of IPv6. */
  readonly further: readonly Block[];
  /** Id and name of the public IPs of its instances. */
  readonly publicIp?: { readonly id: string; readonly name: string };
  /** Whether they are there, where only the apply knows. */
  readonly hasPublicIp?: Unknown<boolean>;
}

/** The network interfaces of the instances of a scale set, the primary one first. */
export function instanceNics(resource: Resource, resources: KindContext): readonly InstanceNic[] {
  const all = blocks(resource, "network_interface", resources.unread(resource, "network_interface"));
  const nics = all.map((block, at) => instanceNic(resource, block, `${resource.id}.network_interface[${at}]`));
  return [...nics].sort((a, b) => Number(isPrimary(b.block)) - Number(isPrimary(a.block)));
}

function instanceNic(resource: Resource, block: Block, id: string): InstanceNic {
  const all = blocks(block, "ip_configuration");
  const ipv4 = all.filter((one) => !isIpv6(one));
  const configuration = ipv4.find(isPrimary) ?? ipv4[0];
  const set = text(resource, "name") ?? resource.id;
  const given = configuration?.configured("public_ip_address") ?? null;
  const [decides] = [given, ...(isList(given) ? given : [])].flatMap((one) => (isUnknown(one) ? [one.unknown] : []));
  return {
    id,
    name: `${text(block, "name") ?? "nic"} of ${set}`,
    resource,
    block,
    configuration,
    further: all.filter((one) => one !== configuration),
    ...(hasPublicIp(configuration) && { publicIp: { id: `${id}.public_ip_address`, name: `public IPs of ${set}` } }),
    ...(decides !== undefined && { hasPublicIp: unknown(decides) }),
  };
}

export const isIpv6 = (configuration: Block): boolean => text(configuration, "version") === "IPv6";

const isPrimary = (block: Block): boolean => block.configured("primary") === true;

/** True where it has a public IP, or may have one. */
export function hasPublicIp(configuration: Block | undefined): boolean {
  const value = configuration?.configured("public_ip_address") ?? null;
  return value !== null && !(isList(value) && value.length === 0);
}

/** The ids of the load balancer pools that the instances of a network interface are in. */
export const poolsOfInstances = ({ block }: InstanceNic): readonly Value[] =>
  blocks(block, "ip_configuration").flatMap((one) => {
    const value = one.configured("load_balancer_backend_address_pool_ids");
    return isList(value) ? value : [value];
  });
