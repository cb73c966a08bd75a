import { InvalidArgumentError } from "commander";

/** Parses the value of an option that says how often something is done. */
export function atLeastOne(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError("It must be a whole number, at least 1.");
  return Number(text);
}
