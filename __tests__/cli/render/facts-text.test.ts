import { bgpText } from "../../../lib/cli/render/bgp-text";
import { factCount, factList } from "../../../lib/cli/render/facts-text";
import { statementsIn } from "../../../lib/cli/input/statements";
import { documented } from "../sample-results";

describe("facts", () => {
  test("each row counts once; what was seen is named where there is any", () => {
    expect(factCount([documented("2.1"), documented("2.1")])).toBe("1 documented fact, 0 inferred, 0 assumed (--why)");
    expect(factCount([documented("2.1"), { row: "1.7", basis: "seen" }])).toBe(
      "1 documented fact, 1 seen, 0 inferred, 0 assumed (--why)",
    );
  });

  test("their sentences come from the page's tables, as text", () => {
    const statements = statementsIn(
      '# Page\n\n| id | rule | basis |\n|---|---|---|\n| <a id="2.1"></a>2.1 | **Longest** prefix; [UDR](x.md#a) > `BGP` | doc |\n| K1 | no row | |\n| 10.3 | a \\| b | seen |\n',
    );
    expect([...statements]).toEqual([
      ["2.1", "Longest prefix; UDR > BGP"],
      ["10.3", "a | b"],
    ]);
    expect(factList([documented("10.3"), documented("2.1")], statements)).toEqual([
      "This rests on (docs/how-azure-routes.md)",
      "  2.1   documented  Longest prefix; UDR > BGP",
      "  10.3  documented  a | b",
    ]);
  });

  test("none is said, too", () => {
    expect(factList([], new Map())).toEqual(["This rests on no fact about Azure."]);
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

  test("marks what is used, as show ip bgp does", () => {
    expect(bgpText("rs-hub100", [entry, { ...entry, neighbor: "vm-nva101", asPath: [], best: false }])).toBe(
      `rs-hub100: 1 prefix by BGP from 2 neighbours
    Prefix     Neighbour  AS path  From
*>  0.0.0.0/0  vm-nva100  65001    vm-nva100 (AS 65001) -> rs-hub100 (65515)
*   0.0.0.0/0  vm-nva101  local    vm-nva100 (AS 65001) -> rs-hub100 (65515)
`,
    );
  });

  test("of one that learns nothing is a line", () => {
    expect(bgpText("rs-hub100", [])).toBe("rs-hub100: 0 prefixes by BGP from 0 neighbours\n");
  });
});
