import { fails, passes, type Case } from "../case";
import { place } from "../declaration-builder";

const urls = (...all: (string | undefined)[]) =>
  all.map((url, i) => ({ at: place("main/egress-check", `reflectors.${i}`), url }));
const DEFAULTS = 'reflectors: ["https://api.ipify.org","https://ifconfig.me/ip","https://checkip.amazonaws.com"]';

export const CASES: readonly Case[] = [
  passes("egress-reflectors-refused", "a port, a path and a query", ({ egressCheck }) => {
    egressCheck.reflectors = urls("https://a.example:8443/ip", "https://b.example/?format=text&v=4");
  }),
  passes("egress-reflectors-refused", "URLs that are known only at apply", ({ egressCheck }) => {
    egressCheck.reflectors = urls(undefined, undefined);
  }),
  passes("egress-reflectors-refused", "a list that is known only at apply", ({ egressCheck }) => {
    egressCheck.reflectors = undefined;
  }),
  fails(
    "egress-reflectors-refused",
    "two URLs of one host",
    ({ egressCheck }) => {
      egressCheck.reflectors = urls("https://a.example", "https://A.example/ip");
    },
    [
      {
        at: "main/egress-check reflectors",
        text: "main/egress-check asks one reflector",
        got: '["https://a.example","https://A.example/ip"]',
        want: "2 to 8 https URLs, of at least 2 hosts",
        fix: DEFAULTS,
      },
    ],
  ),
  fails(
    "egress-reflectors-refused",
    "an empty list",
    ({ egressCheck }) => {
      egressCheck.reflectors = [];
    },
    [{ at: "main/egress-check reflectors", text: "main/egress-check asks no reflector", got: "[]", fix: DEFAULTS }],
  ),
  fails(
    "egress-reflectors-refused",
    "nine of them",
    ({ egressCheck }) => {
      egressCheck.reflectors = urls(...Array.from({ length: 9 }, (_, i) => `https://r${i}.example`));
    },
    [{ at: "main/egress-check reflectors", got: "9 reflectors", fix: DEFAULTS }],
  ),
  fails(
    "egress-reflectors-refused",
    "http, no scheme, and a quote that would end the script's text",
    ({ egressCheck }) => {
      egressCheck.reflectors = urls("http://a.example/ip", "b.example", "https://c.example/'; reboot; '");
    },
    [
      {
        at: "main/egress-check reflectors.0",
        text: '"http://a.example/ip" is not an https URL',
        fix: '"https://a.example/ip"',
      },
      { at: "main/egress-check reflectors.1", fix: '"https://b.example"' },
      { at: "main/egress-check reflectors.2", fix: '"https://checkip.amazonaws.com"' },
    ],
  ),
];
