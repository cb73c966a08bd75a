import { dirname } from "node:path";
import { oneLine } from "./user-error";

/** What the system refuses, in words: `fix` fits the refusal, where there is one that does. */
export interface Refusal {
  readonly got: string;
  readonly fix?: string;
}

/** A file or folder that could not be read. */
export const readRefusal = (file: string, error: unknown): Refusal =>
  refusal(error, `chmod u+r ${file}, or run this as a user who may read it`, "the name of a file that is there");

/** A file that could not be written. */
export const writeRefusal = (file: string, error: unknown): Refusal =>
  refusal(
    error,
    `chmod u+w ${dirname(file)}, or name a file in a folder that you may write to`,
    `mkdir -p ${dirname(file)}`,
  );

function refusal(error: unknown, permit: string, absent: string): Refusal {
  switch (errorCode(error)) {
    case "EACCES":
    case "EPERM":
      return { got: "no permission", fix: permit };
    case "ENOENT":
      return { got: "no such file or folder", fix: absent };
    case "ENOTDIR":
      return { got: "a file where a folder belongs" };
    case "EISDIR":
      return { got: "a folder", fix: "the name of a file" };
    case "EROFS":
      return { got: "a file system that can only be read", fix: "a file elsewhere" };
    case "ENOSPC":
    case "EDQUOT":
      return { got: "no space left", fix: "make room, or write it elsewhere" };
    case "EIO":
      return { got: "a fault of the device", fix: "look at the device, or write it elsewhere" };
    case "ENAMETOOLONG":
      return { got: "a name that is too long" };
    default:
      return { got: oneLine(error) };
  }
}

/** "ENOSPC" of an error of the system; undefined of any other. */
export const errorCode = (error: unknown): string | undefined =>
  error instanceof Error && "code" in error && typeof error.code === "string" && "syscall" in error
    ? error.code
    : undefined;
