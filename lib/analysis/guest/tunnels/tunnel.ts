import { canonical, contains, parsePrefix, parseSource } from "../../../domain/ipv4";
import type { GuestTunnel } from "../../model/guest";

/** A tunnel, and the commands that it explains: what they change is read with it. */
export interface FoundTunnel {
  readonly tunnel: GuestTunnel;
  readonly explains: (line: string) => boolean;
}

/** The network of an address with a length: 192.168.0.0/30 of 192.168.0.1/30. */
export function networkOf(address: string): string {
  const parsed = parsePrefix(address);
  return parsed ? canonical(parsed) : address;
}

export function isWithin(address: string, network: string): boolean {
  const [host, prefix] = [parseSource(address), parsePrefix(network)];
  return host !== undefined && prefix !== undefined && contains(prefix, host);
}

/** The parts of a list: "10.5.3.0/24, 10.6.0.0/16". */
export const listed = (text: string | undefined): string[] =>
  (text ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
