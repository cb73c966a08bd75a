/**
 * Everything that has a name: exactly, or, where nothing does, whatever its case. Names in Azure are case-insensitive.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules
 */
export function withName<T>(
  all: readonly T[],
  name: string,
  namesOf: (one: T) => readonly (string | undefined)[],
): readonly T[] {
  const exact = all.filter((one) => namesOf(one).includes(name));
  return exact.length > 0 ? exact : all.filter((one) => namesOf(one).some((own) => isSameName(own, name)));
}

/** The only one that has a name. */
export function onlyWithName<T>(...args: Parameters<typeof withName<T>>): T | undefined {
  const found = withName(...args);
  return found.length === 1 ? found[0] : undefined;
}

const isSameName = (one: string | undefined, other: string): boolean => one?.toLowerCase() === other.toLowerCase();
