import { findSubnet } from "../networks";
import type { ConstructRule } from "../rule";

/** FT199. */
export const nvaAddressMissing: ConstructRule = {
  id: "FT199",
  name: "nva-address-missing",
  severity: "error",
  summary: "An NVA in a subnet that exists has no address.",
  why: "The default address, the tenth of the subnet, may belong to another machine. Azure rejects it only after gateway and Route Server are created.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq"],
  otherwise: "Azure, at apply",
  check: (app) =>
    app.nvas.flatMap(({ path, network, subnetName, addressGiven }) => {
      const subnet = findSubnet(app, network, subnetName);
      if (addressGiven || subnet?.existing === undefined) return [];
      return [
        {
          at: { path, prop: "privateIpAddress" },
          also: subnet.at,
          text: `${path} is in a subnet that exists, and its address is not given`,
          got: "no privateIpAddress",
          want: "an address of the subnet that is free",
          fix: 'privateIpAddress: "…"',
        },
      ];
    }),
};
