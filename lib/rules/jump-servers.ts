import type { Declaration, SecurityRuleDeclaration } from "./declaration";

/**
 * A jump server's sources become a rule of its security group: what is wrong with them is said where they were given. Where the
 * jump server was opened by name nothing is said there, and a rule with the same sources has to answer for itself.
 */
export function isOfJumpServer(app: Declaration, { sources }: SecurityRuleDeclaration): boolean {
  const list = JSON.stringify(sources);
  return app.jumpServers.some(
    ({ operatorSources = [], openToInternet }) =>
      !openToInternet && operatorSources.length > 0 && JSON.stringify(operatorSources.map(({ source }) => source)) === list,
  );
}
