import type { ConstructRule } from "../rule";

/** FT054. FRR skips a line that it does not understand and reads on. */
export const frrTextBroken: ConstructRule = {
  id: "FT054",
  name: "frr-text-broken",
  severity: "error",
  summary: "A line of frrLines does not do what it says.",
  why: "FRR accepts some lines without an error although they have no effect or the opposite one: an undefined route-map denies everything.",
  sources: ["https://docs.frrouting.org/en/latest/routemap.html"],
  check: (app) =>
    app.nvas.flatMap(({ path, frrProblems }) =>
      frrProblems.map((text) => ({
        at: { path, prop: "frrLines" },
        text,
        got: "the frrLines",
        want: "lines that FRR applies as written",
        fix: "correct or remove that line of frrLines",
      })),
    ),
};
