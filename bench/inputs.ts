/* What the commands read that are measured. */

/** How often; the last makes 20,000 resources. */
export const COPIES = [1, 100, 556] as const;

interface TerraformJson {
  readonly variable: Readonly<Record<string, object>>;
  readonly resource: Readonly<Record<string, Readonly<Record<string, { readonly name?: string }>>>>;
}

/**
 * The configuration, so many times side by side: with addresses, names and variables of their own, so that nothing
 * joins the copies.
 */
export function copies(text: string, count: number): { readonly text: string; readonly resources: number } {
  const { variable, resource, ...rest } = JSON.parse(text) as TerraformJson;
  const all: { variable: Record<string, object>; resource: Record<string, Record<string, object>> } = {
    variable: {},
    resource: {},
  };
  let resources = 0;
  for (let copy = 0; copy < count; copy++) {
    for (const [name, one] of Object.entries(variable)) all.variable[`${name}_${copy}`] = one;
    for (const [type, byId] of Object.entries(own(resource, copy))) {
      const list = (all.resource[type] ??= {});
      for (const [id, one] of Object.entries(byId)) {
        // A subnet's name means something: GatewaySubnet.
        list[`${id}-${copy}`] =
          type === "azurerm_subnet" || one.name === undefined ? one : { ...one, name: `${one.name}-${copy}` };
        resources++;
      }
    }
  }
  return { text: JSON.stringify({ ...rest, ...all }), resources };
}

const own = (resource: TerraformJson["resource"], copy: number): TerraformJson["resource"] =>
  JSON.parse(
    JSON.stringify(resource)
      .replace(/\b((?:(?:azurerm|random)_\w+|terraform_data)\.[\w-]+)\./g, `$1-${copy}.`)
      .replace(/\bvar\.(\w+)/g, `var.$1_${copy}`),
  ) as TerraformJson["resource"];

/** The configuration, in which a flag of so many resources of a kind is a variable without a value, each its own. */
export function withUnknownFlags(text: string, type: string, attribute: string, count: number): string {
  const configuration = JSON.parse(text) as TerraformJson;
  const flagged = Object.entries(configuration.resource[type]!)
    .slice(0, count)
    .map(([id, one], at) => [id, { ...one, [attribute]: `\${var.flag_${at}}` }] as const);
  const variables = flagged.map((_, at) => [`flag_${at}`, { type: "bool" }] as const);
  return JSON.stringify({
    ...configuration,
    variable: { ...configuration.variable, ...Object.fromEntries(variables) },
    resource: {
      ...configuration.resource,
      [type]: { ...configuration.resource[type], ...Object.fromEntries(flagged) },
    },
  });
}
