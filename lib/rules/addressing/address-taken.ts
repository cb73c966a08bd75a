import { parseAddress } from "../../domain/ipv4";
import type { Declaration } from "../declaration";
import { chosenAddresses, freeAddressFix, type ChosenAddress } from "../machines/machines";
import { groupBy } from "../pairs";
import type { Rule } from "../rule";

/** FT015. Azure answers PrivateIPAddressInUse for the one that comes second. */
export const addressTaken: Rule = {
  id: "FT015",
  name: "address-taken",
  severity: "error",
  reason: "Two machines of a VNet cannot have one address.",
  source: "https://learn.microsoft.com/azure/virtual-network/ip-services/private-ip-addresses",
  otherwise: "Azure refuses at apply",
  check: (app) =>
    [...groupBy(wellFormed(app), ({ network, text }) => `${network} ${text}`).values()].flatMap(([first, ...others]) =>
      others.map((other) => ({
        at: other.at,
        also: first.at,
        sentence: `${other.text} is the address of ${first.at.path} already`,
        got: other.text,
        want: "an address that no other machine of the VNet has (Azure)",
        fix: freeAddressFix(app, other),
      })),
    ),
};

/** A well-formed address has one way of being written. */
function wellFormed(app: Declaration): ChosenAddress[] {
  return chosenAddresses(app).filter(({ text }) => parseAddress(text) !== undefined);
}
