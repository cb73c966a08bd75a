import type { Component } from "../model/component";
import { flag } from "../terraform/attributes";
import type { Unknown } from "../unknown/value";
import type { Kind, KindReader } from "./kind";

/** A Virtual WAN: its hubs exchange routes with each other. */
export interface VirtualWan extends Component {
  /** allow_branch_to_branch_traffic. */
  readonly branchToBranch: boolean | Unknown<boolean>;
}

export const VIRTUAL_WAN: Kind<VirtualWan, "virtualWans"> = {
  list: "virtualWans",
  label: "Virtual WAN",
  types: ["azurerm_virtual_wan"],
  references: {},
  box: () => ({ look: "gateway", word: "VIRTUAL WAN" }),
};

export const VIRTUAL_WAN_READER: KindReader<VirtualWan> = {
  kind: VIRTUAL_WAN,
  read: (resources) =>
    resources.of("azurerm_virtual_wan").map((resource) => ({
      ...resources.component(resource),
      branchToBranch: flag(resource, "allow_branch_to_branch_traffic", true),
    })),
  notFollowed: (resources) =>
    resources
      .of("azurerm_virtual_wan")
      .filter((resource) => !resource.data && resource.configured("type") === "Basic")
      .map((resource) => ({ resource, effect: "network", does: "is of type Basic, whose routing is not modelled" })),
  external: { usual: true, make: ({ id, name }) => ({ id, name, branchToBranch: true }) },
};
