import { isServiceTag } from "../../domain/service-tag";
import type { Declaration, NetworkDeclaration, Place, RouteDeclaration } from "../declaration";
import { inside, placeKey } from "../edit";

/** A prefix as it was written, with what it is for. */
export interface WrittenPrefix {
  readonly at: Place;
  readonly text: string;
  readonly of: "address space" | "subnet" | "route";
  readonly network: NetworkDeclaration;
}

/** Every prefix of a VNet, a subnet or a route, without service tags. */
export function writtenPrefixes(app: Declaration): WrittenPrefix[] {
  return app.networks.flatMap((network) => [
    ...network.spaces.flatMap(({ at, prefix }) => written(at, prefix, "address space", network)),
    ...network.subnets.flatMap(({ at, prefix }) => written(at, prefix, "subnet", network)),
    ...routesOf([network])
      .filter(({ prefix }) => prefix !== undefined && !isServiceTag(prefix))
      .flatMap(({ at, prefix }) => written(inside(at, "addressPrefix"), prefix, "route", network)),
  ]);
}

/** Every route once, though several subnets may share a table. */
export function routesOf(networks: readonly NetworkDeclaration[]): RouteDeclaration[] {
  const routes = networks.flatMap(({ subnets }) => subnets).flatMap((subnet) => subnet.routes ?? []);
  return [...new Map(routes.map((route) => [placeKey(route.at), route])).values()];
}

function written(
  at: Place,
  text: string | undefined,
  of: WrittenPrefix["of"],
  network: NetworkDeclaration,
): WrittenPrefix[] {
  return text === undefined ? [] : [{ at, text, of, network }];
}
