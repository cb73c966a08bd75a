import { caseTopology, findingsOf } from "../../support/cases";

test("23-two-halves-loop: a UDR for the whole does not override two halves, and UDRs for the halves do", () => {
  const topology = caseTopology("reports/23-two-halves-loop");
  expect(findingsOf(topology, "FT103")).toMatchObject([
    {
      at: expect.arrayContaining(["azurerm_subnet.nva"]),
      fix: "add the routes 0.0.0.0/1 -> Internet and 128.0.0.0/1 -> Internet to rt-nva",
    },
  ]);
  expect(findingsOf(topology, "FT104")).toEqual([]);
});
