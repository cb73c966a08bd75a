import { fails, passes, type Case } from "../case";
import { place } from "../declaration-builder";

export const CASES: readonly Case[] = [
  passes(
    "health-anchor-refused",
    "an anchor that is known after apply",
    ({ nva }) => (nva.healthAnchors = [{ at: place("main/nva100", "health.anchors.0"), anchor: undefined }]),
  ),
  passes(
    "health-anchor-refused",
    "a known answer's server that is known after apply",
    ({ nva }) => (nva.knownAnswerServer = undefined),
  ),
  fails(
    "health-anchor-refused",
    "a known answer's server without a port",
    ({ nva }) => (nva.knownAnswerServer = "1.0.0.1"),
    [
      {
        at: "main/nva100 health.knownAnswer.server",
        text: '"1.0.0.1" has no port',
        got: '"1.0.0.1"',
        want: "a public IPv4 address, a colon and a port from 1 to 65535",
        fix: 'server: "1.0.0.1:80"',
      },
    ],
  ),
  fails(
    "health-anchor-refused",
    "a known answer's server by name",
    ({ nva }) => (nva.knownAnswerServer = "example.org:80"),
    [{ at: "main/nva100 health.knownAnswer.server", fix: 'server: "1.1.1.1:80"' }],
  ),
  fails("health-anchor-refused", "no anchor", ({ nva }) => (nva.healthAnchors = []), [
    {
      at: "main/nva100 health.anchors",
      text: "NVA main/nva100 has no health anchor, so its health daemon does not start",
      got: "[]",
      want: "at least one anchor",
      fix: 'anchors: ["1.1.1.1:443","8.8.8.8:443","9.9.9.9:443"]',
    },
  ]),
  fails(
    "health-anchor-refused",
    "malformed anchors of every kind",
    ({ nva }) => {
      const anchors = [
        "one.one.one.one:443",
        "1.1.1.1",
        "1.1.1.1:0",
        "1.1.1.1:443:1",
        "10.0.0.4:443",
        "168.63.129.16:53",
        "1.1.1.1:https",
      ];
      nva.healthAnchors = anchors.map((anchor, i) => ({ at: place("main/nva100", `health.anchors.${i}`), anchor }));
    },
    [
      {
        at: "main/nva100 health.anchors.0",
        text: '"one.one.one.one:443" does not begin with an IPv4 address',
        got: '"one.one.one.one:443"',
        fix: '"1.1.1.1:443"',
      },
      {
        at: "main/nva100 health.anchors.1",
        text: '"1.1.1.1" has no port',
        got: '"1.1.1.1"',
        fix: '"1.1.1.1:443"',
      },
      {
        at: "main/nva100 health.anchors.2",
        text: '"1.1.1.1:0" has no port from 1 to 65535',
        got: '"1.1.1.1:0"',
        fix: '"1.1.1.1:443"',
      },
      {
        at: "main/nva100 health.anchors.3",
        text: '"1.1.1.1:443:1" has no port from 1 to 65535',
        got: '"1.1.1.1:443:1"',
        fix: '"1.1.1.1:443"',
      },
      {
        at: "main/nva100 health.anchors.4",
        text: '"10.0.0.4:443" is not a public address',
        got: '"10.0.0.4:443"',
        fix: '"1.1.1.1:443"',
      },
      {
        at: "main/nva100 health.anchors.5",
        text: '"168.63.129.16:53" is not a public address',
        got: '"168.63.129.16:53"',
        fix: '"1.1.1.1:443"',
      },
      {
        at: "main/nva100 health.anchors.6",
        text: '"1.1.1.1:https" has no port from 1 to 65535',
        got: '"1.1.1.1:https"',
        fix: '"1.1.1.1:443"',
      },
    ],
  ),
];
