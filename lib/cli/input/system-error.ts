import { dirname } from "node:path";
import { oneLine } from "./user-error";

/** Why the system refuses a file. */
export interface Refusal {
  readonly got: string;
  readonly fix?: string;
}

/** A file or folder that could not be read. */
export const readRefusal = (file: string, error: unknown): Refusal =>
  refusal(error, `chmod u+r ${file}, or run as a user who can read it`, "name an existing file");

/** A file that could not be written. */
export const writeRefusal = (file: string, error: unknown): Refusal =>
  refusal(
    error,
    `chmod u+w ${dirname(file)}, or name a file in a folder that you can write to`,
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
      return { got: "a file where a folder is expected" };
    case "EISDIR":
      return { got: "a folder", fix: "name a file" };
    case "EROFS":
      return { got: "a read-only file system", fix: "name a file elsewhere" };
    case "ENOSPC":
    case "EDQUOT":
      return { got: "no space left", fix: "free some space, or write to another disk" };
    case "EIO":
      return { got: "an I/O error of the device", fix: "check the device, or write to another disk" };
    case "ENAMETOOLONG":
      return { got: "a file name that is too long" };
    default:
      return { got: oneLine(error) };
  }
}

/** "ENOSPC" of an error of the system; undefined of any other. */
export const errorCode = (error: unknown): string | undefined =>
  error instanceof Error && "code" in error && typeof error.code === "string" && "syscall" in error
    ? error.code
    : undefined;
