import { MAX_PREPEND } from "../../nva/frr-config";
import type { NvaDeclaration } from "../declaration";
import { edit } from "../edit";
import type { Finding, Rule } from "../rule";

/** FT047. */
export const prependWithoutEffect: Rule = {
  id: "FT047",
  name: "prepend-without-effect",
  severity: "error",
  reason:
    "FRR sends the default of default-originate past the outbound route-map, so nothing prepends to it; and paths have limits.",
  source: "https://docs.frrouting.org/en/latest/bgp.html#clicmd-neighbor-PEER-default-originate-route-map-WORD",
  otherwise: "nobody tells",
  check: (app) => app.nvas.flatMap(look),
};

function look({ path, prepend, defaultRoute }: NvaDeclaration): Finding[] {
  if (prepend === undefined || prepend === 0) return [];
  const at = { path, prop: "prepend" };
  if (!Number.isInteger(prepend) || prepend < 0 || prepend > MAX_PREPEND) {
    const sentence = `the AS path cannot be prepended ${prepend} times`;
    const nearest = Math.min(Math.max(Math.round(prepend) || 0, 0), MAX_PREPEND);
    return [
      { at, sentence, got: String(prepend), want: `a whole number from 0 to ${MAX_PREPEND}`, fix: edit(at, nearest) },
    ];
  }
  if (defaultRoute !== "always") return [];
  const sentence = `prepending ${prepend} times does not reach a default route that is announced always`;
  return [
    {
      at,
      also: { path, prop: "defaultRoute" },
      sentence,
      got: `prepend: ${prepend}, defaultRoute: "always"`,
      want: `prepend with defaultRoute "follow-health" only (FRR)`,
      fix: `defaultRoute: "follow-health"`,
    },
  ];
}
