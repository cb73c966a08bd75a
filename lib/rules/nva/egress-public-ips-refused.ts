import { parseAddress, parsePrefix } from "../../domain/ipv4";
import type { Declaration, NvaDeclaration } from "../declaration";
import { edit } from "../edit";
import { findSubnet } from "../networks";
import type { ConstructRule } from "../rule";

/** Azure's limit of public IPs, and of private addresses, for one network interface. */
const MAX_PUBLIC_IPS = 256;

/** Whether an NVA can have so many public IPs. */
export const isPublicIpCount = (count: number): boolean =>
  Number.isInteger(count) && count >= 1 && count <= MAX_PUBLIC_IPS;

/** FT082. */
export const egressPublicIpsRefused: ConstructRule = {
  id: "FT082",
  name: "egress-public-ips-refused",
  severity: "error",
  summary: "An NVA cannot have that many public IPs.",
  why: "Each public IP needs a private address of the network interface: those after the address of the NVA, in the same subnet.",
  sources: [
    "https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits",
    "https://learn.microsoft.com/azure/virtual-network/ip-services/virtual-network-multiple-ip-addresses-portal",
  ],
  otherwise: "Azure, at apply",
  check: (app) =>
    app.nvas.flatMap((nva) => {
      const { path, egressPublicIps: count } = nva;
      const problem = problemOf(app, nva);
      if (!problem) return [];
      return [
        { at: { path, prop: "egressPublicIps" }, text: `egressPublicIps is ${count}`, got: String(count), ...problem },
      ];
    }),
};

function problemOf(app: Declaration, nva: NvaDeclaration): { readonly want: string; readonly fix: string } | undefined {
  const { path, egressPublicIps: count, publicIp } = nva;
  const at = { path, prop: "egressPublicIps" };
  if (!isPublicIpCount(count)) return { want: `a whole number from 1 to ${MAX_PUBLIC_IPS} (Azure)`, fix: edit(at, 1) };
  if (count > 1 && !publicIp)
    return { want: "1, because publicIp is false", fix: "remove publicIp: false, or egressPublicIps" };
  const room = roomFor(app, nva);
  if (room === undefined || count <= room) return undefined;
  return {
    want: `at most ${room}: addresses from ${nva.privateIpAddress} on in its subnet`,
    fix: edit(at, Math.max(room, 1)),
  };
}

/** How many addresses the subnet has from the NVA's own on; Azure reserves the last one. */
function roomFor(app: Declaration, { network, subnetName, privateIpAddress }: NvaDeclaration): number | undefined {
  const prefix = parsePrefix(findSubnet(app, network, subnetName)?.prefix ?? "");
  const first = parseAddress(privateIpAddress ?? "");
  // Rules about the address itself report one that is not in the subnet.
  return prefix && first !== undefined && first >= prefix.first && first < prefix.last
    ? prefix.last - first
    : undefined;
}
