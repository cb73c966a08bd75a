import { parseAddress } from "../../domain/ipv4";
import type { Declaration } from "../declaration";
import { chosenAddresses, freeAddressFix, furtherAddresses, type ChosenAddress } from "../machines/machines";
import { groupBy } from "../../domain/group-by";
import type { ConstructRule } from "../rule";

/** FT015. Azure answers PrivateIPAddressInUse for the machine that is created second. */
export const addressTaken: ConstructRule = {
  id: "FT015",
  name: "address-taken",
  severity: "error",
  summary: "Two machines of a VNet have the same private address.",
  why: "Azure rejects the machine that is created second.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/ip-services/private-ip-addresses"],
  otherwise: "Azure, at apply",
  check: (app) =>
    groupBy(wellFormed(app), ({ network, text }) => `${network} ${text}`).flatMap(([first, ...others]) =>
      others.map((other) => ({
        at: other.at,
        also: first.at,
        text: `${other.text} is already the address of ${first.at.path}`,
        got: other.text,
        want: "an address that no other machine of the VNet has (Azure)",
        fix: freeAddressFix(app, other),
      })),
    ),
};

/** Each address has only one well-formed spelling. */
function wellFormed(app: Declaration): ChosenAddress[] {
  return [...chosenAddresses(app), ...furtherAddresses(app)].filter(({ text }) => parseAddress(text) !== undefined);
}
