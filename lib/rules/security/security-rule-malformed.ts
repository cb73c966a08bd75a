import { parseAddress, parsePrefix } from "../../domain/ipv4";
import { isIpv6 } from "../../domain/ipv6";
import type { Place, SecurityRuleDeclaration } from "../declaration";
import { edit, inside, lastSegment } from "../edit";
import { isServiceTag } from "../../domain/service-tag";
import type { ConstructReported, ConstructRule } from "../rule";

/** FT040. The provider accepts 70000, 443-80 and http as ports, and any text as an address. */
export const securityRuleMalformed: ConstructRule = {
  id: "FT040",
  name: "security-rule-malformed",
  severity: "error",
  summary: "A security rule has a source, destination or port that Azure cannot parse.",
  why: "Azure rejects the whole network security group, and the subnet stays unprotected until then.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview"],
  otherwise: "Azure, at apply",
  check: (app) =>
    app.securityGroups
      .flatMap(({ rules }) => rules)
      .flatMap((rule) => [
        ...(rule.sourcesAt ? addresses(rule.sources, rule.sourcesAt) : []),
        ...addresses(rule.destinations, inside(rule.at, "destinations")),
        ...ports(rule, "sourcePorts"),
        ...ports(rule, "destinationPorts"),
      ]),
};

const WANT_ADDRESSES = "IPv4 addresses and prefixes; or one service tag; or * alone (Azure)";
const WANT_PORTS = "*, a port, or a range such as 8000-8080, from 0 to 65535 (Azure)";

function addresses(list: readonly (string | undefined)[], listAt: Place): ConstructReported[] {
  const field = lastSegment(listAt.prop);
  const at = (i: number): Place => inside(listAt, String(i));
  if (list.length === 0) return [none(listAt, field, WANT_ADDRESSES, field === "destinations" ? "*" : "10.0.0.0/8")];
  const malformed = list.flatMap((text, i) => {
    if (text === undefined || isWord(text) || isPlain(text)) return [];
    const sentence = `${JSON.stringify(text)} is neither an address, nor a prefix, nor a service tag`;
    return [
      { at: at(i), text: sentence, got: JSON.stringify(text), want: WANT_ADDRESSES, fix: edit(at(i), "10.0.0.0/8") },
    ];
  });
  if (malformed.length > 0) return malformed;
  const word = list.findIndex((text) => text !== undefined && isWord(text));
  if (list.length > 1 && word >= 0) {
    const sentence = `${list[word]} must be the only entry in ${field}`;
    const fix = `${field}: [${JSON.stringify(list[word])}], and a separate rule for the others`;
    return [{ at: at(word), text: sentence, got: shown(list), want: WANT_ADDRESSES, fix }];
  }
  const mixed =
    list.some((text) => text !== undefined && isIpv6(text)) && list.some((text) => text !== undefined && !isIpv6(text));
  if (!mixed) return [];
  const only = list.filter((text) => text !== undefined && !isIpv6(text));
  const fix = `${field}: ${JSON.stringify(only)}, and a separate rule for IPv6`;
  return [
    {
      at: listAt,
      text: `${field} mixes IPv4 and IPv6`,
      got: shown(list),
      want: WANT_ADDRESSES,
      fix,
    },
  ];
}

function ports(rule: SecurityRuleDeclaration, field: "sourcePorts" | "destinationPorts"): ConstructReported[] {
  const list = rule[field];
  if (list.length === 0) return [none(inside(rule.at, field), field, WANT_PORTS, "*")];
  return list.flatMap((text, i) => {
    const refusal = text === undefined ? undefined : portRefusal(text, list.length);
    if (refusal === undefined) return [];
    const at = inside(rule.at, `${field}.${i}`);
    return [
      {
        at,
        text: `${JSON.stringify(text)} ${refusal}`,
        got: shown(list),
        want: WANT_PORTS,
        fix: edit(at, meantPorts(String(text))),
      },
    ];
  });
}

function portRefusal(text: string, together: number): string | undefined {
  if (text === "*") return together > 1 ? "must be the only port" : undefined;
  const [, from, to] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text) ?? [];
  if (from === undefined) return "is neither a port nor a range of ports";
  const [first, last] = [Number(from), Number(to ?? from)];
  if (last > 65535 || first > 65535) return "is greater than 65535";
  return first > last ? "is a range that ends before it starts" : undefined;
}

/** The ports of common protocol names, and a reversed range in the right order. */
function meantPorts(text: string): string {
  const [, from, to] = /^(\d{1,5})-(\d{1,5})$/.exec(text) ?? [];
  if (from !== undefined && to !== undefined && Number(from) <= 65535) return `${to}-${from}`;
  return { ssh: "22", http: "80", https: "443", rdp: "3389" }[text.toLowerCase()] ?? (text === "*" ? "0-65535" : "443");
}

function none(at: Place, field: string, want: string, instead: string): ConstructReported {
  return { at, text: `the rule has no ${field}`, got: "[]", want, fix: `${field}: ["${instead}"]` };
}

const isWord = (text: string): boolean => text === "*" || isServiceTag(text);
const isPlain = (text: string): boolean =>
  parseAddress(text) !== undefined || parsePrefix(text) !== undefined || isIpv6(text);
const shown = (list: readonly (string | undefined)[]): string => JSON.stringify(list.map((text) => text ?? "?"));
