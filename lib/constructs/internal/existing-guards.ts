import type { TerraformDataSource } from "cdktf";
import { GATEWAY_SUBNET } from "../../domain/reserved-subnet";
import { existingPartOfNewNetwork } from "../../rules/routing/existing-part-of-new-network";
import { existingNotFound } from "../../rules/naming/existing-not-found";
import { clientNotTunnelled } from "../../rules/routing/client-not-tunnelled";
import { exemptSubnetWithoutEscape } from "../../rules/routing/exempt-subnet-without-escape";
import type { RuleInfo } from "../../findings/rule";
import { type Expression, hcl } from "./hcl";
import { messageOf } from "./preconditions";

/** What was said of a subnet that exists. */
interface Said {
  readonly prefix: string;
  readonly networkSecurityGroup: "exists" | "none" | undefined;
  readonly routeTable: "exists" | "none" | undefined;
  readonly internetTraffic: "tunnelled" | "exempt";
  readonly defaultOutboundAccess: boolean | undefined;
}

/** Holds a subnet that exists against what was said of it: the plan fails if it is different. */
export function guardExistingSubnet(subnet: TerraformDataSource, said: Said): void {
  const shown = hcl`format("its prefixes are %s, its network security group is %s, its route table is %s, its default outbound access is %s", join(", ", self.address_prefixes), coalesce(self.network_security_group_id, "none"), coalesce(self.route_table_id, "none"), self.default_outbound_access_enabled)`;
  addPostconditions(subnet, [
    [hcl`sort(self.address_prefixes) == sort(${[said.prefix]})`, existingNotFound, shown],
    ...attached(said.networkSecurityGroup, NO_GROUP, HAS_GROUP).map((one) => [one, existingNotFound, shown] as const),
    ...attached(said.routeTable, NO_TABLE, HAS_TABLE).map((one) => [one, existingNotFound, shown] as const),
    ...outbound(said.defaultOutboundAccess).map((one) => [one, existingNotFound, shown] as const),
    ...(said.internetTraffic === "exempt" ? [[HAS_TABLE, exemptSubnetWithoutEscape, shown] as const] : []),
  ]);
}

// The analysis reads these conditions: what they hold is known before apply.
const NO_GROUP = hcl`self.network_security_group_id == null || self.network_security_group_id == ""`;
const HAS_GROUP = hcl`try(length(self.network_security_group_id), 0) > 0`;
const NO_TABLE = hcl`self.route_table_id == null || self.route_table_id == ""`;
const HAS_TABLE = hcl`try(length(self.route_table_id), 0) > 0`;

const outbound = (said: boolean | undefined): readonly Expression[] =>
  said === undefined
    ? []
    : [said ? hcl`self.default_outbound_access_enabled == true` : hcl`self.default_outbound_access_enabled == false`];

const attached = (said: "exists" | "none" | undefined, none: Expression, exists: Expression): readonly Expression[] =>
  said === undefined ? [] : [said === "none" ? none : exists];

/** Holds the routes of a subnet that exists against what they are to do. */
export function guardExistingRoutes(table: TerraformDataSource, said: Said["internetTraffic"]): void {
  const shown = hcl`join(", ", [for r in self.route : format("%s to %s", r.address_prefix, r.next_hop_type)])`;
  const toInternet = (prefixes: readonly string[]): Expression =>
    hcl`anytrue([for r in self.route : contains(${prefixes}, r.address_prefix) && r.next_hop_type == "Internet"])`;
  addPostconditions(
    table,
    said === "exempt"
      ? [[toInternet(["0.0.0.0/0"]), exemptSubnetWithoutEscape, shown]]
      : [
          [hcl`!${toInternet(["0.0.0.0/0", "0.0.0.0/1", "128.0.0.0/1"])}`, clientNotTunnelled, shown],
          [
            hcl`self.bgp_route_propagation_enabled`,
            clientNotTunnelled,
            hcl`"a route table without propagation of gateway routes"`,
          ],
        ],
  );
}

/** Holds a gateway that exists against the VNet that it is said to be in. */
export function guardExistingGateway(gateway: TerraformDataSource, networkId: string): void {
  const shown = hcl`format("%s gateway in %s", self.type, join(", ", self.ip_configuration[*].subnet_id))`;
  const subnet = `${networkId}/subnets/${GATEWAY_SUBNET}`;
  addPostconditions(gateway, [
    [hcl`self.type == "ExpressRoute"`, existingPartOfNewNetwork, shown],
    // Azure does not keep the letter case of ids.
    [hcl`lower(self.ip_configuration[0].subnet_id) == lower(${subnet})`, existingPartOfNewNetwork, shown],
  ]);
}

function addPostconditions(
  data: TerraformDataSource,
  conditions: readonly (readonly [condition: Expression, rule: RuleInfo, shown: Expression])[],
): void {
  const postcondition = conditions.map(([condition, rule, shown]) => ({
    condition: condition.toString(),
    errorMessage: messageOf(rule, shown),
  }));
  data.lifecycle = { ...data.lifecycle, postcondition };
}
