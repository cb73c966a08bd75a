const SIDES = ["top", "bottom", "left", "right", "mid"];

/** cli-table3's lines, all empty: columns that can be copied, searched and read in a CI log. */
export const BORDERLESS: Readonly<Record<string, string>> = Object.fromEntries(
  [...SIDES, ...SIDES.flatMap((side) => [`${side}-mid`, `${side}-left`, `${side}-right`]), "mid-mid", "middle"].map(
    (key) => [key, ""],
  ),
);
