import { networkLabel } from "../networks";
import { groupBy } from "../pairs";
import type { ConstructRule } from "../rule";

/** FT069. A warning, because a site that is no part of the app may bring a default to the circuit. */
export const defaultOnAnotherCircuit: ConstructRule = {
  id: "FT069",
  name: "default-on-another-circuit",
  severity: "warning",
  summary: "A VNet is on another circuit than the site that brings the default route.",
  why: "Two circuits do not exchange routes.",
  sources: ["https://learn.microsoft.com/azure/expressroute/expressroute-faqs"],
  check: (app) => {
    const withDefault = new Set(
      app.connections.filter(({ bringsDefaultRoute }) => bringsDefaultRoute).map(({ circuit }) => circuit),
    );
    if (withDefault.size === 0) return [];
    return [...groupBy(app.connections, ({ network }) => network)].flatMap(([network, connections]) => {
      const [first] = connections;
      if (connections.some(({ circuit }) => withDefault.has(circuit))) return [];
      return [
        {
          at: first.at,
          text: `no circuit of ${networkLabel(app, network)} has a site that brings a default route`,
          got: connections.map(({ circuit }) => circuit).join(", "),
          want: `a connection to ${[...withDefault].join(" or ")} too`,
          fix: `connectTo(${[...withDefault][0]?.split("/").at(-1)})`,
        },
      ];
    });
  },
};
