import { createHash } from "node:crypto";
import type { RuleConfiguration } from "../../findings/configuration";
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

/** What a page shows when it opens. */
export interface PageOptions {
  /** What the picture highlights. */
  readonly highlights: Highlights;
  /** The packet whose path is shown when the page opens. */
  readonly path?: PathQuery;
  /** @default "auto", which follows the reader's setting */
  readonly theme?: Theme;
  /** Accepted findings and severities of rules. @default the rules as they are */
  readonly rules?: RuleConfiguration;
  /** Arguments of the printed commands: the files that were read, and the assumptions. @default none */
  readonly words?: CommandArguments;
}

/**
 * Writes a topology as an HTML page: one file that loads nothing and is complete without scripts. With scripts, it
 * answers questions about paths, routes and failures.
 *
 * @returns the file's text
 * @throws TopologyError where the page's script was not built (see pageScript)
 */
export async function page(
  topology: Topology,
  { highlights, path, theme = "auto", rules = {}, words = [] }: PageOptions,
): Promise<string> {
  const placed = await layoutTopology(topology, highlights);
  const script = await pageScript();
  const data: PageData = {
    topology,
    layout: placed,
    rules,
    words,
    start: toHash({ ...EMPTY_STATE, theme, ...(path && { path }) } satisfies PageState),
  };
  const picture = new Html(svg(placed, highlights, { theme }));
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${createHash("sha256").update(script).digest("base64")}'; base-uri 'none'; form-action 'none'`;
  return html`<!doctype html>
<html lang="en" data-theme="${theme}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${highlights.title || "Topology"}</title>
<style>${new Html(pageStyle())}</style>
</head>
<body>
<header id="top"><h1>Topology</h1></header>
<main>
<div id="work"><div id="picture">${picture}</div></div>
<div id="report">
<nav aria-label="Report"><a href="#verdicts">Verdicts</a> <a href="#findings">Findings</a> <a href="#paths">Paths</a> <a href="#routes">Effective routes</a></nav>
${report(topology, rules)}
</div>
</main>
<script type="application/json" id="${DATA_ID}">${new Html(scriptJson(data))}</script>
<script>${new Html(script)}</script>
</body>
</html>
`.text;
}
