import { edgeAsnRefusal } from "../../domain/asn";
import { edit } from "../edit";
import { createdCircuits } from "./new-circuits";
import type { ConstructRule } from "../rule";

/** FT090. Unlike a Route Server, a circuit's edge accepts AS numbers of 4 bytes. */
export const peeringAsnRefused: ConstructRule = {
  id: "FT090",
  name: "peering-asn-refused",
  severity: "error",
  summary: "The customer's AS number of a private peering is reserved.",
  why: "Microsoft's edge peers from AS 12076 and does not accept 65515 to 65520 on the customer's side.",
  sources: ["https://learn.microsoft.com/azure/expressroute/expressroute-routing"],
  otherwise: "Azure, at apply",
  check: (app) =>
    createdCircuits(app).flatMap(({ path, created: { privatePeering } }) => {
      const asn = privatePeering?.peerAsn;
      const refusal = asn === undefined || asn === null ? undefined : edgeAsnRefusal(asn);
      if (refusal === undefined) return [];
      const at = { path, prop: "privatePeering.peerAsn" };
      return [
        {
          at,
          text: `AS number ${asn} ${refusal}`,
          got: String(asn),
          want: "the AS number of your edge router, public or private, not 65515-65520 (ExpressRoute)",
          fix: edit(at, 65010),
        },
      ];
    }),
};
