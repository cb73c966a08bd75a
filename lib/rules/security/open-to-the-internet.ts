import { addressCount } from "../../domain/address-count";
import { parsePrefix } from "../../domain/ipv4";
import type { Place } from "../declaration";
import { edit, inside } from "../edit";
import type { ConstructReported, ConstructRule } from "../rule";

/** FT029. Azure allows it without a warning, and attackers find an open port within minutes. */
export const openToTheInternet: ConstructRule = {
  id: "FT029",
  name: "open-to-the-internet",
  severity: "error",
  summary: "A security rule admits half of the internet or more.",
  why: "Who lets everybody in has to ask for it by name (openToInternet: true), so that it never happens by accident.",
  sources: ["https://learn.microsoft.com/azure/security/fundamentals/network-best-practices"],
  check: (app) => [
    ...app.jumpServers
      .filter(({ openToInternet }) => !openToInternet)
      .flatMap(({ operatorSources = [] }) => admitted(operatorSources)),
    ...app.securityGroups
      .flatMap(({ rules }) => rules)
      .filter((rule) => rule.direction === "Inbound" && rule.access === "Allow" && !rule.openedByName)
      .flatMap(({ sourcesAt, sources }) =>
        sourcesAt ? admitted(sources.map((source, i) => ({ at: inside(sourcesAt, String(i)), source }))) : [],
      ),
  ],
};

interface Source {
  readonly at: Place;
  readonly source: string | undefined;
}

const EVERYBODY = new Set(["*", "internet", "any", "::/0"]);

/** True for a source that includes every address. */
export function isEverybody(source: string): boolean {
  return EVERYBODY.has(source.toLowerCase()) || parsePrefix(source)?.length === 0;
}

function admitted(sources: readonly Source[]): ConstructReported[] {
  const single = sources.filter(({ source }) => source !== undefined && isEverybody(source));
  if (single.length > 0) return single.map(({ at, source }) => finding(at, [String(source)], "the whole internet"));
  const wide = sources.filter(({ source }) => source !== undefined && parsePrefix(source));
  const prefixes = wide.flatMap(({ source }) => parsePrefix(String(source)) ?? []);
  const share = addressCount(prefixes) / 2 ** 32;
  // Half of all addresses counts as everybody: 0.0.0.0/1 and 128.0.0.0/1 bypass a check for 0.0.0.0/0.
  if (share < 0.5) return [];
  const what = share === 1 ? "the whole internet" : `${Math.round(share * 100)} % of all IPv4 addresses`;
  return wide.slice(0, 1).map(({ at }) =>
    finding(
      at,
      prefixes.map(({ text }) => text),
      what,
    ),
  );
}

function finding(at: Place, sources: readonly string[], what: string): ConstructReported {
  return {
    at,
    text: `${sources.join(" with ")} ${sources.length === 1 ? "admits" : "admit"} ${what}`,
    got: sources.join(", "),
    want: "the addresses of the operators, or openToInternet: true",
    // An address of RFC 5737, because only the user knows the right one.
    fix: `${edit(at, "203.0.113.7")}, with your own address: curl -4 https://ifconfig.me`,
  };
}
