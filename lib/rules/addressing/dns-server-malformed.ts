import { parseAddress } from "../../domain/ipv4";
import { PLATFORM_ADDRESS } from "../../domain/special-ranges";
import { isIpv6 } from "../../domain/ipv6";
import type { NetworkDeclaration } from "../declaration";
import { edit } from "../edit";
import { networkName } from "../networks";
import type { ConstructReported, ConstructRule } from "../rule";

const MAX_SERVERS = 20;

/** FT058. Only Azure checks form and number. */
export const dnsServerMalformed: ConstructRule = {
  id: "FT058",
  name: "dns-server-malformed",
  severity: "error",
  summary: "A DNS server is not a valid address, or a VNet has more than 20.",
  why: "A VNet accepts up to 20 DNS servers, each an address without a port.",
  sources: ["https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits"],
  otherwise: "Azure, at apply",
  check: (app) => app.networks.flatMap((network) => [...malformed(network), ...tooMany(network)]),
};

function malformed({ dnsServers }: NetworkDeclaration): ConstructReported[] {
  return dnsServers.flatMap(({ at, address }) => {
    if (address === undefined || parseAddress(address) !== undefined || isAddress6(address)) return [];
    const meant = address.trim().replace(/[:/]\d*$/, "");
    const fix = edit(at, parseAddress(meant) === undefined ? PLATFORM_ADDRESS : meant);
    return [
      {
        at,
        text: `${JSON.stringify(address)} is not the address of a DNS server`,
        got: JSON.stringify(address),
        want: "an address, without port or prefix length (Azure)",
        fix,
      },
    ];
  });
}

function tooMany(network: NetworkDeclaration): ConstructReported[] {
  const surplus = network.dnsServers[MAX_SERVERS];
  if (!surplus) return [];
  const { length } = network.dnsServers;
  const sentence = `${networkName(network)} has ${length} DNS servers`;
  return [
    {
      at: surplus.at,
      text: sentence,
      got: `${length} DNS servers`,
      want: `at most ${MAX_SERVERS} (Azure)`,
      fix: `remove ${length - MAX_SERVERS} of them`,
    },
  ];
}

const isAddress6 = (text: string): boolean => isIpv6(text) && !text.includes("/");
