import { parseAddress } from "../../domain/ipv4";
import { chosenAddresses, freeAddressFix, KEPT_AT_START, prefixFor } from "../machines/machines";
import type { ConstructRule } from "../rule";

/** FT013. Azure answers PrivateIPAddressInReservedRange. */
export const addressReservedByAzure: ConstructRule = {
  id: "FT013",
  name: "address-reserved-by-azure",
  severity: "error",
  summary: "A private address is one that Azure reserves in every subnet.",
  why: "Azure reserves the first four addresses of a subnet and the last one.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq"],
  otherwise: "Azure, at apply",
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
          text: `${chosen.text} is ${atStart ? "one of the first four addresses" : "the last address"} of ${prefix.text}, which Azure reserves`,
          got: chosen.text,
          want: "any address of the subnet except the first four and the last one (Azure)",
          fix: freeAddressFix(app, chosen),
        },
      ];
    }),
};
