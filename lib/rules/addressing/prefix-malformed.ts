import { prefixAround } from "../../domain/free-prefix";
import { canonical, contains, type Ipv4Prefix, parseAddress, parsePrefix } from "../../domain/ipv4";
import { isIpv6 } from "../../domain/ipv6";
import { isPrivate } from "../../domain/special-ranges";
import type { Declaration } from "../declaration";
import { edit } from "../edit";
import { moveSpace, moveSubnet, overlapsAny, spacesOf, subnetsOf } from "../networks";
import { writtenPrefixes, type WrittenPrefix } from "./prefixes";
import type { ConstructRule } from "../rule";

/** FT004. The provider accepts any text as a prefix, even "hello". */
export const prefixMalformed: ConstructRule = {
  id: "FT004",
  name: "prefix-malformed",
  severity: "error",
  summary: "A prefix is not a valid IPv4 prefix.",
  why: "The provider accepts any text as a prefix, so terraform validate and plan pass, and Azure rejects it at apply.",
  sources: [
    "https://github.com/hashicorp/terraform-provider-azurerm/blob/v4.55.0/internal/services/network/virtual_network_resource.go",
  ],
  otherwise: "Azure, at apply",
  check: (app) =>
    writtenPrefixes(app)
      .filter(({ text, of }) => !parsePrefix(text) && !(of === "route" && isIpv6(text)))
      .map((prefix) => ({
        at: prefix.at,
        text: describe(prefix.text),
        got: JSON.stringify(prefix.text),
        want: WANT[prefix.of],
        fix: fix(app, prefix),
      })),
};

const WANT = {
  "address space": "an IPv4 address, a slash and a length, such as 10.0.0.0/16",
  subnet: "an IPv4 address, a slash and a length, such as 10.0.0.0/24",
  route: "an IPv4 address, a slash and a length, such as 0.0.0.0/0, or a service tag",
} as const;

/** The usual length of each kind of prefix. */
const USUAL_LENGTH = { "address space": 16, subnet: 24, route: 32 } as const;

function describe(text: string): string {
  if (isIpv6(text)) return `${text} is IPv6, and only IPv4 is tunnelled`;
  if (parseAddress(text) !== undefined) return `${text} is an address without a prefix length`;
  const isAddress = parseAddress(text.replace(/\/\d+$/, "")) !== undefined;
  if (isAddress && Number(text.replace(/^.*\//, "")) > 32) return `${text} has a prefix length beyond 32`;
  return `${JSON.stringify(text)} is not a valid IPv4 prefix`;
}

function fix(app: Declaration, written: WrittenPrefix): string {
  const { at, text, of, network } = written;
  const meant = repaired(text);
  const prefix = meant && prefixAround(meant.address, meant.length ?? USUAL_LENGTH[of]);
  if (prefix && fits(app, written, prefix)) return edit(at, canonical(prefix));
  if (of === "route") return edit(at, "0.0.0.0/0");
  return of === "subnet" ? moveSubnet(network, at, USUAL_LENGTH.subnet, 29) : moveSpace(app, at, USUAL_LENGTH[of]);
}

/** True where no other rule refuses what was meant for the place that it has. */
function fits(app: Declaration, { network, of }: WrittenPrefix, prefix: Ipv4Prefix): boolean {
  if (of === "route") return true;
  const spaces = app.networks.flatMap(spacesOf).map((space) => space.prefix);
  if (of === "address space") return isPrivate(prefix) && !overlapsAny(prefix, spaces);
  const others = subnetsOf(network).map((subnet) => subnet.prefix);
  return spacesOf(network).some((space) => contains(space.prefix, prefix)) && !overlapsAny(prefix, others);
}

/** Without blanks and leading zeros: what was most likely meant. */
function repaired(text: string): { address: number; length: number | undefined } | undefined {
  const plain = text.replace(/\s/g, "").replace(/\b0+(?=\d)/g, "");
  const address = parseAddress(plain.replace(/\/.*$/, ""));
  if (address === undefined) return undefined;
  const length = plain.replace(/^[^/]*\/?/, "");
  return { address, length: /^\d{1,2}$/.test(length) && Number(length) <= 32 ? Number(length) : undefined };
}
