import { shown } from "../../analysis/unknown/value";
import { escapeXml } from "../svg/xml";

/** Text that is HTML already: whatever strangers wrote in it is escaped. */
export class Html {
  public constructor(public readonly text: string) {}
}

/** What may stand in HTML: a text, which is escaped, HTML, a list of both, or nothing. */
export type Content = Html | string | number | false | null | undefined | readonly Content[];

/**
 * HTML of a template. What stands in `${}` is escaped, in attributes too, which have double quotes; what only the apply
 * knows is written as Terraform does.
 */
export function html(strings: TemplateStringsArray, ...contents: readonly Content[]): Html {
  return new Html(strings.map((text, index) => (index === 0 ? text : written(contents[index - 1]) + text)).join(""));
}

function written(content: Content): string {
  if (content === false || content === null || content === undefined) return "";
  if (content instanceof Html) return content.text;
  if (typeof content === "string" || typeof content === "number") return escapeXml(shown(String(content)));
  return content.map(written).join("");
}

/** What a table has beside its cells. */
interface TableOptions {
  /** Class of a row. @default none */
  readonly classOf?: (index: number) => string;
  /** What stands below a row, in a row of its own. @default nothing */
  readonly below?: (index: number) => Content;
}

/** A table; columns of which all cells are empty are left out. */
export function table(
  caption: string,
  head: readonly string[],
  rows: readonly (readonly Content[])[],
  { classOf = () => "", below }: TableOptions = {},
): Html {
  const kept = head.flatMap((_, column) => (rows.some((row) => !isEmpty(row[column])) ? [column] : []));
  const heads = kept.map((column) => html`<th scope="col">${head[column]}</th>`);
  const lines = rows.map((row, index) => [
    html`<tr class="${classOf(index)}${below && " paired"}">${kept.map((column) => html`<td>${row[column]}</td>`)}</tr>`,
    below && html`<tr class="${classOf(index)} below"><td colspan="${kept.length}">${below(index)}</td></tr>`,
  ]);
  return html`<div class="wide"><table><caption>${caption}</caption><thead><tr>${heads}</tr></thead><tbody>${lines}</tbody></table></div>`;
}

const isEmpty = (content: Content): boolean =>
  content === "" ||
  content === null ||
  content === undefined ||
  content === false ||
  (Array.isArray(content) && content.length === 0);
