import { layoutTopology } from "../../../lib/drawing/layout/layout";
import type * as Png from "../../../lib/drawing/svg/png";
import { png } from "../../../lib/drawing/svg/png";
import { svg } from "../../../lib/drawing/svg/svg";
import { TopologyError } from "../../../lib/analysis/model/topology-error";
import { hubs } from "../sample-hubs";

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47];
const text = (content: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"><text x="5" y="20" font-family="sans-serif">${content}</text></svg>`;

/** Width in pixels, from the header of the first chunk. */
const widthOf = (bytes: Uint8Array): number => Buffer.from(bytes).readUInt32BE(16);

test("renders one theme at twice the size", async () => {
  const placed = await layoutTopology(hubs(1));
  const bytes = await png(svg(placed, undefined, { theme: "light" }));
  expect([...bytes.slice(0, 4)]).toEqual(SIGNATURE);
  expect(widthOf(bytes)).toBe(2 * placed.width);
});

test("light and dark differ", async () => {
  const placed = await layoutTopology(hubs(1));
  const [light, dark] = await Promise.all(
    (["light", "dark"] as const).map((theme) => png(svg(placed, undefined, { theme }))),
  );
  expect(Buffer.from(light!).equals(Buffer.from(dark!))).toBe(false);
});

test("refuses a letter that no font has", async () => {
  const refused = png(text("vm-\uE0FF"));
  await expect(refused).rejects.toThrow(TopologyError);
  await expect(refused).rejects.toThrow(
    /^error: no font on this computer has all letters of the picture\n {2}got {3}nothing for \uE0FF\n {2}fix {3}install a font/,
  );
});

test("XML entities are not missing letters", async () => {
  expect(widthOf(await png(text("&lt;a&gt; &amp; &quot;b&quot;")))).toBe(180);
});

describe("without resvg", () => {
  beforeEach(() => jest.resetModules());

  test("the error says how to install it", async () => {
    jest.doMock("@resvg/resvg-js", () => {
      throw new Error("Cannot find module '@resvg/resvg-js'");
    });
    const { png: without } = jest.requireActual<typeof Png>("../../../lib/drawing/svg/png");
    await expect(without(text("a"))).rejects.toThrow(
      /@resvg\/resvg-js, which is not installed\n {2}fix {3}npm install @resvg\/resvg-js/,
    );
  });
});
