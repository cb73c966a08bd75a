import { gunzipSync } from "node:zlib";

/** One part of a multi-part archive. */
export interface MimePart {
  readonly text: string;
  /** Its file name, where it has one. */
  readonly name?: string;
}

/** The text of a part that cannot be decoded: cloud-init has no such form, so it is left unread. */
const UNREADABLE = "an archive or a part of it that cannot be decoded";

/**
 * The text parts of a multi-part MIME archive, inner archives included. A part without a header of cloud-init's
 * gets it from its type.
 */
export function mimeParts(text: string, depth = 0): MimePart[] {
  const { headers, body } = split(text);
  const type = headers.get("content-type") ?? "text/plain";
  const boundary = /boundary="?([^";]+)"?/i.exec(type)?.[1]?.trim();
  if (/^multipart\//i.test(type)) {
    const found = boundary === undefined || depth > 5 ? [] : pieces(body, boundary);
    return found.length === 0 ? [{ text: UNREADABLE }] : found.flatMap((piece) => mimeParts(piece, depth + 1));
  }
  const decoded = decode(body, headers.get("content-transfer-encoding")?.toLowerCase() ?? "");
  const name = /filename="?([^";]+)"?/i.exec(headers.get("content-disposition") ?? "")?.[1];
  return [
    { text: decoded === UNREADABLE ? decoded : withHeader(decoded, type), ...(name === undefined ? {} : { name }) },
  ];
}

function split(text: string): { headers: Map<string, string>; body: string } {
  const lines = text.replaceAll("\r\n", "\n").split("\n");
  const end = lines.findIndex((line) => line.trim() === "");
  const head = lines
    .slice(0, end < 0 ? lines.length : end)
    .join("\n")
    .replace(/\n[ \t]+/g, " ");
  const headers = new Map(
    head.split("\n").flatMap((line): [string, string][] => {
      const [, name, value] = /^([\w-]+):\s*(.*)$/.exec(line) ?? [];
      return name === undefined ? [] : [[name.toLowerCase(), value ?? ""]];
    }),
  );
  return { headers, body: end < 0 ? "" : lines.slice(end + 1).join("\n") };
}

function pieces(body: string, boundary: string): string[] {
  const found: string[] = [];
  let current: string[] | undefined;
  for (const line of body.split("\n")) {
    if (line.trimEnd() === `--${boundary}--`) break;
    if (line.trimEnd() === `--${boundary}`) {
      if (current) found.push(current.join("\n"));
      current = [];
    } else current?.push(line);
  }
  return current ? [...found, current.join("\n")] : found;
}

function decode(body: string, encoding: string): string {
  if (encoding === "quoted-printable")
    return body
      .replace(/=\n/g, "")
      .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  if (encoding !== "base64") return body;
  const bytes = Buffer.from(body, "base64");
  try {
    return (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString("utf8");
  } catch {
    return UNREADABLE;
  }
}

function withHeader(text: string, type: string): string {
  if (/^(#|content-type:)/i.test(text.trimStart())) return text;
  if (/^text\/cloud-config/i.test(type)) return `#cloud-config\n${text}`;
  if (/^text\/x-shellscript/i.test(type)) return `#!/bin/sh\n${text}`;
  return text;
}
