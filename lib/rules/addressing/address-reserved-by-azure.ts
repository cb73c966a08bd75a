import { parseAddress } from "../../domain/ipv4";
import { chosenAddresses, freeAddressFix, KEPT_AT_START, prefixFor } from "../machines/machines";
import type { Rule } from "../rule";

/** FT013. Azure answers PrivateIPAddressInReservedRange. */
export const addressReservedByAzure: Rule = {
  id: "FT013",
  name: "address-reserved-by-azure",
  severity: "error",
  reason: "The first four addresses of a subnet and the last one are Azure's.",
  source: "https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq",
  otherwise: "Azure refuses at apply",
  check: (app) =>
    chosenAddresses(app).flatMap((chosen) => {
      const prefix = prefixFor(app, chosen);
      const address = parseAddress(chosen.text);
      if (!prefix || address === undefined || address < prefix.first || address > prefix.last) return [];
      const atStart = address < prefix.first + KEPT_AT_START;
      if (!atStart && address !== prefix.last) return [];
      return [
        {
          at: chosen.at,
          sentence: `${chosen.text} is ${atStart ? "one of the first four addresses" : "the last address"} of ${prefix.text}, which Azure keeps`,
          got: chosen.text,
          want: "any address of the subnet but the first four and the last (Azure)",
          fix: freeAddressFix(app, chosen),
        },
      ];
    }),
};
