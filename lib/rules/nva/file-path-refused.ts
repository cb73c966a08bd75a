import { posix } from "node:path";
import { reservedPaths } from "../../nva/cloud-init";
import type { NvaDeclaration } from "../declaration";
import { edit } from "../edit";
import type { ConstructReported, ConstructRule } from "../rule";

/** FT053. cloud-init writes every file in the order given, so the last one wins. */
export const filePathRefused: ConstructRule = {
  id: "FT053",
  name: "file-path-refused",
  severity: "error",
  summary: "The path of an additional file on an NVA is not accepted.",
  why: "A file of yours must not replace one that the NVA needs: cloud-init writes files in the order given, and the last one wins.",
  sources: ["https://cloudinit.readthedocs.io/en/latest/reference/modules.html#write-files"],
  check: (app) => app.nvas.flatMap(findingsFor),
};

function findingsFor({ filePaths }: NvaDeclaration): ConstructReported[] {
  return filePaths.flatMap(({ at, filePath }, i) => {
    if (filePath === undefined) return [];
    const twin = filePaths
      .slice(0, i)
      .find((other) => other.filePath !== undefined && posix.normalize(other.filePath) === posix.normalize(filePath));
    const refusal = pathRefusal(filePath) ?? (twin && "is written twice");
    if (refusal === undefined) return [];
    const finding = {
      at,
      text: `${JSON.stringify(filePath)} ${refusal}`,
      got: JSON.stringify(filePath),
      want: "an absolute path without .., not a file of the NVA",
      fix: edit(at, elsewhere(filePath)),
    };
    return [twin ? { ...finding, also: twin.at } : finding];
  });
}

function pathRefusal(filePath: string): string | undefined {
  if (!filePath.startsWith("/")) return "is not an absolute path";
  if (filePath.split("/").includes("..")) return "has a .. in it";
  if (filePath.endsWith("/")) return "is a directory";
  return reservedPaths().includes(posix.normalize(filePath)) ? "is a file of the NVA" : undefined;
}

function elsewhere(filePath: string): string {
  return `/opt/${posix.basename(filePath).replace(/^\.+/, "") || "file"}`;
}
