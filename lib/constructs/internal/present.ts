import type { IConstruct } from "constructs";
import { ForcedTunnelingError } from "../forced-tunneling-error";

/**
 * A part that the props may leave out.
 * @throws ForcedTunnelingError if it was left out with the word "none".
 */
export function present<T>(scope: IConstruct, prop: string, part: T | undefined): T {
  if (part !== undefined) return part;
  throw new ForcedTunnelingError(scope.node.path, {
    text: `${scope.node.path} has no ${prop}`,
    got: `${prop}: "none"`,
    fix: `remove ${prop}: "none", or do not read ${prop}`,
  });
}
