import type { Fault, Hop, PathResult, Trace } from "../results";

/**
 * A path as plain text, for the messages of tests: verdict, hops with what decided there, and the first fault.
 */
export function pathWords({
  from,
  to,
  port,
  protocol,
  verdict,
  summary,
  out,
  back,
  faults,
  waitsFor,
}: PathResult): string {
  return [
    `${verdict.toUpperCase()}  ${from} -> ${to}${port === null ? "" : `:${port}`} (${protocol}) ${summary}`,
    ...out.flatMap((trace, index) => [
      ...(out.length > 1 ? [`path ${index + 1} of ${out.length}`] : []),
      ...trace.hops.flatMap(hopLines),
    ]),
    ...back.map(backLine),
    ...faults.slice(0, 1).flatMap(faultLines),
    ...waitsFor.map(({ unknown }) => `waits for ${unknown}`),
  ].join("\n");
}

const hopLines = ({ name, detail, decisions }: Hop, index: number): string[] => [
  ` ${index + 1}  ${[name, detail].filter(Boolean).join("  ")}`,
  ...decisions.map(({ kind, text, because, ok }) =>
    `      ${kind.padEnd(5)} ${ok ? "" : "X "}${text}  ${because}`.trimEnd(),
  ),
];

const backLine = ({ hops }: Trace): string => `back  ${hops.map(({ name }) => name).join(" -> ")}`;

const faultLines = ({ text, at, got, want, fix }: Fault): string[] => [
  `fault: ${text}`,
  `  at    ${at}`,
  `  got   ${got}`,
  `  want  ${want}`,
  `  fix   ${fix}`,
];
