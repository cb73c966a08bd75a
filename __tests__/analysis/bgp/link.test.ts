import {
  advertise,
  type Advertised,
  existsWith,
  type Link,
  type Origination,
  rejected,
} from "../../../lib/analysis/bgp/link";
import { Scenario } from "../../../lib/analysis/unknown/scenario";
import { unknown } from "../../../lib/analysis/unknown/value";
import { network, route } from "../../support/analysis/topology";

const PREFIX = "0.0.0.0/0";
const FLAG = unknown("var.flag");
const NOTHING: Advertised = { learned: [], rejections: [] };
const REASON = { at: "a", cause: "session-down", text: "", got: "", want: "", fix: "" } as const;

const link = (changes: Partial<Link> = {}): Link => ({
  from: "a",
  to: "b",
  exists: true,
  carries: () => true,
  pass: (one) => ({ ...one, neighbor: "a" }),
  ...changes,
});

const advertised = (changes: Partial<Link>, scenario = new Scenario(), best = [route()]): Advertised =>
  advertise(link(changes), PREFIX, best, scenario);

describe("over a link", () => {
  const originating = (...prefixes: string[]): Origination => ({
    possible: prefixes.map((prefix) => route({ prefix, origin: "own" })),
    routes: () => ["10.0.0.0/8", PREFIX].map((prefix) => route({ prefix, origin: "own" })),
  });

  it.each<[string, Partial<Link>, readonly string[]]>([
    ["goes what the speaker uses", {}, ["vm", "other"]],
    ["goes nothing that is not meant for it", { carries: ({ origin }) => origin !== "vm" }, ["other"]],
    ["goes what the speaker originates for it too", { single: true, origination: originating(PREFIX) }, ["vm", "own"]],
    [
      "goes nothing that the speaker may not originate",
      { single: true, origination: originating("10.0.0.0/8") },
      ["vm"],
    ],
    ["goes one of the best routes where it carries a single one", { single: true }, ["vm"]],
    [
      "goes what the speaker makes of a route",
      { single: true, sends: (one) => ({ routes: [{ ...one, origin: "sent" }], rejections: [] }) },
      ["sent"],
    ],
    ["goes nothing that the other side does not accept", { accepts: () => undefined }, []],
    ["goes nothing where it is not there", { exists: false }, []],
    ["goes nothing that is filtered", { keepsBack: () => "filtered" }, []],
  ])("%s", (_, changes, expected) => {
    const { learned, rejections } = advertised(changes, new Scenario(), [route(), route({ origin: "other" })]);
    expect(learned.map(({ origin, neighbor, prefix }) => [origin, neighbor, prefix])).toEqual(
      expected.map((origin) => [origin, "a", PREFIX]),
    );
    expect(rejections).toEqual([]);
  });

  it("a route that is rejected is told, and not learned", () => {
    const { learned, rejections } = advertised({ keepsBack: (one) => rejected(REASON, one) });
    expect(learned).toEqual([]);
    expect(rejections).toEqual([{ ...REASON, prefix: PREFIX, origin: "vm" }]);
  });

  it("a route is rejected for what the speaker made of it, and a policy's reason is told", () => {
    const changed = advertised({
      sends: (one) => ({ routes: [{ ...one, origin: "sent" }], rejections: [rejected(REASON, one)] }),
      rejects: (one) => (one.origin === "sent" ? rejected({ ...REASON, at: "b" }, one) : undefined),
    });
    expect(changed.learned).toEqual([]);
    expect(changed.rejections.map(({ at, origin }) => `${at} ${origin}`)).toEqual(["a vm", "b sent"]);
  });

  it("asks whether it is there only where something would go over it", () => {
    const scenario = new Scenario();
    expect(advertised({ exists: FLAG, carries: () => false }, scenario)).toStrictEqual(NOTHING);
    expect(scenario.answers.size).toBe(0);
    expect(advertised({ exists: FLAG }, new Scenario(new Map(), () => false))).toStrictEqual(NOTHING);
  });

  it("asks the speaker only for prefixes that it may originate", () => {
    const asks = (possible: string): Origination => ({
      possible: [route({ prefix: "192.0.2.0/24" }), route({ prefix: possible })],
      routes: (scenario) => (scenario.isTrue(FLAG) ? [route({ prefix: PREFIX })] : []),
    });
    const scenario = new Scenario();
    expect(advertised({ origination: asks("10.0.0.0/8") }, scenario, [])).toStrictEqual(NOTHING);
    expect(scenario.answers.size).toBe(0);
    expect(advertised({ origination: asks(PREFIX) }, scenario, []).learned).toHaveLength(1);
  });
});

it("something exists where all that it needs does", () => {
  const there = network("there");
  const open = network("open", { exists: FLAG });
  expect(existsWith()).toBe(true);
  expect(existsWith(there, undefined)).toBe(true);
  expect(existsWith(there, open, undefined)).toBe(FLAG);
  expect(existsWith(open, network("never", { exists: false }))).toBe(false);
});
