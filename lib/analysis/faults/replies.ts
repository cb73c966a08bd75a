import { facts } from "../facts";
import type { Subnet } from "../model/azure";
import type { RepairableFault } from "./repairable-fault";

/** The answer to a packet that arrived does not get back to who asked. */

/** An answer that does not come back from where the packet arrived to a client. */
export interface LostAnswer {
  /** Id of the NIC, circuit or VPN connection. */
  readonly at: string;
  /** Name of the machine or customer's router. */
  readonly hop: string;
  readonly client: string;
}

const lost = ({ at, hop, client }: LostAnswer, details: Pick<RepairableFault, "text" | "fix">): RepairableFault => ({
  reason: "answer-lost",
  at,
  hop,
  got: "the answer arrives elsewhere",
  want: `a route to ${client}`,
  facts: facts("8.5"),
  ...details,
});

/** The internet's answer reaches the NIC that the packet left by, and does not get from there to the client. */
export const answerFromInternetLost = (answer: LostAnswer): RepairableFault =>
  lost(answer, {
    text: `the answer does not come back from ${answer.hop} to ${answer.client}`,
    fix: "advertise the client's network to the NVA",
  });

/** The answer of a machine or of a customer's network arrives elsewhere than at the sender, or leaves the topology. */
export const answerLost = (answer: LostAnswer): RepairableFault =>
  lost(answer, {
    text: `the answer of ${answer.hop} does not come back to ${answer.client}`,
    fix: "advertise the sender's network",
  });

/** @param client the address that asks @param got the route that the answer follows: "0.0.0.0/0 -> VirtualNetworkGateway" */
export const answerFromElsewhere = (
  subnet: Subnet,
  hop: string,
  { client, got }: { readonly client: string; readonly got: string },
): RepairableFault => ({
  reason: "answer-from-elsewhere",
  text: `the answer of ${hop} does not leave by its own public IP, so the client does not recognize the sender`,
  at: subnet.id,
  hop,
  got,
  want: "a UDR to Internet for the prefix of the client; one for 0.0.0.0/0 would end the tunnel of the whole subnet",
  fix: `add the route ${client}/32 -> Internet, or one for a prefix that contains it, to the route table of the subnet`,
  facts: facts("4.1", "4.2"),
});
