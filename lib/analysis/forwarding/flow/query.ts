import type { PathQuery } from "../../results";

/** A question about a flow, its ends resolved to NICs and addresses of one topology. */
export interface FlowQuery {
  /** Id of the sending NIC; absent: the flow comes from outside of Azure. */
  readonly from?: string;
  /** Without `from`: the address that it comes from. */
  readonly fromAddress?: string;
  /** That address is in a customer's network. */
  readonly isFromPremises?: true;
  /** Id of the receiving NIC; absent: it goes to an address. */
  readonly to?: string;
  readonly toAddress?: string;
  /** The addresses are the user's: they do not stand for some address of the internet. */
  readonly asked?: true;
  /** Id of the firewall whose public IP receives it, and the id of that. */
  readonly toFirewall?: { readonly firewall: string; readonly publicIp: string };
  readonly protocol: NonNullable<PathQuery["protocol"]>;
  /** Null with ICMP. */
  readonly port: number | null;
}
