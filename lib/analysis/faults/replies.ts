import { facts } from "../facts";
import type { Subnet } from "../model/azure";
import type { RepairableFault } from "./repairable-fault";

/** The answer to a packet that arrived does not get back to who asked. */

/** An answer that does not come back from a NIC to a client. */
interface LostAnswer {
  /** Id of the NIC. */
  readonly nic: string;
  /** Name of its machine. */
  readonly hop: string;
  readonly client: string;
}

const lost = ({ nic, hop, client }: LostAnswer, details: Pick<RepairableFault, "text" | "fix">): RepairableFault => ({
  reason: "answer-lost",
  at: nic,
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

/** A machine's answer arrives at another NIC than the sender's, or leaves the topology. */
export const answerLost = (answer: LostAnswer): RepairableFault =>
  lost(answer, {
    text: `the answer of ${answer.hop} does not come back to ${answer.client}`,
    fix: "advertise the sender's network",
  });

/** @param got the route that the answer follows: "0.0.0.0/0 -> VirtualNetworkGateway" */
export const answerFromElsewhere = (subnet: Subnet, hop: string, got: string): RepairableFault => ({
  reason: "answer-from-elsewhere",
  text: `the answer of ${hop} does not leave by its own public IP, so the client does not recognize the sender`,
  at: subnet.id,
  hop,
  got,
  want: "a UDR to Internet for 0.0.0.0/0, or at least for the client's prefix",
  fix: "associate a route table with 0.0.0.0/0 -> Internet with its subnet",
  facts: facts("4.1", "4.2"),
});
