/** Every two of a list, the earlier first. */
export function pairs<T>(items: readonly T[]): (readonly [T, T])[] {
  return items.flatMap((later, i) => items.slice(0, i).map((earlier) => [earlier, later] as const));
}
