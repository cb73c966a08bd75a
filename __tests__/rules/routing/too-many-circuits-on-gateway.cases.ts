import { fails, passes, type Case } from "../case";
import { circuits } from "../article-changes";

export const CASES: readonly Case[] = [
  passes("too-many-circuits-on-gateway", "four circuits, and a SKU that is known after apply", circuits(4, undefined)),
  fails("too-many-circuits-on-gateway", "five circuits", circuits(5, "ErGw1AZ"), [
    {
      at: "main/hub00/gateway/connection-5 routingWeight",
      also: "main/hub00/gateway sku",
      text: "gateway main/hub00/gateway of SKU ErGw1AZ is connected to 5 circuits",
      got: "5 circuits",
      want: "at most 4 with ErGw1AZ (ExpressRoute)",
      fix: 'sku: "ErGw2AZ"',
    },
  ]),
  fails("too-many-circuits-on-gateway", "seventeen circuits", circuits(17, "ErGw3AZ"), [
    {
      at: "main/hub00/gateway/connection-17 routingWeight",
      also: "main/hub00/gateway sku",
      text: "gateway main/hub00/gateway of SKU ErGw3AZ is connected to 17 circuits",
      got: "17 circuits",
      fix: "remove 1 of the connections",
    },
  ]),
];
