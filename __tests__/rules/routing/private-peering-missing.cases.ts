import { newCircuit, PEERING } from "../article-changes";
import { fails, passes, type Case } from "../case";

const directPort = { expressRoutePortId: undefined, bandwidthGbps: 10 };
const onPort = (privatePeering: typeof PEERING | undefined) =>
  newCircuit({ provider: undefined, directPort, privatePeering });

export const CASES: readonly Case[] = [
  passes("private-peering-missing", "a port with a private peering", onPort(PEERING)),
  passes(
    "private-peering-missing",
    "a service provider's circuit, whose peering the provider configures",
    newCircuit({ privatePeering: undefined }),
  ),
  passes("private-peering-missing", "a port without connections", (parts) => {
    onPort(undefined)(parts);
    parts.app.connections.length = 0;
    parts.app.clients.length = 0;
  }),
  fails("private-peering-missing", "a port with connections", onPort(undefined), [
    {
      at: "main/circuit privatePeering",
      also: "main/hub00/gateway/connection connectTo",
      text: "the circuit is on an ExpressRoute Direct port and has no private peering",
      got: "no privatePeering",
    },
  ]),
];
