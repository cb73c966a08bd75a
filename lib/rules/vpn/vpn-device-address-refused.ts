import { formatAddress, parseAddress } from "../../domain/ipv4";
import { isPublicAddress } from "../../domain/special-ranges";
import type { LocalNetworkGatewayDeclaration } from "../declaration";
import { edit } from "../edit";
import type { ConstructReported, ConstructRule } from "../rule";

const EXAMPLE = "203.0.113.1";

/** FT193. The provider requires one of the two, and checks neither. */
export const vpnDeviceAddressRefused: ConstructRule = {
  id: "FT193",
  name: "vpn-device-address-refused",
  severity: "error",
  summary: "A VPN device has no address, two of them, or one that the internet does not route.",
  why: "Azure's VPN gateway connects to the device over the internet, by a public IPv4 address or a DNS name.",
  sources: ["https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-about-vpn-gateway-settings"],
  otherwise: "Azure, at apply",
  check: (app) => app.localNetworkGateways.flatMap((site) => [...wrongNumber(site), ...wrongAddress(site)].slice(0, 1)),
};

function wrongNumber({ path, gatewayAddress, gatewayFqdn }: LocalNetworkGatewayDeclaration): ConstructReported[] {
  const hasAddress = gatewayAddress !== null;
  if (hasAddress !== gatewayFqdn) return [];
  const at = { path, prop: "gatewayAddress" };
  return [
    {
      at,
      text: hasAddress ? `${path} has an address and a DNS name` : `${path} does not say where its VPN device is`,
      got: hasAddress ? "gatewayAddress and gatewayFqdn" : "neither gatewayAddress nor gatewayFqdn",
      want: "one of gatewayAddress and gatewayFqdn",
      fix: hasAddress ? "leave gatewayFqdn out" : edit(at, EXAMPLE),
    },
  ];
}

function wrongAddress({ path, gatewayAddress }: LocalNetworkGatewayDeclaration): ConstructReported[] {
  if (typeof gatewayAddress !== "string") return [];
  const address = parseAddress(gatewayAddress);
  const isDocumentation = /^(192[.]0[.]2|198[.]51[.]100|203[.]0[.]113)[.]/.test(gatewayAddress);
  if (address !== undefined && (isPublicAddress(address) || isDocumentation)) return [];
  const at = { path, prop: "gatewayAddress" };
  const meant = parseAddress(gatewayAddress.trim().replace(/[/:].*$/, ""));
  return [
    {
      at,
      text:
        address === undefined
          ? `${JSON.stringify(gatewayAddress)} is not an IPv4 address`
          : `${gatewayAddress} is not a public address`,
      got: JSON.stringify(gatewayAddress),
      want: "the public IPv4 address of the VPN device, without a prefix length",
      fix: edit(at, meant !== undefined && isPublicAddress(meant) ? formatAddress(meant) : EXAMPLE),
    },
  ];
}
