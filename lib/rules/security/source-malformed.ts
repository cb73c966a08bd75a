import { canonical, parseAddress, parsePrefix } from "../../domain/ipv4";
import type { Place } from "../declaration";
import { edit } from "../edit";
import { isEverybody } from "./open-to-the-internet";
import type { ConstructReported, ConstructRule } from "../rule";

/** FT030. A malformed source would lock the operator out, or in the worst case admit others. */
export const sourceMalformed: ConstructRule = {
  id: "FT030",
  name: "source-malformed",
  severity: "error",
  summary: "The source of an operator is not a valid address or prefix.",
  why: "A malformed source locks the operator out, or admits others.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview"],
  otherwise: "Azure, at apply",
  check: (app) =>
    app.jumpServers
      .flatMap(({ operatorSources = [] }) => operatorSources)
      .flatMap(({ at, source }) => (source === undefined || isEverybody(source) ? [] : findingsFor(at, source))),
};

function findingsFor(at: Place, source: string): ConstructReported[] {
  const prefix = parsePrefix(source);
  if (parseAddress(source) !== undefined || prefix?.aligned) return [];
  const want = "an IPv4 address, or a prefix without host bits";
  if (!prefix) {
    const text = `${JSON.stringify(source)} is neither an IPv4 address nor a prefix`;
    return [
      {
        at,
        text,
        got: JSON.stringify(source),
        want,
        fix: `${edit(at, "203.0.113.7")}, with your own address: curl -4 https://ifconfig.me`,
      },
    ];
  }
  const text = `${source} has host bits set; use ${canonical(prefix)}`;
  return [
    {
      at,
      text,
      got: source,
      want,
      fix: `${edit(at, source.replace(/\/.*$/, ""))} for one address, or ${edit(at, canonical(prefix))} for the whole prefix`,
    },
  ];
}
