import { NoValue } from "../value";

const MANY = Number.POSITIVE_INFINITY;

/** How many arguments each function takes: the fewest and the most. */
const ARGUMENTS: Readonly<Record<string, readonly [number, number]>> = {
  cidrhost: [2, 2],
  cidrsubnet: [3, 3],
  cidrsubnets: [1, MANY],
  coalesce: [1, MANY],
  coalescelist: [1, MANY],
  concat: [1, MANY],
  contains: [2, 2],
  element: [2, 2],
  endswith: [2, 2],
  format: [1, MANY],
  indent: [2, 2],
  join: [2, MANY],
  lookup: [2, 3],
  max: [1, MANY],
  merge: [0, MANY],
  min: [1, MANY],
  range: [1, 3],
  replace: [3, 3],
  slice: [3, 3],
  split: [2, 2],
  startswith: [2, 2],
  substr: [3, 3],
  trim: [2, 2],
  trimprefix: [2, 2],
  trimsuffix: [2, 2],
  zipmap: [2, 2],
};

/** @throws NoValue where a function that is read here is given too few arguments, or too many */
export function checkArgumentCount(name: string, given: number): void {
  const [fewest, most] = Object.hasOwn(ARGUMENTS, name) ? ARGUMENTS[name]! : [1, 1];
  if (given < fewest || given > most) throw new NoValue(`${name} does not take ${given} arguments`);
}
