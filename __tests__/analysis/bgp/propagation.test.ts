import type { Link } from "../../../lib/analysis/bgp/link";
import { Propagation } from "../../../lib/analysis/bgp/propagation";
import { shortest } from "../../../lib/analysis/bgp/decision";
import type { Route } from "../../../lib/analysis/bgp/route";
import { rejected } from "../../../lib/analysis/bgp/link";
import { explore } from "../../../lib/analysis/unknown/explore";
import { Scenario } from "../../../lib/analysis/unknown/scenario";
import type { Truth } from "../../../lib/analysis/unknown/truth";
import { unknown } from "../../../lib/analysis/unknown/value";

const PREFIX = "0.0.0.0/0";

const route = (origin: string, prefix = PREFIX): Route => ({
  prefix,
  asPath: [],
  kind: "network",
  origin,
  communities: [],
  stations: [origin],
});

const announces = (speaker: string, exists: Truth = true, prefix = PREFIX) => ({
  speaker,
  exists,
  route: route(speaker, prefix),
});

/** A link that advertises everything but what it came from there, with the neighbor's name in the AS path. */
const link = (from: string, to: string, more: Partial<Link> = {}): Link => ({
  from,
  to,
  exists: true,
  carries: ({ neighbor }) => neighbor !== to,
  pass: (one) => ({ ...one, asPath: [1, ...one.asPath], neighbor: from, stations: [...one.stations, to] }),
  ...more,
});

const both = (a: string, b: string): Link[] => [link(a, b), link(b, a)];

const asked = new Scenario();
const paths = (propagation: Propagation, speaker: string, scenario = asked, prefix = PREFIX): string[] =>
  propagation
    .best(speaker, prefix, scenario)
    .map(({ stations }) => stations.join(" "))
    .sort();

const spread = (own: readonly ReturnType<typeof announces>[], links: readonly Link[]): Propagation =>
  new Propagation(own, links, (_, routes) => shortest(routes));

describe("propagation", () => {
  it("brings a prefix along a chain of speakers", () => {
    expect(paths(spread([announces("a")], [link("a", "b"), link("b", "c")]), "c")).toEqual(["a b c"]);
  });

  it("settles a loop of speakers, and uses the shortest path around it", () => {
    const propagation = spread([announces("a")], [...both("a", "b"), ...both("b", "c"), ...both("c", "a")]);
    expect(paths(propagation, "b")).toEqual(["a b"]);
    expect(paths(propagation, "c")).toEqual(["a c"]);
  });

  it("keeps equal paths together", () => {
    const links = [link("a", "b"), link("a", "c"), link("b", "d"), link("c", "d")];
    expect(paths(spread([announces("a")], links), "d")).toEqual(["a b d", "a c d"]);
  });

  it("advertises one route over a link that carries a single one", () => {
    const links = [link("a", "b"), link("a", "c"), link("b", "d"), link("c", "d"), link("d", "e", { single: true })];
    expect(paths(spread([announces("a")], links), "e")).toEqual(["a b d e"]);
  });

  it("advertises only what a speaker uses", () => {
    const links = [link("a", "b"), link("b", "c"), link("a", "c"), link("c", "d")];
    expect(paths(spread([announces("a")], links), "d")).toEqual(["a c d"]);
  });

  it("keeps prefixes apart", () => {
    const propagation = spread([announces("a"), announces("b", true, "10.0.0.0/8")], both("a", "b"));
    expect(propagation.prefixes).toEqual(["10.0.0.0/8", PREFIX]);
    expect(paths(propagation, "b")).toEqual(["a b"]);
    expect(paths(propagation, "a", asked, "10.0.0.0/8")).toEqual(["b a"]);
  });

  it("has nothing for a speaker that nothing leads to, and asks nothing for it", () => {
    const scenario = new Scenario();
    const propagation = spread([announces("a", unknown("var.a"))], [link("a", "b")]);
    expect(propagation.mayHave("elsewhere", PREFIX)).toBe(false);
    expect(propagation.best("elsewhere", PREFIX, scenario)).toEqual([]);
    expect(scenario.answers.size).toBe(0);
  });

  it.each<[string, (flag: Truth) => Propagation]>([
    ["a route that may not be there", (flag) => spread([announces("a", flag)], [link("a", "b")])],
    ["a link that may not be there", (flag) => spread([announces("a")], [link("a", "b", { exists: flag })])],
    [
      "a link that may keep it back",
      (flag) =>
        spread(
          [announces("a")],
          [link("a", "b", { keepsBack: (_, scenario) => (scenario.isTrue(flag) ? undefined : "filtered") })],
        ),
    ],
  ])("asks for %s", (_, make) => {
    const propagation = make(unknown("var.there"));
    const { results } = explore((scenario) => paths(propagation, "b", scenario));
    expect(results.map(({ result }) => result)).toEqual([["a b"], []]);
  });

  it("does not ask for what leads elsewhere", () => {
    const propagation = spread([announces("a")], [link("a", "b"), link("a", "c", { exists: unknown("var.c") })]);
    const scenario = new Scenario();
    paths(propagation, "b", scenario);
    expect(scenario.answers.size).toBe(0);
  });

  it("does not ask for a link over which nothing would go", () => {
    const propagation = spread([announces("a")], [link("a", "b"), link("b", "a", { exists: unknown("var.back") })]);
    const scenario = new Scenario();
    expect(paths(propagation, "a", scenario)).toEqual(["a"]);
    expect(scenario.answers.size).toBe(0);
  });

  const closed = (from: string, to: string): Link =>
    link(from, to, {
      keepsBack: (one) =>
        rejected(
          { at: from, cause: "branch-to-branch-off", text: `${from} to ${to}`, got: "", want: "", fix: "" },
          one,
        ),
    });

  it("tells what was rejected on the way, however far from the speaker", () => {
    const propagation = spread([announces("a")], [closed("a", "b"), link("b", "c"), link("c", "d")]);
    expect(paths(propagation, "d")).toEqual([]);
    expect(propagation.rejections(["d"], PREFIX, asked).map(({ text }) => text)).toEqual(["a to b"]);
  });

  it("tells nothing of what was rejected elsewhere", () => {
    const propagation = spread([announces("a")], [closed("a", "b"), link("a", "c")]);
    expect(propagation.rejections(["c"], PREFIX, asked)).toEqual([]);
  });

  it("takes what a link originates that is there, and tells of every prefix why a session is down", () => {
    const reason = { at: "a", cause: "session-down", text: "down", got: "", want: "", fix: "" } as const;
    const originating = link("a", "b", {
      origination: {
        possible: [route("a"), route("a", "10.0.0.0/8")],
        routes: () => [route("a", "10.0.0.0/8")],
        rejections: () => [{ ...reason, prefix: PREFIX, origin: "a" }],
      },
    });
    const propagation = spread([], [originating]);
    expect(paths(propagation, "b")).toEqual([]);
    expect(paths(propagation, "b", asked, "10.0.0.0/8")).toEqual(["a b"]);
    for (const prefix of [PREFIX, "10.0.0.0/8"])
      expect(propagation.rejections(["b"], prefix, asked)).toEqual([{ ...reason, prefix, origin: "a" }]);
  });
});
