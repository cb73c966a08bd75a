import type { Nic } from "../model/azure";
import { isUnknown, unknown } from "../unknown/value";
import { blocks, eitherFlag, text } from "../terraform/attributes";
import { type Value } from "../terraform/value";
import { type Association, joined } from "./associations";
import { byId, put, type Build } from "./build";

const SECURITY_GROUP = "azurerm_network_security_group";

/** Network interfaces: of each the primary IPv4 configuration. */
export function readNics(build: Build): readonly Nic[] {
  const securityGroups = associated(
    build,
    "azurerm_network_interface_security_group_association",
    "network_security_group_id",
    SECURITY_GROUP,
  );
  const applicationGroups = associated(
    build,
    "azurerm_network_interface_application_security_group_association",
    "application_security_group_id",
    "azurerm_application_security_group",
  );
  return build.of("azurerm_network_interface").map((resource) => {
    const configurations = blocks(resource, "ip_configuration", build.unread(resource, "ip_configuration")).filter(
      (block) => text(block, "private_ip_address_version") !== "IPv6",
    );
    const primary = configurations.find((block) => block.configured("primary") === true) ?? configurations[0];
    const address = (primary && text(primary, "private_ip_address")) ?? text(resource, "private_ip_address");
    const publicIp = primary && build.standIns.publicIp(primary.configured("public_ip_address_id"), resource);
    const further = configurations
      .filter((block) => block !== primary)
      .flatMap((block) => text(block, "private_ip_address") ?? []);
    return {
      ...build.component(resource),
      subnet: build.standIns.subnet(primary?.configured("subnet_id") ?? null, resource),
      ...(address !== undefined && { address }),
      forwarding: eitherFlag(resource, ["ip_forwarding_enabled", "enable_ip_forwarding"], false),
      ...joined({
        securityGroup: securityGroups.get(resource.id),
        publicIp:
          publicIp === undefined ? [] : [{ id: publicIp, ...perhaps(primary!.configured("public_ip_address_id")) }],
      }),
      applicationSecurityGroups: (applicationGroups.get(resource.id) ?? []).map(({ id }) => id),
      ...(further.length > 0 && { furtherAddresses: further }),
    };
  });
}

/** An expression with a null in it may come to none. */
const perhaps = (value: Value): Pick<Association, "exists"> =>
  isUnknown(value) && /\bnull\b/.test(value.unknown) ? { exists: unknown(value.unknown) } : {};

/** What is associated with each NIC, by the NIC's id. */
function associated(
  build: Build,
  type: string,
  attribute: string,
  target: string,
): ReadonlyMap<string, readonly Association[]> {
  const map = new Map<string, Association[]>();
  for (const resource of build.of(type)) {
    const nic = build.resolve(resource.configured("network_interface_id"), "azurerm_network_interface");
    const value = resource.configured(attribute);
    const id =
      target === SECURITY_GROUP ? build.standIns.associated(value, resource, target) : build.resolve(value, target)?.id;
    if (nic && id !== undefined) put(map, nic.id, { id, ...(resource.exists && { exists: resource.exists }) });
    else
      build.context.note(
        "outside",
        resource.id,
        `${nic ? attribute : "network_interface_id"} names something that is not in the files, so it is left out`,
      );
  }
  for (const list of map.values()) list.sort(byId);
  return map;
}
