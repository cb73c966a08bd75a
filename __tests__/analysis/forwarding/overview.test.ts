import { read, seenAs, verdictOf } from "../../support/analysis/ask";
import type { Azure, Route } from "../../support/analysis/azure";
import { t } from "../../support/analysis/situations";

const client = (...routes: Route[]): Azure =>
  t({ client: { address: "10.0.0.4", publicIp: true } }).table("hub00_default", routes);

it("a machine whose packets all take the tunnel is tunnelled", () => {
  expect(verdictOf(read(client()), "vm-hub00")).toMatchObject({ verdict: "tunnelled", exceptions: [] });
});

it("half of the internet is a difference, even where a route of the subnet exempts it", () => {
  const line = verdictOf(read(client(["128.0.0.0/1", "Internet"])), "vm-hub00");
  expect(line.verdict).toBe("mixed");
  expect(line.summary).toMatch(/^(exempt|tunnelled) for most of the internet, but (exempt|tunnelled) to /);
});

it("a longer prefix that a route of the subnet exempts is an exception", () => {
  const line = verdictOf(read(client(["198.18.0.0/15", "Internet"])), "vm-hub00");
  expect(line).toMatchObject({
    verdict: "tunnelled",
    exceptions: [{ prefix: "198.18.0.0/15", verdict: "exempt" }],
  });
  expect(seenAs(line)).toEqual(["pip-nva100"]);
});

it("a longer prefix that is dropped is a difference", () => {
  expect(verdictOf(read(client(["198.18.0.0/15", "None"])), "vm-hub00")).toMatchObject({
    verdict: "mixed",
    summary: "tunnelled for most of the internet, but dropped to 198.18.0.0/15",
  });
});

it("a longer prefix whose path is not known leaves the whole undetermined", () => {
  const azure = client();
  azure.table("hub00_default", [["198.18.0.0/15", azure.var("next_hop")]]);
  expect(verdictOf(read(azure), "vm-hub00").verdict).toBe("undetermined");
});
