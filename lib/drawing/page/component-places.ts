import { components } from "../../analysis/model/find";
import type { Topology } from "../../analysis/model/azure";
import { INTERNET } from "../scene/graph";
import type { PlaceOf } from "./views/path-view";

/** Construct path and Terraform address of components, a line each, as far as they have them. */
export function componentPlaces(topology: Topology): PlaceOf {
  const paths = new Map(
    components(topology).flatMap(({ id, path }) =>
      path === undefined || id === INTERNET ? [] : [[id, path] as const],
    ),
  );
  return (id) => (paths.has(id) ? `${paths.get(id)}\n${id}` : id);
}
