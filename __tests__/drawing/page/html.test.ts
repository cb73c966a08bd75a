import * as fc from "fast-check";
import { html, table } from "../../../lib/drawing/page/html";
import { symbol } from "../../../lib/analysis/unknown/value";
import { elementsOf, textsOf } from "../svg/xml-reader";

test("any text is escaped in elements and in attributes", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const { text: page } = html`<svg><text class="${text}">${text}</text></svg>`;
      expect(elementsOf(page).map(({ name }) => name)).toEqual(["svg", "text"]);
    }),
  );
});

test("only hidden characters are changed, and values known after apply are written as Terraform writes them", () => {
  const written = (text: string): string[] => textsOf(html`<svg><text>${text}</text></svg>`.text);
  expect(written(`vm "a" & <b>`)).toEqual([`vm "a" & <b>`]);
  expect(written("日本語")).toEqual(["日本語"]);
  expect(written("a\u202eb\u200bc")).toEqual(["a\\u202eb\\u200bc"]);
  expect(written(`${symbol("var.a")}/24`)).toEqual(["${var.a}/24"]);
});

test("lists are joined, and empty values give no text", () => {
  expect(html`${["a", html`<b>${1}</b>`, ["c"]]}${false}${undefined}${null}${""}`.text).toBe("a<b>1</b>c");
});

test("a table leaves out empty columns", () => {
  const { text } = table(
    "T",
    ["A", "B", "C"],
    [
      ["1", "", undefined],
      ["2", "x", false],
    ],
  );
  expect(text.match(/<th [^>]*>[^<]*/g)).toEqual(['<th scope="col">A', '<th scope="col">B']);
});
