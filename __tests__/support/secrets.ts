/** Names of arguments and variables whose values are secret. A public key is not secret. */
const SECRET_NAME =
  /password$|passphrase|secret$|private_key|shared_key|service_key|access_key|authorization_key(_|$)|token$/i;
/** Texts that are secret wherever they are: private keys, storage keys, shared access signatures, bearer tokens. */
const SECRET_TEXT = /PRIVATE KEY-----|AccountKey=|[?&]sig=|SharedAccessKey=|\bBearer [\w.-]{20,}|\beyJ[\w-]{20,}\./;
/** References to values that are secret. */
const SECRET_REFERENCE =
  /random_password\.|tls_private_key\.|key_vault_secret\.|\bvar\.[\w-]*(password|secret|authorization_key)|\.(authorization_key|service_key|shared_key|admin_password)\b/;

interface Block {
  readonly value?: unknown;
  readonly sensitive?: boolean;
}

/** Where a stack's JSON has a secret, or shows one in an output or by a variable that is not sensitive. */
export function secretsIn(json: object): string[] {
  // What cdktf notes for itself has names of outputs, not values.
  const blocks = Object.fromEntries(Object.entries(json).filter(([name]) => name !== "//"));
  const { output = {}, variable = {} } = blocks as Record<string, Record<string, Block>>;
  const shownBy = (block: string, all: Record<string, Block>, isSecret: (name: string, one: Block) => boolean) =>
    Object.entries(all)
      .filter(([name, one]) => isSecret(name, one) && one.sensitive !== true)
      .map(([name]) => `${block}.${name} is not sensitive`);
  return [
    ...texts(blocks).flatMap(([path, text]) => {
      const isLiteral = SECRET_NAME.test(path.at(-1)!) && !text.includes("${");
      return isLiteral || SECRET_TEXT.test(text) ? [path.join(".")] : [];
    }),
    ...shownBy("output", output, (_, { value }) => SECRET_REFERENCE.test(JSON.stringify(value))),
    ...shownBy("variable", variable, (name) => SECRET_NAME.test(name)),
  ];
}

/** Every text of a JSON value, with the names on its path. */
function texts(value: unknown, path: readonly string[] = []): [readonly string[], string][] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value !== "object" || value === null) return [];
  // An element is named by its list.
  return Object.entries(value).flatMap(([name, inner]) => texts(inner, Array.isArray(value) ? path : [...path, name]));
}
