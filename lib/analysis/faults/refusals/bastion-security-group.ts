import { DEFAULT_ROUTE } from "../../../domain/special-ranges";
import type { SecurityGroup, SecurityRule, Subnet } from "../../model/azure";
import { isOpen, isUnknown } from "../../unknown/value";
import type { Refusal } from "./refusal";

/** A rule that Azure looks for in the security group of AzureBastionSubnet (row 11.4). */
interface RequiredRule {
  readonly direction: "Inbound" | "Outbound";
  readonly ports: readonly number[];
  readonly from: string;
  readonly to: string;
}

const REQUIRED: readonly RequiredRule[] = [
  { direction: "Inbound", ports: [443], from: "Internet", to: "*" },
  { direction: "Inbound", ports: [443], from: "GatewayManager", to: "*" },
  { direction: "Inbound", ports: [8080, 5701], from: "VirtualNetwork", to: "VirtualNetwork" },
  { direction: "Outbound", ports: [22, 3389], from: "*", to: "VirtualNetwork" },
  { direction: "Outbound", ports: [443], from: "*", to: "AzureCloud" },
  { direction: "Outbound", ports: [8080, 5701], from: "VirtualNetwork", to: "VirtualNetwork" },
];

/** Azure looks for rules of these kinds in the group itself: its default rules do not count. */
export function bastionSecurityGroup(subnet: Subnet, { id, name, rules }: SecurityGroup, where: string): Refusal[] {
  const missing = REQUIRED.filter((required) => !required.ports.every((port) => isAllowed(rules, required, port)));
  if (missing.length === 0) return [];
  return [
    {
      networks: [subnet.network],
      at: id,
      text: `${name} of ${where} lacks rules that Azure Bastion requires`,
      got: missing.map((one) => `no rule for ${shown(one)}`).join("; "),
      want: "the rules that Microsoft's page on Azure Bastion and security groups lists (Azure)",
      fix: `add rules with access Allow: ${missing.map((one) => shown(one)).join("; ")}`,
      row: "11.4",
      bearsOn: "nothing",
    },
  ];
}

const shown = ({ direction, ports, from, to }: RequiredRule): string =>
  `${direction}, Tcp, ports ${ports.join(" and ")} from ${from} to ${to}`;

/** What is known only after apply may be what is required. */
const isAllowed = (rules: readonly SecurityRule[], required: RequiredRule, port: number): boolean =>
  rules.some(
    (rule) =>
      (isUnknown(rule.direction) || rule.direction === required.direction) &&
      (isUnknown(rule.access) || rule.access === "Allow") &&
      (isOpen(rule.protocol) || ["*", "tcp"].includes(rule.protocol.toLowerCase())) &&
      rule.destinationPorts.some((ports) => holdsPort(ports, port)) &&
      rule.sources.some((source) => isTagOrAll(source, required.from)) &&
      rule.destinations.some((destination) => isTagOrAll(destination, required.to)),
  );

function holdsPort(ports: string, port: number): boolean {
  if (ports === "*" || isOpen(ports)) return true;
  const [first = "", last = first] = ports.split("-");
  return Number(first) <= port && port <= Number(last);
}

/** A prefix in place of the tag narrows the rule, which is allowed for the clients of the internet. */
const isTagOrAll = (given: string, tag: string): boolean =>
  tag === "*" ||
  isOpen(given) ||
  ["*", "any", DEFAULT_ROUTE, tag.toLowerCase()].includes(given.toLowerCase()) ||
  (tag === "Internet" && /^\d/.test(given));
