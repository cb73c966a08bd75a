import { parseAddress } from "../../domain/ipv4";
import type { RouteDeclaration } from "../declaration";
import { edit, inside } from "../edit";
import { routesOf } from "../addressing/prefixes";
import type { ConstructReported, ConstructRule } from "../rule";

const TYPES = ["VirtualNetworkGateway", "VnetLocal", "Internet", "VirtualAppliance", "None"];

/** FT037. The provider checks the type, but accepts "hello" as an address. */
export const routeNextHopRefused: ConstructRule = {
  id: "FT037",
  name: "route-next-hop-refused",
  severity: "error",
  summary: "The next hop of a user-defined route is not valid.",
  why: "A route to VirtualAppliance needs the address of the appliance; no other route may have one. The provider accepts any text as an address.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview"],
  otherwise: "Azure, at apply",
  check: (app) => routesOf(app.networks).flatMap(findingsFor),
};

function findingsFor({ at, nextHopType: type, nextHopAddress: address }: RouteDeclaration): ConstructReported[] {
  const typeAt = inside(at, "nextHopType");
  const addressAt = inside(at, "nextHopIpAddress");
  if (type !== undefined && !TYPES.includes(type)) {
    const meant = TYPES.find((known) => known.toLowerCase() === type.toLowerCase());
    const text = `${JSON.stringify(type)} is not a type of next hop`;
    const fix = edit(typeAt, meant ?? (typeof address === "string" ? "VirtualAppliance" : "Internet"));
    return [{ at: typeAt, text, got: JSON.stringify(type), want: `${TYPES.join(", ")} (Azure)`, fix }];
  }
  if (address === null && type === "VirtualAppliance") {
    return [
      {
        at: addressAt,
        text: "the next hop VirtualAppliance has no address",
        got: "no nextHopIpAddress",
        want: "the private IPv4 address of the appliance (Azure)",
        fix: edit(addressAt, "10.100.0.10"),
      },
    ];
  }
  if (typeof address !== "string") return [];
  if (type !== undefined && type !== "VirtualAppliance") {
    const text = `the next hop ${type} has an address, ${address}`;
    return [
      {
        at: addressAt,
        text,
        got: address,
        want: "an address only with VirtualAppliance (Azure)",
        fix: edit(typeAt, "VirtualAppliance"),
      },
    ];
  }
  if (parseAddress(address) !== undefined) return [];
  const text = `the next hop ${JSON.stringify(address)} is not a valid IPv4 address`;
  return [
    {
      at: addressAt,
      text,
      got: JSON.stringify(address),
      want: "the private IPv4 address of the appliance (Azure)",
      fix: edit(addressAt, "10.100.0.10"),
    },
  ];
}
