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

/**
 * A resource that the app creates, if what it stands for does not exist already.
 * @param exists its kind ("gateway"), what to read of one that exists ("gatewayId"), and what says that it does.
 * @throws ForcedTunnelingError if it exists already.
 */
export function created<T>(
  scope: IConstruct,
  resource: T | undefined,
  exists: { readonly what: string; readonly instead: string; readonly got?: string },
): T {
  if (resource !== undefined) return resource;
  const { what, instead, got } = exists;
  throw new ForcedTunnelingError(scope.node.path, {
    text: `${scope.node.path} has no resource of its own: the ${what} exists`,
    ...(got !== undefined && { got }),
    fix: `read ${instead}`,
  });
}
