import { isUnknown, shown, type Unknown } from "../unknown/value";

/** How a box looks; several kinds may share a look. */
export type BoxLook =
  | "network"
  | "subnet"
  | "gateway"
  | "route-server"
  | "machine"
  | "nva"
  | "nic"
  | "load-balancer"
  | "private-endpoint"
  | "nat-gateway"
  | "circuit"
  | "site";

/** A component's box in a picture. */
export interface Box {
  readonly look: BoxLook;
  /** What stands above its name: "NVA". */
  readonly word?: string;
  /** Id of the component that it lies in. */
  readonly parent?: string;
  /** Address, prefix or AS number. */
  readonly detail?: string;
  /** Ids of components that have no box of their own where this one is drawn. */
  readonly covers?: readonly string[];
}

/** The first prefix, and how many more there are. */
export function prefixesText(all: readonly string[]): string {
  const [first = "-", ...rest] = all;
  return rest.length === 0 ? shown(first) : `${shown(first)} + ${rest.length}`;
}

/** An AS number: "AS 65001", "AS ?" where it is known only after apply. */
export const asnText = (asn: number | Unknown<number>): string => `AS ${isUnknown(asn) ? "?" : asn}`;

/** A private address, as far as it is known. */
export const addressText = (address: string | undefined): string =>
  address === undefined ? "dynamic address" : shown(address);
