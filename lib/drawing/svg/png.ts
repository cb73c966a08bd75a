import { TopologyError } from "../../analysis/model/topology-error";
import { FONTS } from "../layout/text-width";
import { element, escapeXml } from "./xml";

type Resvg = typeof import("@resvg/resvg-js").Resvg;

/** Twice the size, for screens that have the pixels. */
const SCALE = 2;

/**
 * An SVG of one theme as PNG, twice as large.
 *
 * @throws TopologyError where resvg is not installed, or has no font for a text of the picture
 */
export async function png(svg: string): Promise<Uint8Array> {
  const Resvg = await resvg();
  refuseMissingLetters(svg, Resvg);
  return new Resvg(svg, { fitTo: { mode: "zoom", value: SCALE } }).render().asPng();
}

async function resvg(): Promise<Resvg> {
  try {
    return (await import("@resvg/resvg-js")).Resvg;
  } catch {
    throw new TopologyError({
      text: "a PNG needs @resvg/resvg-js, which is not installed",
      fix: "npm install @resvg/resvg-js",
      more: "svg, mmd and html need nothing more",
    });
  }
}

/**
 * resvg leaves a text out where it finds no font, and draws a box for a letter that no font has; either would pass
 * unseen.
 */
function refuseMissingLetters(svg: string, Resvg: Resvg): void {
  const texts = [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text = ""]) => text.replaceAll(/&\w+;/g, ""));
  const letters = [...new Set(texts.join(""))].filter((letter) => letter.trim() !== "");
  const [none, ...drawn] = cellsOf([NO_LETTER, ...letters], Resvg);
  const missing = letters.filter(
    (_, index) => drawn[index]!.equals(none!) || drawn[index]!.every((byte) => byte === 0),
  );
  if (missing.length === 0) return;
  throw new TopologyError({
    text: "no font on this computer has all letters of the picture",
    got: `nothing for ${missing.slice(0, 10).join(" ")}`,
    fix: "install a font that has them (Debian, Ubuntu: fonts-dejavu-core, fonts-noto-cjk), or draw an svg",
  });
}

// Of Unicode's private use area: no font has it.
const NO_LETTER = "\uF8FE";

const CELL = 48;
const BYTES_PER_PIXEL = 4;

/**
 * The pixels of each letter, drawn one below the other in one picture: to load the fonts takes longer than all else.
 */
function cellsOf(letters: readonly string[], Resvg: Resvg): Buffer[] {
  const texts = letters.map((letter, index) =>
    element("text", { x: 10, y: index * CELL + 30, "font-family": FONTS, "font-size": 20 }, escapeXml(letter)),
  );
  const { pixels } = new Resvg(
    element("svg", { xmlns: "http://www.w3.org/2000/svg", width: CELL, height: CELL * letters.length }, ...texts),
  ).render();
  const size = CELL * CELL * BYTES_PER_PIXEL;
  return letters.map((_, index) => pixels.subarray(index * size, (index + 1) * size));
}
