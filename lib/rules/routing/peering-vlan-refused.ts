import { edit } from "../edit";
import { createdCircuits } from "./new-circuits";
import type { ConstructRule } from "../rule";

const MAX_VLAN = 4094;

/** FT089. */
export const peeringVlanRefused: ConstructRule = {
  id: "FT089",
  name: "peering-vlan-refused",
  severity: "error",
  summary: "The VLAN of a private peering is not a VLAN id.",
  why: "A VLAN id is a whole number from 1 to 4094. The provider accepts any number, and Azure rejects it at apply.",
  sources: ["https://learn.microsoft.com/azure/expressroute/expressroute-howto-routing-portal-resource-manager"],
  otherwise: "Azure, at apply",
  check: (app) =>
    createdCircuits(app).flatMap(({ path, created: { privatePeering } }) => {
      const vlan = privatePeering?.vlanId;
      if (vlan === undefined || vlan === null || (Number.isInteger(vlan) && vlan >= 1 && vlan <= MAX_VLAN)) return [];
      const at = { path, prop: "privatePeering.vlanId" };
      return [
        {
          at,
          text: `${vlan} is not a VLAN id`,
          got: String(vlan),
          want: `a whole number from 1 to ${MAX_VLAN} (IEEE 802.1Q)`,
          fix: edit(at, 100),
        },
      ];
    }),
};
