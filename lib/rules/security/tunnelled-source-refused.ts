import { canonical, parseSource } from "../../domain/ipv4";
import { isPrivate, PRIVATE_PREFIXES } from "../../domain/special-ranges";
import type { Place } from "../declaration";
import { edit } from "../edit";
import type { Finding, Rule } from "../rule";

/** FT074. */
export const tunnelledSourceRefused: Rule = {
  id: "FT074",
  name: "tunnelled-source-refused",
  severity: "error",
  reason: "The NVA translates RFC 1918 only: what its security group lets in from elsewhere it drops.",
  source: "RFC 1918",
  otherwise: "nobody tells",
  check: (app) =>
    app.sites.flatMap(({ tunnelledSources = [] }) =>
      tunnelledSources.flatMap(({ at, source }) => (source === undefined ? [] : look(at, source))),
    ),
};

function look(at: Place, source: string): Finding[] {
  const prefix = parseSource(source);
  // What is neither is a rule's affair that reads them all.
  if (!prefix) return [];
  const want = `prefixes inside ${PRIVATE_PREFIXES.join(", ")}`;
  if (!isPrivate(prefix))
    return [{ at, sentence: `${source} is not inside RFC 1918`, got: source, want, fix: edit(at, "10.0.0.0/8") }];
  if (prefix.aligned) return [];
  return [
    { at, sentence: `${source} has bits set beyond its length`, got: source, want, fix: edit(at, canonical(prefix)) },
  ];
}
