/** Programs that run the command behind them, with their options that have a value of their own. */
const WRAPPERS: Readonly<Record<string, RegExp | undefined>> = {
  sudo: /^(-[ughpCrtUDT]|--(user|group|host|prompt|chdir))$/,
  doas: /^-[uC]$/,
  nohup: /^$/,
  exec: /^-a$/,
  command: /^$/,
  builtin: /^$/,
  setsid: /^$/,
  time: /^-[fo]$/,
  env: /^(-[uCS]|--(unset|chdir))$/,
  timeout: /^(-[ks]|--(kill-after|signal))$/,
  nice: /^(-n|--adjustment)$/,
  ionice: /^-[cnp]$/,
  stdbuf: /^-[ioe]$/,
  chrt: /^$/,
};

/** The command that sudo and its like run. `command -v` runs nothing: it asks. */
export function unwrapped(words: readonly string[]): readonly string[] {
  const [name = "", ...rest] = words;
  const script = /^\/etc\/init\.d\/([\w.-]+)$/.exec(name)?.[1];
  if (script !== undefined) return ["service", script, ...rest];
  const valued = WRAPPERS[name];
  if (!valued) return words;
  if (name === "command" && /^-[vV]$/.test(rest[0] ?? "")) return ["which", ...rest.slice(1)];
  let first = 0;
  while (first < rest.length && rest[first]!.startsWith("-")) first += valued.test(rest[first]!) ? 2 : 1;
  // Before the command they have variables, a time or a priority.
  if (name === "env" || name === "sudo") while (/^\w+=/.test(rest[first] ?? "")) first += 1;
  if (name === "timeout" || (name === "chrt" && /^\d+$/.test(rest[first] ?? ""))) first += 1;
  return unwrapped(rest.slice(first));
}
