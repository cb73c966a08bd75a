import type { Component } from "../model/component";
import { blocks } from "../terraform/attributes";
import type { Kind, KindReader } from "./kind";
import { publicIpsOf } from "./public-ip";
import { SUBNET_READER } from "./subnet";

/** Azure Bastion in a VNet. */
export interface Bastion extends Component {
  /** Absent with the SKU Developer, which needs none. */
  readonly subnet?: string;
  readonly publicIps: readonly string[];
}

export const BASTION: Kind<Bastion, "bastions"> = {
  list: "bastions",
  label: "Azure Bastion",
  types: ["azurerm_bastion_host"],
  references: { subnet: "part-of", publicIps: "uses" },
  box: ({ subnet }) => (subnet === undefined ? undefined : { look: "gateway", word: "BASTION", parent: subnet }),
};

export const BASTION_READER: KindReader<Bastion> = {
  kind: BASTION,
  read: (resources) =>
    resources
      .of("azurerm_bastion_host")
      .filter(({ data }) => !data)
      .map((resource) => {
        const configurations = blocks(resource, "ip_configuration", resources.unread(resource, "ip_configuration"));
        const [subnet] = configurations.flatMap(
          (block) => resources.reference(SUBNET_READER, block.configured("subnet_id"), resource) ?? [],
        );
        return {
          ...resources.component(resource),
          ...(subnet !== undefined && { subnet }),
          publicIps: publicIpsOf(configurations, resource, resources),
        };
      }),
};
