import type { Declaration, SecurityRuleDeclaration } from "./declaration";

/** A jump server's sources become a rule of its security group: what is wrong with them is said where they were given. */
export function isOfJumpServer(app: Declaration, { sources }: SecurityRuleDeclaration): boolean {
  const list = sources.join(" ");
  return app.jumpServers.some(({ operatorSources = [] }) => operatorSources.map(({ source }) => source).join(" ") === list);
}
