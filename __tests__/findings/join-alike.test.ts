import { joinAlike, type Joinable } from "../../lib/findings/join-alike";
import type { Finding } from "../../lib/findings/finding";

const small = (name: string, more: Partial<Joinable> = {}): Joinable => ({
  id: "FT108",
  name: "refused-by-azure",
  severity: "error",
  text: `${name} is too small`,
  at: [`subnet.${name}`, "network"],
  got: "/27",
  want: "/26",
  fix: "enlarge it",
  facts: [],
  alike: { names: [name], one: "is too small", several: "are too small" },
  ...more,
});

const joined = (...findings: readonly Joinable[]): Finding[] =>
  joinAlike(findings, (names, several) => `${names.join(" and ")} ${several}`);

test("findings that differ in what they are about are one, with all places and values", () => {
  expect(joined(small("a"), small("b", { got: "/28" }))).toEqual([
    expect.objectContaining({
      text: "a and b are too small",
      at: ["subnet.a", "network", "subnet.b"],
      got: "/27, /28",
    }),
  ]);
});

test("findings with another fix, severity or acceptance stay apart, and so do those of which nothing says that they are alike", () => {
  const apart = [
    small("a"),
    small("b", { fix: "x" }),
    small("c", { severity: "warning" }),
    small("d", { accepted: "y" }),
  ];
  expect(joined(...apart).map(({ text }) => text)).toEqual(apart.map(({ text }) => text));
  expect(joined(small("a", { alike: undefined }), small("a", { alike: undefined }))).toHaveLength(2);
});
