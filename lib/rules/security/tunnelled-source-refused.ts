import { canonical, parseSource } from "../../domain/ipv4";
import { isPrivate, PRIVATE_PREFIXES } from "../../domain/special-ranges";
import type { Place } from "../declaration";
import { edit } from "../edit";
import type { ConstructReported, ConstructRule } from "../rule";

/** FT074. */
export const tunnelledSourceRefused: ConstructRule = {
  id: "FT074",
  name: "tunnelled-source-refused",
  severity: "error",
  summary: "A tunnelled source is not inside RFC 1918, or has host bits set.",
  why: "The NVA translates sources of RFC 1918 only, and drops what its security group admits from elsewhere.",
  sources: ["RFC 1918"],
  check: (app) =>
    app.sites.flatMap(({ tunnelledSources = [] }) =>
      tunnelledSources.flatMap(({ at, source }) => (source === undefined ? [] : findingsFor(at, source))),
    ),
};

function findingsFor(at: Place, source: string): ConstructReported[] {
  const prefix = parseSource(source);
  // What is neither is a rule's affair that reads them all.
  if (!prefix) return [];
  const want = `prefixes inside ${PRIVATE_PREFIXES.join(", ")}`;
  if (!isPrivate(prefix))
    return [{ at, text: `${source} is not inside RFC 1918`, got: source, want, fix: edit(at, "10.0.0.0/8") }];
  if (prefix.aligned) return [];
  return [{ at, text: `${source} has host bits set`, got: source, want, fix: edit(at, canonical(prefix)) }];
}
