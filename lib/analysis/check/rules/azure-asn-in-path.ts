import { MSEE_ASN, ROUTE_SERVER_ASN } from "../../../domain/asn";
import type { Policy, PolicyTerm } from "../../model/guest";
import { speakers } from "../nvas";
import { reported, type TopologyRule } from "../topology-rule";
import { list } from "../sentence";

const BLOCKED: readonly number[] = [MSEE_ASN, ROUTE_SERVER_ASN];

const blockedIn = ({ asPathChanges }: PolicyTerm): number[] =>
  asPathChanges.flatMap((change) =>
    change.kind === "prepend" ? change.asns.filter((asn) => BLOCKED.includes(asn)) : [],
  );

/** FT118. */
export const azureAsnInPath: TopologyRule = {
  id: "FT118",
  name: "azure-asn-in-path",
  severity: "error",
  summary: "An NVA advertises routes with an AS number of Azure in the AS path.",
  why: "A BGP speaker rejects routes that contain its own AS number: with 12076 no circuit accepts the default route, with 65515 not even the Route Server.",
  sources: ["https://learn.microsoft.com/azure/route-server/multiregion"],
  facts: ["3.15"],
  example: "set as-path prepend 12076",
  explains: ["azure-asn-in-path"],
  check: ({ topology }) =>
    speakers(topology).flatMap(({ id, name, guest }) => {
      const { neighbors, originates } = guest.bgp;
      const policies: readonly Policy[] = [...originates, ...neighbors.flatMap((neighbor) => neighbor.originates)]
        .flatMap(({ policy }) => policy ?? [])
        .concat(neighbors.flatMap(({ out }) => out));
      const terms = policies
        .flatMap((policy) => policy.terms)
        .filter((term) => term.action === "permit" && blockedIn(term).length > 0);
      if (terms.length === 0) return [];
      const asns = [...new Set(terms.flatMap(blockedIn))].sort();
      return [
        reported({
          at: id,
          text: `${name} advertises routes with ${list(asns.map(String))} in their AS path`,
          got: [...new Set(terms.map(({ line }) => line))].join("; "),
          want: `an AS path without ${MSEE_ASN} and ${ROUTE_SERVER_ASN}: ExpressRoute and the Route Server reject their own numbers`,
          fix: `prepend the AS number of ${name} instead`,
          rows: ["3.15"],
        }),
      ];
    }),
};
