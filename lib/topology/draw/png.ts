import { TopologyError } from "../topology-error";
import { FONTS } from "./text-width";
import { element, escaped } from "./xml";

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
    throw TopologyError.of("a PNG needs @resvg/resvg-js, which is not installed", { fix: "npm install @resvg/resvg-js", more: "svg, mmd and html need nothing more" });
  }
}

/** resvg leaves a text out where it finds no font, and draws a box for a letter that no font has; either would pass unseen. */
function refuseMissingLetters(svg: string, Resvg: Resvg): void {
  const texts = [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text = ""]) => text.replaceAll(/&\w+;/g, ""));
  const missing = [...new Set([...texts.join("")])].filter((letter) => letter.trim() !== "").filter((letter) => !hasLetter(letter, Resvg));
  if (missing.length === 0) return;
  throw TopologyError.of("no font on this computer has all letters of the picture", {
    got: `nothing for ${missing.slice(0, 10).join(" ")}`,
    fix: "install a font that has them (Debian, Ubuntu: fonts-dejavu-core, fonts-noto-cjk), or draw an svg",
  });
}

// Of Unicode's private use area: no font has it.
const NO_LETTER = "\uF8FE";

function hasLetter(letter: string, Resvg: Resvg): boolean {
  const pixels = pixelsOf(letter, Resvg);
  return pixels.some((byte) => byte !== 0) && !pixels.equals(pixelsOf(NO_LETTER, Resvg));
}

function pixelsOf(letter: string, Resvg: Resvg): Buffer {
  const text = element("text", { x: 10, y: 30, "font-family": FONTS, "font-size": 20 }, escaped(letter));
  return Buffer.from(new Resvg(element("svg", { xmlns: "http://www.w3.org/2000/svg", width: 48, height: 48 }, text)).render().pixels);
}
