import { COLOUR, STROKE } from "../svg/line-styles";

/** Colours of what is no picture; those of the picture again. */
const COLOURS = {
  page: COLOUR.page,
  text: COLOUR.text,
  second: COLOUR.second,
  soft: ["#F3F5F8", "#161C26"],
  line: ["#C9D1D9", "#30363D"],
  edge: ["#6E7781", "#8B949E"],
  link: ["#0B5CAD", "#79B8FF"],
  good: STROKE.path.colour,
  bad: STROKE.dropped.colour,
  focus: ["#B4009E", "#FF8CF0"],
  selected: ["#0B5CAD", "#79B8FF"],
  current: STROKE.announced.colour,
} as const;

const variables = (side: 0 | 1): string =>
  Object.entries(COLOURS)
    .map(([name, colour]) => `--${name}:${colour[side]}`)
    .join(";");

/** The page's style sheet. */
export function pageStyle(): string {
  return `
:root{${variables(0)};color-scheme:light}
:root[data-theme=dark]{${variables(1)};color-scheme:dark}
@media (prefers-color-scheme:dark){:root[data-theme=auto]{${variables(1)};color-scheme:dark}}
@media print{:root,:root[data-theme]{${variables(0)};color-scheme:light}}
${SHEET}`;
}

const SHEET = `
*{box-sizing:border-box}
html{background:var(--page);color:var(--text);font:15px/1.45 system-ui,'Helvetica Neue',Arial,'Liberation Sans','Noto Sans','Hiragino Sans','Yu Gothic','Noto Sans CJK JP',sans-serif}
body{margin:0}
h1,h2,h3,h4,p,ol,ul,dl,form{margin:0 0 .6rem}
h1{font-size:1rem;margin:0}
h2{font-size:1.15rem}
h3{font-size:1rem}
h4{font-size:.95rem}
a{color:var(--link)}
code{font:.86em/1.4 ui-monospace,'SF Mono',Consolas,'Liberation Mono','DejaVu Sans Mono',monospace;overflow-wrap:anywhere}
:focus{outline:none}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
#top{display:flex;flex-wrap:wrap;gap:.5rem .75rem;align-items:center;padding:.5rem .75rem;border-bottom:1px solid var(--line)}
#top h1{margin-right:auto}
#picture{overflow:auto;padding:.25rem;text-align:center}
#picture svg{max-width:none;height:auto}
html:not(.live) #picture svg{max-width:100%}
#report{padding:1rem;max-width:80rem;margin:0 auto}
#report>nav{display:flex;gap:1rem;flex-wrap:wrap;padding:.5rem 0 1rem}
#report section{margin-bottom:1.75rem}
.wide{overflow-x:auto;margin-bottom:.6rem}
table{border-collapse:collapse;font-size:.87rem;min-width:100%}
caption{text-align:left;color:var(--second);padding:.1rem 0 .25rem;font-size:.87rem}
th,td{text-align:left;vertical-align:top;padding:.22rem .7rem .22rem 0;border-bottom:1px solid var(--line)}
th{color:var(--second);font-weight:600;white-space:nowrap}
td:not(:last-child){white-space:nowrap}
tr.default td:first-child{box-shadow:inset 3px 0 var(--current)}
tr.default:not(.below) td{font-weight:600}
tr.paired td{border-bottom:0;padding-bottom:0}
tr.below td{color:var(--second);padding-top:0;padding-left:1rem;white-space:normal}
tr.default:not(.below) td:first-child{padding-left:.5rem}
tr.invalid td{color:var(--second)}
tr.invalid td b{font-weight:400}
#report td:last-child:not(:first-child){min-width:13rem}
td .learned-from{display:block;color:var(--second);font-weight:400;white-space:normal}
.as,.facts,.note{color:var(--second)}
.facts,.note{font-size:.87rem}
.verdict.good{color:var(--good)}
.verdict.bad{color:var(--bad)}
.verdict.open{color:var(--second);font-style:italic}
.answer{font-size:1.05rem}
ol.hops{list-style:none;padding:0;counter-reset:hop}
ol.hops>li{counter-increment:hop;position:relative;padding:.3rem .4rem .3rem 2.3rem;border-left:3px solid transparent}
ol.hops>li::before{content:counter(hop);position:absolute;left:.35rem;top:.3rem;min-width:1.45rem;height:1.45rem;border-radius:1rem;background:var(--good);color:var(--page);font:600 .8rem/1.45rem system-ui,sans-serif;text-align:center}
ol.hops>li[aria-current]{background:var(--soft);border-left-color:var(--current)}
ol.hops ul{list-style:none;padding:0;margin:.1rem 0 0;font-size:.87rem}
ol.hops ul li{display:grid;grid-template-columns:3.6rem 1fr;gap:.4rem}
.kind{color:var(--second)}
li.stops b{color:var(--bad)}
.finding{border-left:4px solid var(--edge);padding:.15rem 0 .15rem .75rem;margin:0 0 1rem!important}
.finding.error{border-color:var(--bad)}
.finding.warning,.finding.undecided{border-color:var(--current)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem .7rem;font-size:.9rem}
dt{color:var(--second)}
dd{margin:0;overflow-wrap:anywhere;white-space:pre-line}
button,input,select{font:inherit;color:inherit;background:var(--page);border:1px solid var(--edge);border-radius:5px;padding:.22rem .55rem;min-height:2rem}
input[type=checkbox]{min-height:0;margin:0 .3rem 0 0;vertical-align:middle}
button{cursor:pointer;background:var(--soft)}
button:hover{border-color:var(--text)}
button.link{border:0;background:none;color:var(--link);text-decoration:underline;padding:0;min-height:1.5rem;text-align:left;font-weight:inherit}
button[aria-pressed=true]{outline:2px solid var(--selected)}
.live #work{position:relative;display:grid;grid-template-columns:minmax(0,1fr) minmax(22rem,36rem);height:calc(100vh - 3.2rem);min-height:26rem;border-bottom:1px solid var(--line)}
.live #panel{overflow:auto;padding:.75rem;border-left:1px solid var(--line);min-width:0}
#answers>section{padding-top:.75rem;border-top:1px solid var(--line);margin-bottom:1rem}
#panel table{font-size:.8rem}
#panel th,#panel td{padding-right:.55rem}
#panel tr.default:not(.below) td:not(:first-child){font-weight:400}
#panel h2{font-size:1.02rem}
#panel h3{font-size:.95rem;margin-top:.9rem}
.path-form{margin-bottom:1rem;display:grid;grid-template-columns:1fr 1fr;gap:.4rem .5rem}
.path-form label,.find label{font-size:.82rem;color:var(--second);display:grid;gap:.1rem}
.path-form input,.path-form select,.find input{color:var(--text);width:100%}
.path-form .row{grid-column:1/-1;display:flex;gap:.5rem;align-items:end;flex-wrap:wrap}
.path-form .row label{width:6rem}
.command{background:var(--soft);padding:.45rem .6rem;border-radius:5px;user-select:all;display:block;margin-bottom:.6rem}
.related{list-style:none;padding:0}
.related li{display:flex;gap:.5rem;align-items:baseline;padding:.12rem 0;flex-wrap:wrap}
.buttons{display:flex;gap:.4rem;flex-wrap:wrap;margin-bottom:.5rem}
.error{color:inherit}
pre.refusal{white-space:pre-wrap;border-left:4px solid var(--bad);padding:.3rem .7rem;margin:0 0 .7rem;font:.86rem/1.45 ui-monospace,'DejaVu Sans Mono',monospace}
.find{position:relative}
.find label{display:block}
.find input{width:17rem;max-width:100%}
.hits{position:absolute;z-index:3;top:100%;left:0;width:min(26rem,90vw);background:var(--page);border:1px solid var(--edge);border-radius:5px;list-style:none;margin:.2rem 0 0;padding:.25rem;max-height:60vh;overflow:auto}
.hits li{padding:.25rem .45rem;cursor:pointer;border-radius:4px}
.hits li[aria-selected=true]{background:var(--soft);outline:2px solid var(--focus)}
.hits small{display:block;color:var(--second);overflow-wrap:anywhere}
.tools{display:flex;gap:.3rem}
.tools button{min-width:2.1rem}
dialog{background:var(--page);color:var(--text);border:1px solid var(--edge);border-radius:8px;max-width:34rem}
dialog::backdrop{background:#0008}
dialog dt{color:var(--text)}
kbd{font:inherit;font-size:.85rem;border:1px solid var(--edge);border-radius:4px;padding:0 .35rem;background:var(--soft)}
#status{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
#hint{position:absolute;z-index:2;bottom:.5rem;left:.5rem;max-width:calc(100% - 1rem);padding:.35rem .75rem;background:var(--page);border:2px solid var(--focus);border-radius:5px;margin:0}
.live #picture{position:relative;user-select:none}
.live #picture:focus-visible{outline-offset:-3px}
.live #picture g[data-id]{cursor:pointer}
#picture .hit{stroke:transparent!important;stroke-width:14!important;stroke-dasharray:none!important;fill:none;pointer-events:stroke}
#picture rect.mark{fill:none;stroke-width:3;pointer-events:none}
#picture rect.mark.selected{stroke:var(--selected);stroke-width:3.5}
#picture rect.mark.station{stroke:var(--current);stroke-width:4}
#picture rect.mark.cursor{stroke:var(--focus);stroke-dasharray:6 3;display:none}
#picture:focus-visible rect.mark.cursor,#picture.prompting rect.mark.cursor{display:inline}
#picture .line.selected>path:not(.hit),#picture .stroke.selected>path:not(.hit){stroke:var(--selected);stroke-width:5}
#picture .failed>rect{stroke-dasharray:3 5;stroke-opacity:.6}
#picture .failed>path:not(.hit){opacity:.35}
#picture .failed>text.name{text-decoration:line-through}
#picture g.badge rect{fill:var(--page);stroke-width:1.5;stroke:var(--edge)}
#picture g.badge text{font-weight:bold;stroke:none;font-size:11.5px}
#picture g.badge.bad rect{stroke:var(--bad)}
#picture g.badge.bad text{fill:var(--bad)}
#picture g.badge{pointer-events:none}
#picture g.badge.good rect{stroke:var(--good)}
#picture g.badge.good text{fill:var(--good)}
@media (max-width:60rem){
.live #work{display:block;height:auto}
.live #picture{max-height:60vh;border-bottom:1px solid var(--line)}
.live #panel{border-left:0}
.find input{width:100%}
.find{flex:1 1 12rem}
}
@media (prefers-contrast:more){:root{--line:var(--edge)}}
@media (forced-colors:active){#picture rect.mark{stroke:Highlight!important}}
@media print{
html{font-size:11px}
#top .find,#top .tools,#panel .path-form,#hint,.hits,#panel button:not(.link),#report>nav,dialog{display:none!important}
.live #work{display:block;height:auto;border:0}
#picture,.live #picture{overflow:visible;max-height:none;border:0}
.live #panel{border:0;padding:0;overflow:visible}
.screen-only{display:none}
#picture svg{width:100%!important;height:auto!important;max-height:24cm}
#picture rect.mark.cursor{display:none!important}
.keep,.finding,tr{break-inside:avoid}
td:not(:last-child){white-space:normal}
.wide{overflow:visible}
button.link{color:inherit;text-decoration:none}
}
`;
