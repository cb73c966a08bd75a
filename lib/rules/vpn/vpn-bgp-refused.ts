import { reservedAsn, ROUTE_SERVER_ASN } from "../../domain/asn";
import { contains, parseSource } from "../../domain/ipv4";
import type { Declaration, LocalNetworkGatewayDeclaration } from "../declaration";
import { edit } from "../edit";
import { networkName, spacesOf } from "../networks";
import type { ConstructReported, ConstructRule } from "../rule";

const MAX_ASN = 4294967295;
const WANT = "a public or private AS number that Azure does not reserve; 4 bytes are allowed";

/** FT195. */
export const vpnBgpRefused: ConstructRule = {
  id: "FT195",
  name: "vpn-bgp-refused",
  severity: "error",
  summary:
    "BGP between a VPN gateway and a device cannot come up: a reserved or equal AS number, or a wrong peering address.",
  why: "The two speak eBGP, so their AS numbers must differ. The device's address must be reachable through the tunnel, and so is not in the VNet.",
  sources: ["https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-bgp-overview"],
  otherwise: "Azure, at apply",
  check: (app) => [
    ...app.vpnGateways.flatMap(({ path, bgp }) =>
      bgp?.asn === ROUTE_SERVER_ASN ? [] : wrongAsn(path, bgp?.asn, ROUTE_SERVER_ASN),
    ),
    ...app.localNetworkGateways.flatMap((site) => wrongDevice(app, site)),
  ],
};

function wrongAsn(path: string, asn: number | undefined, proposed: number): ConstructReported[] {
  const refusal = asn === undefined ? undefined : asn > MAX_ASN ? "is not a valid AS number" : reservedAsn(asn);
  const at = { path, prop: "bgp.asn" };
  if (refusal === undefined) return [];
  return [{ at, text: `AS number ${asn} ${refusal}`, got: String(asn), want: WANT, fix: edit(at, proposed) }];
}

function wrongDevice(app: Declaration, { path, bgp }: LocalNetworkGatewayDeclaration): ConstructReported[] {
  if (!bgp) return [];
  const reserved = wrongAsn(path, bgp.asn, 65010);
  return [...(reserved.length > 0 ? reserved : sameAsn(app, path, bgp.asn)), ...wrongAddress(app, path, bgp)];
}

const gatewaysOf = (app: Declaration, site: string): Declaration["vpnGateways"] =>
  app.vpnGateways.filter(({ path }) => app.vpnConnections.some((one) => one.site === site && one.gateway === path));

function sameAsn(app: Declaration, path: string, asn: number | undefined): ConstructReported[] {
  const same = gatewaysOf(app, path).find(({ bgp }) => asn !== undefined && bgp?.asn === asn);
  if (!same) return [];
  const at = { path, prop: "bgp.asn" };
  return [
    {
      at,
      also: { path: same.path, prop: "bgp.asn" },
      text: `${path} and ${same.path} have the same AS number`,
      got: String(asn),
      want: "another AS number than the gateway's: the two speak eBGP",
      fix: edit(at, asn === 65010 ? 65011 : 65010),
    },
  ];
}

function wrongAddress(
  app: Declaration,
  path: string,
  { peeringAddress }: NonNullable<LocalNetworkGatewayDeclaration["bgp"]>,
): ConstructReported[] {
  if (peeringAddress === undefined) return [];
  const at = { path, prop: "bgp.peeringAddress" };
  const address = parseSource(peeringAddress);
  const reported = (text: string, also?: ConstructReported["also"]): ConstructReported[] => [
    {
      at,
      ...(also && { also }),
      text,
      got: JSON.stringify(peeringAddress),
      want: "the IPv4 address of the device's BGP speaker, outside the VNet",
      fix: edit(at, "192.168.0.1"),
    },
  ];
  if (address?.length !== 32 || peeringAddress.includes("/"))
    return reported(`${JSON.stringify(peeringAddress)} is not an IPv4 address`);
  const networks = gatewaysOf(app, path).map(({ network }) => network);
  const holder = app.networks
    .filter((network) => networks.includes(network.path))
    .flatMap((network) => spacesOf(network).map((space) => ({ ...space, network })))
    .find(({ prefix }) => contains(prefix, address));
  return holder
    ? reported(`${peeringAddress} is in ${holder.prefix.text} of ${networkName(holder.network)}`, holder.at)
    : [];
}
