import type { Rule } from "../rule";

/** FT031. */
export const jumpServerWithoutSource: Rule = {
  id: "FT031",
  name: "jump-server-without-source",
  severity: "warning",
  reason: "Azure Bastion does not work under a forced tunnel: a jump server that nobody may enter leaves no way in.",
  source: "https://learn.microsoft.com/azure/bastion/bastion-faq",
  otherwise: "nobody tells",
  check: (app) =>
    app.jumpServers
      .filter(({ operatorSources, openToInternet }) => operatorSources?.length === 0 && !openToInternet)
      .map(({ path }) => ({
        at: { path, prop: "operatorSources" },
        sentence: "nobody may log in to the jump server",
        got: "no operatorSources",
        want: "the addresses that you work from",
        fix: `operatorSources: ["203.0.113.7"], with your own address: curl -4 https://ifconfig.me`,
      })),
};
