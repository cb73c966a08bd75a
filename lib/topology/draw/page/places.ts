import { components } from "../../find";
import type { Topology } from "../../model";
import { INTERNET } from "../graph";
import type { PlaceOf } from "./views/path";

/** Construct path and Terraform address of components, a line each, as far as they have them. */
export function placesOf(topology: Topology): PlaceOf {
  const paths = new Map(
    components(topology).flatMap(({ id, path }) =>
      path === undefined || id === INTERNET ? [] : [[id, path] as const],
    ),
  );
  return (id) => (paths.has(id) ? `${paths.get(id)}\n${id}` : id);
}
