import { SaxesParser } from "saxes";

/** An element of a document, and all text inside it. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
}

/** The elements in the order in which they open. Throws where the text is not well-formed. */
export function elementsOf(xml: string): XmlElement[] {
  const all: { name: string; attributes: Record<string, string>; text: string }[] = [];
  const open: typeof all = [];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    const element = { name, attributes, text: "" };
    all.push(element);
    open.push(element);
  });
  parser.on("text", (text) => {
    for (const element of open) element.text += text;
  });
  parser.on("closetag", () => open.pop());
  parser.write(xml).close();
  return all;
}

/** What stands in the picture. */
export const textsOf = (svg: string): string[] =>
  elementsOf(svg)
    .filter(({ name }) => name === "text")
    .map(({ text }) => text);
