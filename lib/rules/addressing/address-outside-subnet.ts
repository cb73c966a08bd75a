import { parseAddress } from "../../domain/ipv4";
import { chosenAddresses, freeAddressFix, prefixFor } from "../machines/machines";
import type { Rule } from "../rule";

/** FT014. Azure answers PrivateIPAddressNotInSubnet. */
export const addressOutsideSubnet: Rule = {
  id: "FT014",
  name: "address-outside-subnet",
  severity: "error",
  reason: "A machine's private address is one of its subnet's.",
  source: "https://learn.microsoft.com/azure/virtual-network/ip-services/private-ip-addresses",
  otherwise: "Azure refuses at apply",
  check: (app) =>
    chosenAddresses(app).flatMap((chosen) => {
      const prefix = prefixFor(app, chosen);
      const address = parseAddress(chosen.text);
      if (!prefix || address === undefined || (prefix.first <= address && address <= prefix.last)) return [];
      return [
        {
          at: chosen.at,
          sentence: `${chosen.text} is not in subnet ${chosen.subnetName}, ${prefix.text}`,
          got: chosen.text,
          want: `an address of ${prefix.text} (Azure)`,
          fix: freeAddressFix(app, chosen),
        },
      ];
    }),
};
