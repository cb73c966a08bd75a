import { objectAt, textAt } from "../json";
import type { Content } from "./content";

/** The name of a stack: what its file says, else the file's folder or own name. */
export function stackName({ file, json }: Content): string {
  const told = textAt(objectAt(objectAt(json, "//"), "metadata"), "stackName");
  if (told !== undefined && told !== "") return told;
  const [last = "", folder] = file.replaceAll("\\", "/").split("/").filter(Boolean).reverse();
  const bare = last.replace(/(\.tf)?\.json$|\.tfstate$/i, "");
  return bare === "cdk" && folder !== undefined ? folder : bare === "" ? "stack" : bare;
}
