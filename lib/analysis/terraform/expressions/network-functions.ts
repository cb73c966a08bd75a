import { formatAddress, parsePrefix, subPrefix, type Ipv4Prefix } from "../../../domain/ipv4";
import { NoValue, textOf, type Value } from "../value";
import type { StrictFunction } from "./function-types";
import { numeric } from "./operators";

/** Terraform's functions of IPv4 prefixes. */
export const NETWORK_FUNCTIONS: Readonly<Record<string, StrictFunction>> = {
  cidrsubnet: (prefix, bits, number) => subnet(mustPrefix(prefix), numeric(bits), numeric(number)),
  cidrsubnets: (prefix, ...bits) => subnets(mustPrefix(prefix), bits.map(numeric)),
  cidrhost: (prefix, number) => host(mustPrefix(prefix), numeric(number)),
  cidrnetmask: (prefix) => formatAddress(2 ** 32 - 2 ** (32 - mustPrefix(prefix).length)),
};

function mustPrefix(value: Value): Ipv4Prefix {
  const prefix = parsePrefix(textOf(value));
  if (!prefix) throw new NoValue("no IPv4 prefix");
  return prefix;
}

function subnet(prefix: Ipv4Prefix, bits: number, number: number): string {
  const length = prefix.length + bits;
  if (
    !Number.isInteger(bits) ||
    !Number.isInteger(number) ||
    bits < 0 ||
    length > 32 ||
    number < 0 ||
    number >= 2 ** bits
  )
    throw new NoValue("no such subnet");
  return subPrefix(prefix, length, number);
}

/** Prefixes side by side, each at the next place that is a multiple of its size. */
function subnets(prefix: Ipv4Prefix, bits: readonly number[]): Value {
  let next = prefix.first;
  return bits.map((more) => {
    const length = prefix.length + more;
    if (!Number.isInteger(more) || more < 1 || length > 32) throw new NoValue("no such subnet");
    const size = 2 ** (32 - length);
    const first = Math.ceil(next / size) * size;
    next = first + size;
    if (next - 1 > prefix.last) throw new NoValue("the prefix is full");
    return `${formatAddress(first)}/${length}`;
  });
}

function host(prefix: Ipv4Prefix, number: number): string {
  const address = number < 0 ? prefix.last + 1 + number : prefix.first + number;
  if (!Number.isInteger(number) || address < prefix.first || address > prefix.last)
    throw new NoValue("no such address");
  return formatAddress(address);
}
