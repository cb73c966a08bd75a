import { type Examples, isUnknown, type Unknown, unknown } from "../../unknown/value";
import { isKnown, isList, isObject, textOf, type UnknownValue, type Value } from "../value";
import type { ReadContext } from "../read-context";

/** One instance of a block with `count` or `for_each`. */
export interface Instance {
  /** What follows the address: "", "[0]", "[\"a\"]". */
  readonly suffix: string;
  /** What `each` and `count` mean in it. */
  readonly names: ReadonlyMap<string, Value>;
  readonly exists?: Unknown<boolean>;
  /** The resource has no instance. */
  readonly absent?: true;
  /** Its place among the instances; absent where there is one only. */
  readonly key?: string | number;
}

/** What an instance would be, where there are none. */
export const absentInstance = (address: string, isKeyed: boolean): Instance => ({
  suffix: isKeyed ? '["none"]' : "[0]",
  absent: true,
  names: isKeyed ? new Map([["each", unknownEach(address)]]) : new Map([["count", { index: 0 }]]),
});

const SINGLE: readonly Instance[] = [{ suffix: "", names: new Map() }];
const MAX_INSTANCES = 10_000;

/** The instances of a block. Where only the apply knows how many: one, which may exist. */
export function instancesOf(
  address: string,
  count: Value | undefined,
  forEach: Value | undefined,
  context: ReadContext,
): readonly Instance[] {
  if (forEach !== undefined && forEach !== null) return byKey(address, forEach);
  if (count !== undefined && count !== null) return byNumber(address, count, context);
  return SINGLE;
}

function byNumber(address: string, count: Value, context: ReadContext): readonly Instance[] {
  const numbered = (index: number, exists?: Unknown<boolean>): Instance => ({
    suffix: `[${index}]`,
    key: index,
    names: new Map([["count", { index }]]),
    ...(exists && { exists }),
  });
  if (isUnknown(count)) return [numbered(0, decider(count))];
  const size = typeof count === "boolean" ? Number.NaN : Number(typeof count === "object" ? Number.NaN : count);
  if (Number.isInteger(size) && size >= 0 && size <= MAX_INSTANCES)
    return Array.from({ length: size }, (_, index) => numbered(index));
  context.note("unread", address, "count is no whole number, or a very large one: taken for 1");
  return [numbered(0)];
}

function byKey(address: string, forEach: Value): readonly Instance[] {
  const keyed = (key: string, value: Value): Instance => ({
    suffix: `[${JSON.stringify(key)}]`,
    key,
    names: new Map([["each", { key, value }]]),
  });
  if (isObject(forEach)) return Object.entries(forEach).map(([key, value]) => keyed(key, value));
  if (isList(forEach) && forEach.every((key) => isKnown(key) && isText(key)))
    return forEach.map((key) => keyed(textOf(key), key));
  const expression = isUnknown(forEach) ? forEach.unknown : `${address}.for_each`;
  return [
    {
      suffix: "",
      names: new Map([["each", unknownEach(address)]]),
      exists: { ...unknown(expression), examples: KEYS },
    },
  ];
}

const unknownEach = (address: string): Value => ({
  key: unknown(`${address}: each.key`),
  value: unknown(`${address}: each.value`),
});

/** "c ? 1 : 0" is decided by c. */
function decider(count: UnknownValue): Unknown<boolean> {
  const [, condition] = /^(.*) \? 1 : 0$/s.exec(count.unknown) ?? [];
  return condition === undefined ? { ...unknown(count.unknown), examples: NUMBERS } : unknown(condition);
}

/** Of `count`. */
const NUMBERS: Examples = { true: 1, false: 0 };
/** Of `for_each`. */
const KEYS: Examples = { true: ["a"], false: [] };

function isText(value: Value): boolean {
  return typeof value === "string" || typeof value === "number";
}

/** A collection as references see it: a list, a map, or the one instance itself. */
export function collection(instances: readonly Instance[], members: readonly Value[], byKey: boolean): Value {
  const [first] = members;
  if (first !== undefined && instances[0]?.key === undefined) return first;
  if (!byKey) return members;
  return Object.fromEntries(instances.map(({ key }, index) => [String(key), members[index]!]));
}
