/** Why the provider does not accept an id. */
export interface IdRefusal {
  /** False: only the letter case of its segments is wrong. */
  readonly isOther: boolean;
  /** The form of an id of that type. */
  readonly want: string;
  /** The id as it has to be, with placeholders for what it does not say. */
  readonly right: string;
}

/**
 * Why the provider does not accept the id of a resource; undefined where it does: it wants the letter case of the
 * documentation. The portal and the Azure CLI print other letter cases ("resourcegroups").
 * @param type of the resource: "Microsoft.Network/expressRouteCircuits".
 * @param placeholder for the resource's name: "circuit".
 */
export function idRefusal(id: string, type: string, placeholder: string): IdRefusal | undefined {
  const form = (subscription: string, group: string, name: string): string =>
    `/subscriptions/${subscription}/resourceGroups/${group}/providers/${type}/${name}`;
  const segment = "([^/\\s]+)";
  const pattern = new RegExp(`^/?${form(segment, segment, segment).replaceAll(".", "[.]")}/?$`, "i");
  const [, subscription, group, name] = pattern.exec(id.trim()) ?? [];
  const right = form(subscription ?? "<subscription>", group ?? "<resource group>", name ?? `<${placeholder}>`);
  if (name !== undefined && id === right) return undefined;
  return { isOther: name === undefined, want: form("…", "…", "…"), right };
}
