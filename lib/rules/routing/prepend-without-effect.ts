import { MAX_PREPEND } from "../../nva/frr-config";
import type { NvaDeclaration } from "../declaration";
import { edit } from "../edit";
import type { ConstructReported, ConstructRule } from "../rule";

/** FT047. */
export const prependWithoutEffect: ConstructRule = {
  id: "FT047",
  name: "prepend-without-effect",
  severity: "error",
  summary: "AS path prepending is out of range.",
  why: "FRR does not start with a number of copies that is no whole number, and more than one copy has no further effect.",
  sources: ["https://docs.frrouting.org/en/latest/routemap.html#clicmd-set-as-path-prepend-AS_PATH"],
  check: (app) => app.nvas.flatMap(findingsFor),
};

function findingsFor({ path, prepend }: NvaDeclaration): ConstructReported[] {
  if (prepend === undefined || (Number.isInteger(prepend) && prepend >= 0 && prepend <= MAX_PREPEND)) return [];
  const at = { path, prop: "prepend" };
  const text = `the AS number cannot be prepended ${prepend} times`;
  const nearest = Math.min(Math.max(Math.round(prepend) || 0, 0), MAX_PREPEND);
  return [{ at, text, got: String(prepend), want: `a whole number from 0 to ${MAX_PREPEND}`, fix: edit(at, nearest) }];
}
