import type { InputFile } from "../../analysis/terraform/input-file";
import { blockPositions } from "./block-positions";

/** A line of a file. */
export interface Location {
  /** As in {@link InputFile}. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/**
 * Where a component stands: the line of its address in a plan or state, of its block in a configuration. The first line
 * of the first file where it is nowhere.
 * @param id Terraform's address, perhaps with its stack before it
 */
export function locate(files: readonly InputFile[], id: string): Location {
  const address = id.replace(/^[^.[\]:]+:/, "");
  for (const file of ordered(files, id, address)) {
    const { name, text } = file;
    const at = position(file, address);
    if (at >= 0) return { file: name, line: text.slice(0, at).split("\n").length };
  }
  return { file: files[0]?.name ?? "", line: 1 };
}

/** Two stacks may have the same address: the one whose name is before it comes first. */
function ordered(files: readonly InputFile[], id: string, address: string): InputFile[] {
  const stack = id.slice(0, Math.max(0, id.length - address.length - 1));
  const isOwn = ({ name, text }: InputFile): boolean =>
    stack !== "" && (text.includes(`"stackName": ${JSON.stringify(stack)}`) || name.split(/[\\/]/).includes(stack));
  return [...files.filter(isOwn), ...files.filter((file) => !isOwn(file))];
}

function position(file: InputFile, address: string): number {
  const told = file.text.search(new RegExp(`"address":\\s*${escaped(JSON.stringify(address))}`));
  if (told >= 0) return told;
  const [type = "", name = ""] = address.split(".");
  return blocksOf(file).get(`${type}.${name.replace(/\[.*$/, "")}`) ?? -1;
}

const known = new WeakMap<InputFile, ReadonlyMap<string, number>>();

function blocksOf(file: InputFile): ReadonlyMap<string, number> {
  const blocks = known.get(file) ?? blockPositions(file.text);
  known.set(file, blocks);
  return blocks;
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
