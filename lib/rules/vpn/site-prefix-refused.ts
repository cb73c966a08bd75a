import { canonical, overlaps, parsePrefix } from "../../domain/ipv4";
import { DEFAULT_ROUTE } from "../../domain/special-ranges";
import type { Declaration } from "../declaration";
import { edit } from "../edit";
import { networkName, spacesOf } from "../networks";
import type { ConstructReported, ConstructRule } from "../rule";

/** FT194. */
export const sitePrefixRefused: ConstructRule = {
  id: "FT194",
  name: "site-prefix-refused",
  severity: "error",
  summary:
    "A prefix of a site on premises is malformed, is 0.0.0.0/0, or overlaps a VNet that is connected to the site.",
  why: "Azure routes a VNet's own addresses inside the VNet, so machines of the site with the same addresses cannot be reached. The default route belongs to the gateway, as its default site.",
  sources: ["https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-vpn-faq"],
  otherwise: "Azure, at apply",
  check: (app) =>
    app.localNetworkGateways.flatMap(({ path, addressSpace }) =>
      addressSpace.flatMap(({ at, prefix }) => (prefix === undefined ? [] : refusal(app, path, at, prefix))),
    ),
};

function refusal(app: Declaration, site: string, at: ConstructReported["at"], text: string): ConstructReported[] {
  const parsed = parsePrefix(text);
  const reported = (said: string, want: string, fix: string): ConstructReported[] => [
    { at, text: said, got: JSON.stringify(text), want, fix },
  ];
  const form = "an IPv4 prefix of the site, such as 192.168.0.0/16";
  if (!parsed) return reported(`${JSON.stringify(text)} is not a valid IPv4 prefix`, form, edit(at, "192.168.0.0/16"));
  if (canonical(parsed) !== text) return reported(`${text} has host bits set`, form, edit(at, canonical(parsed)));
  if (text === DEFAULT_ROUTE)
    return reported(
      "0.0.0.0/0 is not a prefix of the site",
      "the site's own prefixes; the default route is the gateway's defaultSite",
      "vpnGateway: { defaultSite: <this site> }",
    );
  const gateways = app.vpnConnections.filter((one) => one.site === site).map(({ gateway }) => gateway);
  const networks = app.vpnGateways.filter(({ path }) => gateways.includes(path)).map(({ network }) => network);
  const space = app.networks
    .filter(({ path }) => networks.includes(path))
    .flatMap((network) => spacesOf(network).map((one) => ({ ...one, network })))
    .find((one) => overlaps(one.prefix, parsed));
  if (!space) return [];
  return [
    {
      ...reported(
        `${text} overlaps ${space.prefix.text} of ${networkName(space.network)}`,
        "prefixes of the site that are not in the VNet",
        "another address space for the hub, or the site's prefixes without it",
      )[0]!,
      also: space.at,
    },
  ];
}
