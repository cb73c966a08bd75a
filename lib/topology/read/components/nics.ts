import type { Nic } from "../../model";
import { blocks, eitherFlag, text, type Block } from "../attributes";
import type { Resource } from "../resource";
import { put, type Build } from "./build";

/** Network interfaces: of each the primary IPv4 configuration. */
export function readNics(build: Build): readonly Nic[] {
  const securityGroups = associated(build, "azurerm_network_interface_security_group_association", "network_security_group_id", "azurerm_network_security_group");
  const applicationGroups = associated(build, "azurerm_network_interface_application_security_group_association", "application_security_group_id", "azurerm_application_security_group");
  return build.of("azurerm_network_interface").map((resource) => {
    const primary = primaryOf(blocks(resource, "ip_configuration", build.unread(resource, "ip_configuration")));
    const address = (primary && text(primary, "private_ip_address")) ?? text(resource, "private_ip_address");
    const publicIp = primary && build.standIns.publicIp(primary.configured("public_ip_address_id"), resource);
    const [securityGroup] = securityGroups.get(resource.id) ?? [];
    return {
      ...build.component(resource),
      subnet: build.standIns.subnet(primary?.configured("subnet_id") ?? null, resource),
      ...(address !== undefined && { address }),
      ...(publicIp !== undefined && { publicIp }),
      forwarding: eitherFlag(resource, ["ip_forwarding_enabled", "enable_ip_forwarding"], false),
      ...(securityGroup !== undefined && { securityGroup }),
      applicationSecurityGroups: applicationGroups.get(resource.id) ?? [],
    };
  });
}

function primaryOf(configurations: readonly Block[]): Block | undefined {
  const four = configurations.filter((block) => text(block, "private_ip_address_version") !== "IPv6");
  return four.find((block) => block.configured("primary") === true) ?? four[0];
}

/** What is associated with each NIC, by the NIC's id. */
function associated(build: Build, type: string, attribute: string, target: string): ReadonlyMap<string, readonly string[]> {
  const map = new Map<string, string[]>();
  for (const resource of build.of(type)) {
    const nic = build.resolve(resource.configured("network_interface_id"), "azurerm_network_interface");
    const found: Resource | undefined = build.resolve(resource.configured(attribute), target);
    if (nic && found) put(map, nic.id, found.id);
    else build.world.note("outside", resource.id, `${nic ? attribute : "network_interface_id"} names something that is not in the files, so it is left out`);
  }
  for (const list of map.values()) list.sort();
  return map;
}
