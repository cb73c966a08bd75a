/** How cdktf writes a value known only at apply into a text. */
const TOKEN = /(\$\{TfToken\[[a-zA-Z0-9:._-]+\]\})/;

/**
 * A text as a quoted string of the Terraform language, for use inside an expression. Whatever Terraform would interpret in the
 * text is escaped; tokens stay, as interpolations. (cdktf's own `Fn.rawString` leaves `%{` and backslashes alone.)
 * @see https://developer.hashicorp.com/terraform/language/expressions/strings
 */
export function hclString(text: string): string {
  return `"${split(text).map((part) => (TOKEN.test(part) ? part : escapeLiteral(part))).join("")}"`;
}

/** The text with every token replaced, for measuring or reading what is known before apply. */
export function replaceTokens(text: string, replacement: string): string {
  return split(text).map((part) => (TOKEN.test(part) ? replacement : part)).join("");
}

/** The tokens of a text, each once. */
export function tokensOf(text: string): string[] {
  return [...new Set(split(text).filter((part) => TOKEN.test(part)))];
}

const split = (text: string): string[] => text.split(TOKEN);

function escapeLiteral(literal: string): string {
  return literal
    .replace(/\\/g, "\\\\")
    .replace(/"/g, '\\"')
    .replace(/\n/g, "\\n")
    .replace(/\r/g, "\\r")
    .replace(/\t/g, "\\t")
    .replace(/\$\{/g, () => "$${")
    .replace(/%\{/g, "%%{");
}
