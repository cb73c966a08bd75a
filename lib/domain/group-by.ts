/** The items that have the same key, in the order of the items; the groups are in the order of their first items. */
export const groupBy = <T>(items: Iterable<T>, key: (item: T) => unknown): [T, ...T[]][] => [
  ...groupsByKey(items, key).values(),
];

/** As {@link groupBy}, each group under its key. */
export function groupsByKey<T, K>(items: Iterable<T>, key: (item: T) => K): Map<K, [T, ...T[]]> {
  const groups = new Map<K, [T, ...T[]]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
