import type { BoxKind, LinkKind } from "../scene/graph";
import type { StrokeStyle } from "../scene/highlights";

/** A colour in light and in dark surroundings. */
export type Colour = readonly [light: string, dark: string];

/** How a line is drawn. */
export interface LineStyle {
  readonly colour: Colour;
  /** Pixels. */
  readonly width: number;
  readonly dash?: string;
  readonly cap?: "round";
}

/** The colours of what is no line. Texts have a contrast of at least 5 on both fills, lines of 4. */
export const COLOUR = {
  page: ["#FFFFFF", "#0D1117"],
  network: ["#EEF5FC", "#10203A"],
  text: ["#1B1F24", "#E6EDF3"],
  second: ["#57606A", "#9DA7B3"],
  disc: ["#FFFFFF", "#0D1117"],
} as const satisfies Record<string, Colour>;

const GREY: Colour = ["#6E7781", "#8B949E"];
const BLUE: Colour = ["#2F5DAA", "#8AB4F8"];
const PURPLE: Colour = ["#7A3FB8", "#C79BFF"];
const GREEN: Colour = ["#00704A", "#4CC38A"];
const THING: Colour = ["#3D444D", "#B1BAC4"];

/** Borders of boxes. Dashes tell frames apart from things where colours do not. */
export const BORDER: Readonly<Record<BoxKind, LineStyle & { readonly radius: number }>> = {
  network: { colour: ["#0B5CAD", "#58A6FF"], width: 1.5, dash: "6 3", radius: 8 },
  subnet: { colour: GREY, width: 1, dash: "1 3", radius: 6 },
  machine: { colour: THING, width: 1.25, radius: 4 },
  nva: { colour: THING, width: 2.5, radius: 4 },
  nic: { colour: THING, width: 1, radius: 4 },
  gateway: { colour: THING, width: 1.25, radius: 4 },
  "route-server": { colour: THING, width: 1.25, radius: 4 },
  "load-balancer": { colour: THING, width: 1.25, radius: 4 },
  "private-endpoint": { colour: THING, width: 1.25, radius: 4 },
  "nat-gateway": { colour: THING, width: 1.25, radius: 4 },
  circuit: { colour: BLUE, width: 2.5, radius: 99 },
  site: { colour: THING, width: 1.25, dash: "4 2", radius: 4 },
  "on-premises": { colour: THING, width: 1.25, radius: 99 },
  internet: { colour: THING, width: 1.25, radius: 99 },
  outside: { colour: GREY, width: 1.25, dash: "4 2", radius: 4 },
  stop: { colour: GREY, width: 0, radius: 0 },
};

/** Lines between things. */
export const LINE: Readonly<Record<Exclude<LinkKind, "announcement" | "traffic">, LineStyle>> = {
  connection: { colour: BLUE, width: 2.5 },
  peering: { colour: COLOUR.text, width: 1.5, dash: "0.1 4", cap: "round" },
  bgp: { colour: PURPLE, width: 1.5, dash: "4 3" },
  exchange: { colour: PURPLE, width: 1.5, dash: "4 3" },
  egress: { colour: GREY, width: 1 },
  attachment: { colour: GREY, width: 1 },
};

/** Lines that are highlighted. */
export const STROKE: Readonly<Record<StrokeStyle, LineStyle & { readonly head: "open" | "filled" }>> = {
  announced: { colour: ["#B34700", "#FF9E57"], width: 2, dash: "10 4", head: "open" },
  path: { colour: GREEN, width: 3.5, head: "filled" },
  exempt: { colour: GREEN, width: 1.5, head: "filled" },
  direct: { colour: GREEN, width: 5, head: "filled" },
  dropped: { colour: ["#C0182B", "#FF7B72"], width: 3.5, head: "filled" },
  undetermined: { colour: GREY, width: 1.5, dash: "2 2", head: "filled" },
};
