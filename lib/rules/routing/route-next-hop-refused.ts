import { parseAddress } from "../../domain/ipv4";
import type { RouteDeclaration } from "../declaration";
import { edit, inside } from "../edit";
import { routesOf } from "../addressing/prefixes";
import type { Finding, Rule } from "../rule";

const TYPES = ["VirtualNetworkGateway", "VnetLocal", "Internet", "VirtualAppliance", "None"];

/** FT037. The provider checks the type; "hello" passes as an address. */
export const routeNextHopRefused: Rule = {
  id: "FT037",
  name: "route-next-hop-refused",
  severity: "error",
  reason: "A route to an appliance has the appliance's address, and no other route has one.",
  source: "https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview",
  otherwise: "Azure refuses at apply",
  check: (app) => routesOf(app.networks).flatMap(look),
};

function look({ at, nextHopType: type, nextHopAddress: address }: RouteDeclaration): Finding[] {
  const typeAt = inside(at, "nextHopType");
  const addressAt = inside(at, "nextHopIpAddress");
  if (type !== undefined && !TYPES.includes(type)) {
    const meant = TYPES.find((known) => known.toLowerCase() === type.toLowerCase());
    const sentence = `${JSON.stringify(type)} is no type of next hop`;
    const fix = edit(typeAt, meant ?? (typeof address === "string" ? "VirtualAppliance" : "Internet"));
    return [{ at: typeAt, sentence, got: JSON.stringify(type), want: `${TYPES.join(", ")} (Azure)`, fix }];
  }
  if (address === null && type === "VirtualAppliance") {
    return [
      {
        at: addressAt,
        sentence: "the next hop VirtualAppliance has no address",
        got: "no nextHopIpAddress",
        want: "the appliance's private IPv4 address (Azure)",
        fix: edit(addressAt, "10.100.0.10"),
      },
    ];
  }
  if (typeof address !== "string") return [];
  if (type !== undefined && type !== "VirtualAppliance") {
    const sentence = `the next hop ${type} has an address, ${address}`;
    return [
      {
        at: addressAt,
        sentence,
        got: address,
        want: "an address with VirtualAppliance only (Azure)",
        fix: edit(typeAt, "VirtualAppliance"),
      },
    ];
  }
  if (parseAddress(address) !== undefined) return [];
  const sentence = `the next hop ${JSON.stringify(address)} is no IPv4 address`;
  return [
    {
      at: addressAt,
      sentence,
      got: JSON.stringify(address),
      want: "the appliance's private IPv4 address (Azure)",
      fix: edit(addressAt, "10.100.0.10"),
    },
  ];
}
