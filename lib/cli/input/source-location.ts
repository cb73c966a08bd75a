import type { InputFile } from "../../analysis/terraform/input-file";

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
  for (const { name, text } of ordered(files, id, address)) {
    const at = position(text, address);
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

function position(text: string, address: string): number {
  const told = text.search(new RegExp(`"address":\\s*${escaped(JSON.stringify(address))}`));
  if (told >= 0) return told;
  const [type = "", name = ""] = address.split(".");
  const block = text.search(new RegExp(`${escaped(JSON.stringify(type))}:\\s*[{[]`));
  if (block < 0) return -1;
  const at = text.slice(block).search(new RegExp(`${escaped(JSON.stringify(name.replace(/\[.*$/, "")))}:\\s*[{[]`));
  return at < 0 ? -1 : block + at;
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
