import {
  DEFAULT_REFLECTORS,
  isReflector,
  MAX_REFLECTOR_LENGTH,
  REFLECTOR_COUNT,
  reflectorHost,
} from "../../domain/egress-check";
import type { EgressCheckDeclaration } from "../declaration";
import { edit } from "../edit";
import type { ConstructReported, ConstructRule } from "../rule";

/** FT170. */
export const egressReflectorsRefused: ConstructRule = {
  id: "FT170",
  name: "egress-reflectors-refused",
  severity: "error",
  summary: "The reflectors of an egress check are fewer than two hosts, too many, or not https URLs.",
  why: "An outage or a wrong answer of the only reflector would look like a broken tunnel, and without TLS anyone on the path can answer.",
  sources: ["https://learn.microsoft.com/azure/virtual-machines/linux/run-command-managed"],
  check: (app) => app.egressChecks.flatMap((one) => [...count(one), ...malformed(one)]),
};

const DEFAULTS = `reflectors: ${JSON.stringify(DEFAULT_REFLECTORS)}`;

function count({ path, reflectors }: EgressCheckDeclaration): ConstructReported[] {
  if (!reflectors) return [];
  const { from, to } = REFLECTOR_COUNT;
  const at = { path, prop: "reflectors" };
  const want = `${from} to ${to} https URLs, of at least ${from} hosts`;
  // A URL that is known only at apply may have a host of its own.
  const hosts = new Set(reflectors.map(({ url }, i) => (url === undefined ? i : reflectorHost(url))));
  if (hosts.size < from) {
    const got = JSON.stringify(reflectors.map(({ url }) => url ?? "known after apply"));
    return [
      { at, text: `${path} asks ${hosts.size === 1 ? "one reflector" : "no reflector"}`, got, want, fix: DEFAULTS },
    ];
  }
  if (reflectors.length <= to) return [];
  const got = `${reflectors.length} reflectors`;
  return [{ at, text: `${path} asks ${got}: the answers would be cut`, got, want, fix: DEFAULTS }];
}

function malformed({ reflectors = [] }: EgressCheckDeclaration): ConstructReported[] {
  return reflectors.flatMap(({ at, url }, i) => {
    if (url === undefined || isReflector(url)) return [];
    const https = url.replace(/^(http:\/\/)?(?!https:)/, "https://");
    const fix = edit(at, isReflector(https) ? https : DEFAULT_REFLECTORS[i % DEFAULT_REFLECTORS.length]!);
    const want = `an https URL of at most ${MAX_REFLECTOR_LENGTH} characters, with a host name and without quotes or spaces`;
    return [{ at, text: `${JSON.stringify(url)} is not an https URL`, got: JSON.stringify(url), want, fix }];
  });
}
