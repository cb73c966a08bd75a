import { asnRefusal, USABLE_ASNS } from "../../domain/asn";
import type { ConstructRule } from "../rule";

/** FT003. The provider only checks >= 0; Azure rejects some numbers and drops the session of others. */
export const asnReserved: ConstructRule = {
  id: "FT003",
  name: "asn-reserved",
  severity: "error",
  summary: "The AS number of a BGP peer is reserved.",
  why: "Route Server peers with 16-bit AS numbers only, and not with those that Azure or IANA keep for themselves.",
  sources: ["https://learn.microsoft.com/azure/route-server/route-server-faq"],
  otherwise: "Azure, at apply",
  check: (app) =>
    app.routeServers
      .flatMap(({ peers }) => peers)
      .flatMap(({ at, asn }) => {
        const refusal = asn === undefined ? undefined : asnRefusal(asn);
        if (!refusal) return [];
        return [{ at, text: `ASN ${asn} ${refusal}`, got: String(asn), want: USABLE_ASNS, fix: "asn: 65001" }];
      }),
};
