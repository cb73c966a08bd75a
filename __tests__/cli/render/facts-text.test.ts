import { bgpText } from "../../../lib/cli/render/bgp-text";
import { factCount, factList, factText } from "../../../lib/cli/render/facts-text";
import { FACT_IDS } from "../../../lib/analysis/facts";
import { documented } from "../sample-results";

describe("facts", () => {
  test("each row counts once; what was seen is named where there is any", () => {
    expect(factCount([documented("2.1"), documented("2.1")])).toBe("1 documented fact, 0 inferred, 0 assumed (--why)");
    expect(factCount([documented("2.1"), { row: "1.7", basis: "seen" }])).toBe(
      "1 documented fact, 1 seen, 0 inferred, 0 assumed (--why)",
    );
  });

  test("a list has each fact once, by number, with its statement", () => {
    expect(factList([documented("2.10"), documented("2.1"), documented("2.1")])).toEqual([
      "Based on (docs/how-azure-routes.md)",
      "  2.1   documented",
      expect.stringMatching(/^ {6}The longest prefix wins\./),
      "  2.10  documented",
      expect.stringMatching(/^ {6}Between the connections of one ExpressRoute gateway, /),
    ]);
  });

  test("an answer without facts says so", () => {
    expect(factList([])).toEqual(["Based on no fact about Azure."]);
  });

  test("a fact is shown with its sources, dates and whether it is modelled", () => {
    expect(factText("3.13").split("\n")).toEqual([
      expect.stringMatching(/^3\.13 {2}Two ExpressRoute circuits exchange no routes/),
      "",
      "seen      a published log of June 2026",
      "          skmkzyk/bicep-templates https://github.com/skmkzyk/bicep-templates",
      "dates     2023-06-18 to 2026-06",
      "modelled  partly: Global Reach is left out",
      "more      docs/how-azure-routes.md",
    ]);
  });

  test("a statement has no marks that only a page shows", () => {
    expect(FACT_IDS.filter((id) => factText(id).includes("`"))).toEqual([]);
  });
});

describe("a BGP table", () => {
  const entry = {
    prefix: "0.0.0.0/0",
    asPath: [65001],
    from: ["vm-nva100 (AS 65001)", "rs-hub100 (65515)"],
    neighbor: "vm-nva100",
    best: true,
  };

  test("marks the best routes, as show ip bgp does", () => {
    expect(bgpText("rs-hub100", [entry, { ...entry, neighbor: "vm-nva101", asPath: [], best: false }])).toBe(
      `rs-hub100: 1 prefix learned over BGP from 2 neighbours
    Prefix     Neighbour  AS path  From
*>  0.0.0.0/0  vm-nva100  65001    vm-nva100 (AS 65001) -> rs-hub100 (65515)
*   0.0.0.0/0  vm-nva101  local    vm-nva100 (AS 65001) -> rs-hub100 (65515)
`,
    );
  });

  test("is one line for a speaker without routes", () => {
    expect(bgpText("rs-hub100", [])).toBe("rs-hub100: 0 prefixes learned over BGP from 0 neighbours\n");
  });
});
