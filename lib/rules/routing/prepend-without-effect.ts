import { MAX_PREPEND } from "../../nva/frr-config";
import type { NvaDeclaration } from "../declaration";
import { edit } from "../edit";
import type { ConstructReported, ConstructRule } from "../rule";

/** FT047. */
export const prependWithoutEffect: ConstructRule = {
  id: "FT047",
  name: "prepend-without-effect",
  severity: "error",
  summary: "AS path prepending is out of range, or does not apply to the default route.",
  why: "FRR does not apply the outbound route-map to a default route of default-originate, so that route is announced without the prepended AS numbers.",
  sources: ["https://docs.frrouting.org/en/latest/bgp.html#clicmd-neighbor-PEER-default-originate-route-map-WORD"],
  check: (app) => app.nvas.flatMap(findingsFor),
};

function findingsFor({ path, prepend, defaultRoute }: NvaDeclaration): ConstructReported[] {
  if (prepend === undefined || prepend === 0) return [];
  const at = { path, prop: "prepend" };
  if (!Number.isInteger(prepend) || prepend < 0 || prepend > MAX_PREPEND) {
    const text = `the AS number cannot be prepended ${prepend} times`;
    const nearest = Math.min(Math.max(Math.round(prepend) || 0, 0), MAX_PREPEND);
    return [
      { at, text, got: String(prepend), want: `a whole number from 0 to ${MAX_PREPEND}`, fix: edit(at, nearest) },
    ];
  }
  if (defaultRoute !== "always") return [];
  const text = `prepend does not apply to a default route that is always announced`;
  return [
    {
      at,
      also: { path, prop: "defaultRoute" },
      text,
      got: `prepend: ${prepend}, defaultRoute: "always"`,
      want: `prepend only with defaultRoute "follow-health" (FRR)`,
      fix: `defaultRoute: "follow-health"`,
    },
  ];
}
