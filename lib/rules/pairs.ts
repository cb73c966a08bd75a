/** Every two of a list, the earlier first. */
export function pairs<T>(items: readonly T[]): (readonly [T, T])[] {
  return items.flatMap((later, i) => items.slice(0, i).map((earlier) => [earlier, later] as const));
}

/** The items by a key that each of them has. */
export function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, [T, ...T[]]> {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
