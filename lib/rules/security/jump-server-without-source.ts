import type { ConstructRule } from "../rule";

/** FT031. */
export const jumpServerWithoutSource: ConstructRule = {
  id: "FT031",
  name: "jump-server-without-source",
  severity: "warning",
  summary: "A jump server admits nobody.",
  why: "Azure Bastion does not work under a forced tunnel: without operator sources there is no way in.",
  sources: ["https://learn.microsoft.com/azure/bastion/bastion-faq"],
  check: (app) =>
    app.jumpServers
      .filter(({ operatorSources, openToInternet }) => operatorSources?.length === 0 && !openToInternet)
      .map(({ path }) => ({
        at: { path, prop: "operatorSources" },
        text: "nobody may log in to the jump server",
        got: "no operatorSources",
        want: "the addresses that you work from",
        fix: `operatorSources: ["203.0.113.7"], with your own address: curl -4 https://ifconfig.me`,
      })),
};
