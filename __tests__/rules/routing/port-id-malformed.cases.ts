import { newCircuit, PEERING } from "../article-changes";
import { fails, passes, type Case } from "../case";

const ID =
  "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Network/expressRoutePorts/port";
const port = (expressRoutePortId: string | undefined) =>
  newCircuit({ provider: undefined, directPort: { expressRoutePortId, bandwidthGbps: 10 }, privatePeering: PEERING });

export const CASES: readonly Case[] = [
  passes("port-id-malformed", "an id", port(ID)),
  passes("port-id-malformed", "an id that is known after apply", port(undefined)),
  fails("port-id-malformed", "segments in another letter case", port(ID.toLowerCase()), [
    {
      at: "main/circuit directPort.expressRoutePortId",
      text: "the id of the port has segments in the wrong letter case",
      fix: `expressRoutePortId: "${ID}"`,
    },
  ]),
  fails("port-id-malformed", "the name of the port", port("port"), [
    {
      at: "main/circuit directPort.expressRoutePortId",
      text: '"port" is not the id of an ExpressRoute Direct port',
      fix: 'expressRoutePortId: "/subscriptions/<subscription>/resourceGroups/<resource group>/providers/Microsoft.Network/expressRoutePorts/<port>"',
    },
  ]),
];
