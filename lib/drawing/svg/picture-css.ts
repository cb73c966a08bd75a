import { SIZE } from "../layout/sizes";
import { BORDER, type Colour, COLOUR, LINE, type LineStyle, STROKE } from "./line-styles";
import { FONTS } from "../layout/text-width";

/** "auto" follows the reader's setting. */
export type Theme = "auto" | "light" | "dark";

/** A picture's style sheet. Colours are written out: not every renderer knows variables. */
export function css(theme: Theme): string {
  const shape = [
    `text{font-family:${FONTS};font-size:${SIZE.detail}px;stroke-width:4px;stroke-linejoin:round}`,
    `.halo{paint-order:stroke}`,
    `.title{font-size:${SIZE.title}px;font-weight:bold}.word{font-size:${SIZE.word}px;font-weight:bold;letter-spacing:1px}`,
    `.name{font-size:${SIZE.name}px;font-weight:bold}.frame-name{font-size:${SIZE.frame}px;font-weight:bold}.disc-text{font-size:${SIZE.disc}px;font-weight:bold}`,
    `.line path,.stroke path{fill:none}`,
    ...borders(line),
    ...strokes(line),
  ];
  const light = colours(0);
  const dark = colours(1);
  if (theme !== "auto") return [...shape, ...(theme === "dark" ? dark : light)].join("\n");
  return [...shape, ...light, "@media (prefers-color-scheme:dark){", ...dark, "}"].join("\n");
}

function line({ width, dash, cap }: LineStyle): string {
  return [
    `stroke-width:${width}`,
    ...(dash === undefined ? [] : [`stroke-dasharray:${dash}`]),
    ...(cap === undefined ? [] : [`stroke-linecap:${cap}`]),
  ].join(";");
}

const borders = (of: (style: LineStyle) => string): string[] =>
  Object.entries(BORDER).map(([kind, style]) => `.${kind}>rect{${of(style)}}`);

function strokes(of: (style: LineStyle) => string): string[] {
  return [...Object.entries(LINE), ...Object.entries(STROKE)].map(([kind, style]) => `.${kind}>path{${of(style)}}`);
}

function colours(side: 0 | 1): string[] {
  const of = (colour: Colour): string => colour[side];
  const stroke = ({ colour }: LineStyle): string => `stroke:${of(colour)}`;
  const heads = Object.entries(STROKE).map(
    ([kind, { colour, head }]) =>
      `.${kind}>path.head{${head === "filled" ? `fill:${of(colour)};` : ""}stroke-dasharray:none;stroke-width:1.5}.${kind} text{fill:${of(colour)}}`,
  );
  return [
    `text{fill:${of(COLOUR.text)};stroke:${of(COLOUR.page)}}text.inside{stroke:${of(COLOUR.network)}}text.plain{stroke:none}`,
    `.page{fill:${of(COLOUR.page)}}rect{fill:${of(COLOUR.page)}}.network>rect,.subnet>rect{fill:${of(COLOUR.network)}}`,
    `.word,.second{fill:${of(COLOUR.second)}}`,
    ...borders(stroke),
    ...strokes(stroke),
    `.peering>path.head{fill:${of(COLOUR.text)};stroke-dasharray:none}`,
    ...heads,
    `.direct>path.inner{stroke:${of(COLOUR.page)};stroke-width:2}`,
    `.disc>rect{fill:${of(STROKE.path.colour)};stroke:${of(COLOUR.page)};stroke-width:1.5}.disc text{fill:${of(COLOUR.disc)};stroke:none}`,
  ];
}
