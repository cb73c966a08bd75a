import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import * as fc from "fast-check";
import { CONSTRUCT_RULES } from "../../lib/rules/all";
import { checkDeclaration } from "../../lib/rules/check-declaration";
import type { Declaration } from "../../lib/rules/declaration";
import { rulePages, stalePages } from "../../scripts/rules-doc";
import { RULE_CASES } from "./cases";
import { article } from "./declaration-builder";

const ROOT = join(__dirname, "..", "..");

/** The file of a rule: in the folder of its subject. */
function fileOf(name: string): string {
  const folder = join(ROOT, "lib", "rules");
  const found = readdirSync(folder, { recursive: true, encoding: "utf8" }).find(
    (file) => basename(file) === `${name}.ts`,
  );
  return join(folder, found ?? `${name}.ts`);
}

describe("the catalogue", () => {
  test("has ids in order, each once", () => {
    const ids = CONSTRUCT_RULES.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort());
    expect(ids.filter((id) => !/^FT\d{3}$/.test(id))).toEqual([]);
  });

  test.each(CONSTRUCT_RULES.map((rule) => [rule.name, rule] as const))(
    "%s is named after its file, and says where that is written",
    async (name, rule) => {
      expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
      const file = fileOf(name);
      expect(existsSync(file)).toBe(true);
      const exported = (await import(file)) as Record<string, unknown>;
      expect(exported[name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())]).toBe(rule);
      expect(rule.sources.length).toBeGreaterThan(0);
      for (const source of rule.sources) expect(source).toMatch(/^(https:\/\/\S+|RFC \d+.*|docs\/nva\.md)$/);
      expect(rule.summary).toMatch(/^[A-Z].*\.$/);
      expect(rule.why).toMatch(/^[A-Z].*\.$/);
      expect(readFileSync(file, "utf8")).toMatch(new RegExp(`/\\*\\*\\s+(\\* )?${rule.id}\\.`));
    },
  );

  test("imports no framework", () => {
    const sources = CONSTRUCT_RULES.map(({ name }) => readFileSync(fileOf(name), "utf8"));
    expect(sources.filter((source) => /from "(cdktf|constructs|@cdktf)/.test(source))).toEqual([]);
  });

  test("is the one in docs/RULES.md, with a page for each rule (npm run rules-doc)", () => {
    expect(rulePages().size).toBeGreaterThan(100);
    expect(stalePages()).toEqual([]);
  });
});

/** Fields that may be known only at apply. */
const MAY_BE_UNKNOWN = new Set(
  (
    "prefix address nextHopType nextHopAddress circuitId authorizationKeys sku remoteVnetTraffic routingWeight branchToBranch asn " +
    "subnetName privateIpAddress prepend keepaliveSeconds holdSeconds anchor filePath computerName adminUsername size zone osDiskType " +
    "osDiskSizeGb image offer adminSshPublicKey shutdownTime shutdownTimeZone publicIpZones operatorSources source priority " +
    "url timeoutSeconds runId reflectors " +
    "virtualNetworkName gatewayAddress peeringAddress " +
    "peeringLocation bandwidthMbps expressRoutePortId bandwidthGbps tier family primaryPrefix secondaryPrefix vlanId peerAsn"
  ).split(" "),
);
const LISTS = new Set(["sources", "destinations", "sourcePorts", "destinationPorts"]);

interface Spot {
  readonly holder: Record<string, unknown>;
  readonly key: string;
}

function spots(value: unknown, parent = ""): Spot[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => {
    const named = key === "name" && parent !== "names";
    const isElement = Array.isArray(value) && LISTS.has(parent);
    const isTag = parent === "tags" && !Array.isArray(value) && !("at" in value);
    const own =
      MAY_BE_UNKNOWN.has(key) || named || isElement || isTag ? [{ holder: value as Spot["holder"], key }] : [];
    return [...own, ...spots(child, Array.isArray(value) ? parent : key)];
  });
}

/** The declaration with some values known only at apply, chosen by the numbers. */
function withUnknowns(app: Declaration, choice: readonly boolean[]): Declaration {
  const copy = structuredClone(app);
  spots(copy).forEach(({ holder, key }, i) => {
    if (choice[i % choice.length]) holder[key] = undefined;
  });
  return copy;
}

const choices = fc.array(fc.boolean(), { minLength: 1, maxLength: 200 });

describe("values that are known only at apply", () => {
  test("are no finding", () => {
    fc.assert(
      fc.property(choices, (choice) =>
        expect(checkDeclaration(withUnknowns(article(), choice), CONSTRUCT_RULES)).toEqual([]),
      ),
    );
  });

  test("never make a rule speak that was silent while they were known", () => {
    // A jump server's sources and those of its security rule are one list, so one cannot be known without the other.
    const cases = RULE_CASES.filter(({ rule }) => rule !== "source-malformed");
    fc.assert(
      fc.property(fc.constantFrom(...cases), choices, ({ change, rule }, choice) => {
        const speaking = checkDeclaration(withUnknowns(article(change), choice), CONSTRUCT_RULES).map(
          (finding) => finding.name,
        );
        expect(speaking.filter((name) => name !== rule)).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  test("everything unknown leaves only what the structure itself says", () => {
    expect(checkDeclaration(withUnknowns(article(), [true]), CONSTRUCT_RULES)).toEqual([]);
  });
});
