const INSTALLED = "npx forced-tunnel";
const IN_A_CLONE = "npm run -s forced-tunnel --";

/**
 * A text whose commands can be pasted. Texts name the command of the installed package; in a clone of this repository,
 * which runs the TypeScript sources, npx does not find it.
 */
export const runnableCommands = (text: string, runsSources = __filename.endsWith(".ts")): string =>
  runsSources ? text.replaceAll(INSTALLED, IN_A_CLONE) : text;
