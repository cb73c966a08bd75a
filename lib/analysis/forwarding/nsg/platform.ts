import { ACTIVATION_ADDRESSES, ACTIVATION_PORT } from "../../../domain/platform-addresses";
import { DEFAULT_ROUTE, METADATA_ADDRESS, PLATFORM_ADDRESS } from "../../../domain/special-ranges";
import type { Subnet } from "../../model/azure";
import type { Packet } from "../../model/packet";
import type { RoutingState } from "../../routes/routing-state";
import { isTag } from "../../security/tag-names";

const DNS_PORT = 53;

/** The service tag that stands for a packet to Azure's platform; undefined for any other packet (row 4.5). */
export function platformTag({ destination: { text }, protocol, port }: Packet): string | undefined {
  if (text === METADATA_ADDRESS) return "AzurePlatformIMDS";
  if (text === PLATFORM_ADDRESS) return port === DNS_PORT ? "AzurePlatformDNS" : undefined;
  const activates = protocol === "tcp" && port === ACTIVATION_PORT && ACTIVATION_ADDRESSES.includes(text);
  return activates ? "AzurePlatformLKM" : undefined;
}

/** Security rules do not apply to activation, unless a default route other than the system's is there (row 6.13). */
export const isActivation = (routing: RoutingState, subnet: Subnet, packet: Packet): boolean =>
  platformTag(packet) === "AzurePlatformLKM" &&
  routing.activeRoutes(subnet, DEFAULT_ROUTE).every(({ source }) => source === "Default");

/** True for a tag of the platform that contains the address. */
export const inPlatformTag = (tag: string, address: string): boolean | undefined => {
  if (isTag(tag, "AzurePlatformDNS")) return address === PLATFORM_ADDRESS;
  if (isTag(tag, "AzurePlatformIMDS")) return address === METADATA_ADDRESS;
  return isTag(tag, "AzurePlatformLKM") ? ACTIVATION_ADDRESSES.includes(address) : undefined;
};
