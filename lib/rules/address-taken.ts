import { parseAddress } from "../net/ipv4";
import { chosenAddresses, freeAddressFix } from "./machines";
import { pairs } from "./pairs";
import type { Rule } from "./rule";

/** FT015. Azure answers PrivateIPAddressInUse for the one that comes second. */
export const addressTaken: Rule = {
  id: "FT015",
  name: "address-taken",
  severity: "error",
  reason: "Two machines of a VNet cannot have one address.",
  source: "https://learn.microsoft.com/azure/virtual-network/ip-services/private-ip-addresses",
  otherwise: "Azure refuses at apply",
  check: (app) =>
    pairs(chosenAddresses(app))
      .filter(([earlier, later]) => {
        const address = parseAddress(later.text);
        return address !== undefined && earlier.network === later.network && parseAddress(earlier.text) === address;
      })
      .map(([earlier, later]) => ({
        at: later.at,
        also: earlier.at,
        sentence: `${later.text} is the address of ${earlier.at.path} already`,
        got: later.text,
        want: "an address that no other machine of the VNet has (Azure)",
        fix: freeAddressFix(app, later),
      })),
};
