const MIN_RSA_BITS = 2048;

/** Why Azure does not accept a text as an SSH public key, or undefined where it does. */
export function sshKeyRefusal(text: string): string | undefined {
  if (text.includes("PRIVATE KEY")) return "is a private key, which must be kept secret";
  if (text.includes("-----BEGIN") || text.includes("---- BEGIN"))
    return "is in PEM or SSH2 format, not in the format of a .pub file";
  const line = text.trim();
  if (line === "") return "is empty";
  if (/[\r\n]/.test(line)) return "has more than one line";
  const [type, encoded = ""] = line.split(/[ \t]+/) as [string, string?];
  if (type !== "ssh-rsa" && type !== "ssh-ed25519")
    return /^[a-z][\w@.-]{1,60}$/.test(type) ? `is of type ${type}` : "does not begin with a key type";
  const fields = sshFields(Buffer.from(encoded, "base64"));
  if (fields?.[0]?.toString("latin1") !== type) return "is damaged: its base64 part does not begin with its key type";
  return type === "ssh-rsa" ? rsaRefusal(fields) : edRefusal(fields);
}

/** The fields of an SSH public key: each a length in 4 bytes and as many bytes (RFC 4253, 6.6; RFC 4251, 5). */
function sshFields(blob: Buffer): Buffer[] | undefined {
  const fields: Buffer[] = [];
  for (let at = 0; at < blob.length;) {
    if (at + 4 > blob.length) return undefined;
    const end = at + 4 + blob.readUInt32BE(at);
    if (end > blob.length) return undefined;
    fields.push(blob.subarray(at + 4, end));
    at = end;
  }
  return fields;
}

function rsaRefusal([, , modulus]: readonly Buffer[]): string | undefined {
  if (!modulus || modulus.length === 0) return "is damaged: it has no modulus";
  const length = BigInt(`0x${modulus.toString("hex")}`).toString(2).length;
  return length < MIN_RSA_BITS ? `has ${length} bits` : undefined;
}

/** RFC 8709, 4: 32 bytes. */
function edRefusal([, key]: readonly Buffer[]): string | undefined {
  return key?.length === 32 ? undefined : "is damaged: an ssh-ed25519 key has 32 bytes";
}
