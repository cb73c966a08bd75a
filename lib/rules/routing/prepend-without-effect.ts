import { MAX_PREPEND } from "../../nva/frr-config";
import type { NvaDeclaration, Place } from "../declaration";
import { edit, inside } from "../edit";
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

const findingsFor = ({ path, prepend, announces }: NvaDeclaration): ConstructReported[] =>
  [
    { at: { path, prop: "prepend" }, prepend },
    ...announces.map((one) => ({ at: inside(one.at, "prepend"), prepend: one.prepend })),
  ].flatMap(findingFor);

function findingFor({ at, prepend }: { at: Place; prepend: number | undefined }): ConstructReported[] {
  if (prepend === undefined || (Number.isInteger(prepend) && prepend >= 0 && prepend <= MAX_PREPEND)) return [];
  const text = `the AS number cannot be prepended ${prepend} times`;
  const nearest = Math.min(Math.max(Math.round(prepend) || 0, 0), MAX_PREPEND);
  return [{ at, text, got: String(prepend), want: `a whole number from 0 to ${MAX_PREPEND}`, fix: edit(at, nearest) }];
}
