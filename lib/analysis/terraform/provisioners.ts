import type { Resource } from "./resource";
import { isList, isObject, type Value } from "./value";

/** The attribute that holds a resource's provisioners, in whatever form a file has them. */
export const PROVISIONER = "provisioner";

/** Types of the provisioners that run when a resource is created: "local-exec", "remote-exec", "file". */
export function provisionersOf(resource: Resource): readonly string[] {
  if (!resource.attributes.includes(PROVISIONER)) return [];
  const listed = listOf(resource.configured(PROVISIONER));
  return listed.filter(isObject).flatMap((one) =>
    Object.entries(one).flatMap(([type, bodies]) => {
      const isOnDestroy = listOf(bodies).some((body) => isObject(body) && body["when"] === "destroy");
      return isOnDestroy ? [] : [type];
    }),
  );
}

const listOf = (value: Value): readonly Value[] => (isList(value) ? value : [value]);
