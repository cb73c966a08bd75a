import { createHash } from "node:crypto";
import type { Acceptance } from "../../findings/configuration";
import type { Topology } from "../../analysis/model/azure";
import type { PathQuery } from "../../analysis/results";
import type { Theme } from "../svg/picture-css";
import { layoutTopology } from "../layout/layout";
import type { Highlights } from "../scene/highlights";
import { svg } from "../svg/svg";
import type { CommandArguments } from "./command-line";
import { DATA_ID, type PageData, scriptJson } from "./page-data";
import { html, Html } from "./html";
import { report } from "./static-report";
import { pageScript } from "./page-script";
import { EMPTY_STATE, type PageState, toHash } from "./page-state";
import { pageStyle } from "./page-css";

/** What a page shows at first. */
export interface PageOptions {
  /** What the picture highlights. */
  readonly marks: Highlights;
  /** The packet asked for, whose path is open when the page is. */
  readonly path?: PathQuery;
  /** @default "auto", as the reader's setting is */
  readonly theme?: Theme;
  /** Findings that may stay. @default none */
  readonly accept?: readonly Acceptance[];
  /** What commands are printed with: files that were read, and what was assumed. @default none */
  readonly words?: CommandArguments;
}

/**
 * A topology as an HTML page: one file that loads nothing, complete without scripts, and with them a place to ask
 * questions in.
 *
 * @returns the file's text
 * @throws TopologyError where the page's script was not built (see pageScript)
 */
export async function page(
  topology: Topology,
  { marks, path, theme = "auto", accept = [], words = [] }: PageOptions,
): Promise<string> {
  const placed = await layoutTopology(topology, marks);
  const script = await pageScript();
  const data: PageData = {
    topology,
    layout: placed,
    accept,
    words,
    start: toHash({ ...EMPTY_STATE, theme, ...(path && { path }) } satisfies PageState),
  };
  const picture = new Html(svg(placed, marks, { theme }));
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${createHash("sha256").update(script).digest("base64")}'; base-uri 'none'; form-action 'none'`;
  return html`<!doctype html>
<html lang="en" data-theme="${theme}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${marks.title || "Topology"}</title>
<style>${new Html(pageStyle())}</style>
</head>
<body>
<header id="top"><h1>Topology</h1></header>
<main>
<div id="work"><div id="picture">${picture}</div></div>
<div id="report">
<nav aria-label="Report"><a href="#verdicts">Verdicts</a> <a href="#findings">Findings</a> <a href="#paths">Paths</a> <a href="#routes">Effective routes</a></nav>
${report(topology, accept)}
</div>
</main>
<script type="application/json" id="${DATA_ID}">${new Html(scriptJson(data))}</script>
<script>${new Html(script)}</script>
</body>
</html>
`.text;
}
