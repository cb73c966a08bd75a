import { parseAddress } from "../../domain/ipv4";
import { chosenAddresses, freeAddressFix, prefixFor } from "../machines/machines";
import { smallestLength } from "./subnet-sizes";
import type { ConstructRule } from "../rule";

/** FT014. Azure answers PrivateIPAddressNotInSubnet. */
export const addressOutsideSubnet: ConstructRule = {
  id: "FT014",
  name: "address-outside-subnet",
  severity: "error",
  summary: "The private address of a machine is outside its subnet.",
  why: "A machine's private address is one of its subnet's.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/ip-services/private-ip-addresses"],
  otherwise: "Azure, at apply",
  check: (app) =>
    chosenAddresses(app).flatMap((chosen) => {
      const prefix = prefixFor(app, chosen);
      const address = parseAddress(chosen.text);
      // Of a subnet that is too small, no address is right.
      if (!prefix || prefix.length > smallestLength(chosen.subnetName)) return [];
      if (address === undefined || (prefix.first <= address && address <= prefix.last)) return [];
      return [
        {
          at: chosen.at,
          text: `${chosen.text} is not in subnet ${chosen.subnetName}, ${prefix.text}`,
          got: chosen.text,
          want: `an address of ${prefix.text} (Azure)`,
          fix: freeAddressFix(app, chosen),
        },
      ];
    }),
};
