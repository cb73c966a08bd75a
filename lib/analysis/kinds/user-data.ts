import { gunzipSync } from "node:zlib";
import { isOpen, isUnknown } from "../unknown/value";
import { type Value } from "../terraform/value";

const BASE64 = /^[A-Za-z0-9+/\s]+={0,2}\s*$/;
const MAX_USER_DATA_BYTES = 4_000_000;

/** The text that a machine gets; it may hold symbols. Undefined where it is not known, or no text. */
export function decodeUserData(value: Value): string | undefined {
  if (isUnknown(value)) return value.decoded;
  if (typeof value !== "string") return undefined;
  // The oldest kind of machine is given the text itself.
  if (isOpen(value) || !BASE64.test(value)) return value;
  const bytes = Buffer.from(value, "base64");
  const plain = bytes[0] === 0x1f && bytes[1] === 0x8b ? unzipped(bytes) : bytes;
  return plain?.toString("utf8");
}

function unzipped(bytes: Buffer): Buffer | undefined {
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_USER_DATA_BYTES });
  } catch {
    return undefined;
  }
}
