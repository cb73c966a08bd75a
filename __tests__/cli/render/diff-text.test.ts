import { diffMarkdown, diffText } from "../../../lib/cli/render/diff-text";
import type { Difference, Row } from "../../../lib/analysis/diff/difference";
import { unknown } from "../../../lib/analysis/unknown/value";
import { documented } from "../sample-results";

const BGP: Row = {
  source: "VirtualNetworkGateway",
  prefix: "0.0.0.0/0",
  nextHopType: "VirtualNetworkGateway",
  nextHopAddress: "(msee 1)",
  why: "BGP",
  from: "vm-nva100 (AS 65001)",
};
const UDR: Row = {
  source: "User",
  prefix: "0.0.0.0/0",
  nextHopType: "Internet",
  nextHopAddress: null,
  why: "UDR",
  from: null,
};
const PEERING: Row = {
  source: "Default",
  prefix: "10.20.0.0/16",
  nextHopType: "VNetPeering",
  nextHopAddress: null,
  why: "peering",
  from: null,
};

const NOTHING: Difference = {
  same: true,
  verdicts: [],
  routes: [],
  exposure: { opened: [], closed: [] },
  machines: { added: [], removed: [] },
  findings: { appeared: [], disappeared: [] },
  undecided: [],
};

const LEAK: Difference = {
  ...NOTHING,
  same: false,
  verdicts: [
    {
      machine: "vm-hub00",
      before: { verdict: "tunnelled", egress: ["pip-nva100"], defaultFrom: "vm-nva100, BGP", summary: "" },
      after: { verdict: "direct", egress: [], defaultFrom: "rt-new, UDR", summary: "" },
      example: { from: "vm-hub00", to: "203.0.113.10", protocol: "tcp", port: 443 },
      because: { before: [BGP, BGP], after: [UDR] },
    },
  ],
  routes: [
    {
      subnet: "vnet-hub00/default",
      added: [PEERING],
      removed: [],
      changed: [{ prefix: "0.0.0.0/0", before: [BGP, BGP], after: [UDR] }],
    },
  ],
  exposure: {
    opened: [
      {
        machine: "vm-jump00",
        id: "x",
        publicIp: "pip-jump00",
        address: null,
        protocol: "tcp",
        ports: "22",
        sources: ["internet"],
      },
    ],
    closed: [],
  },
  machines: { added: ["vm-new"], removed: [] },
  findings: {
    appeared: [
      {
        id: "FT101",
        name: "direct-egress",
        severity: "error",
        text: "vm-hub00 leaves | <directly>",
        at: [],
        got: "",
        want: "",
        fix: "",
        facts: [documented("1.1")],
      },
    ],
    disappeared: [],
  },
};

describe("diff as text", () => {
  test("prints the count, then verdicts with an example packet, then the rest; a worse verdict begins with !", () => {
    expect(diffText(LEAK)).toBe(
      `1 verdict, 2 routes, 1 exposure, 1 VM and 1 finding differ (before -> after)
! vm-hub00 to the internet: tunnelled as pip-nva100 -> DIRECT      e.g. to 203.0.113.10:443
    0.0.0.0/0  BGP from vm-nva100 (AS 65001) -> UDR Internet
! vm-jump00 tcp/22 from internet: OPEN now
+ vm-new
~ vnet-hub00/default
    ~  0.0.0.0/0     BGP from vm-nva100 (AS 65001) -> UDR Internet
    +  10.20.0.0/16  system VNetPeering
+ error[FT101] direct-egress: vm-hub00 leaves | <directly>
`,
    );
  });

  test("a dropped packet has its reason, and an unchanged route is not given as the cause", () => {
    const [change] = LEAK.verdicts;
    const dropped = {
      ...LEAK,
      routes: [],
      verdicts: [
        {
          ...change!,
          after: { ...change!.after, verdict: "dropped" as const, reason: "nic-forwarding-off" as const },
          because: { before: [BGP, BGP], after: [BGP] },
        },
      ],
    };
    expect(diffText(dropped)).toMatch(
      /^! vm-hub00 to the internet: tunnelled as pip-nva100 -> DROPPED \(nic-forwarding-off\) +e\.g\./m,
    );
    expect(diffText(dropped)).not.toContain("BGP from vm-nva100");
  });

  test("a route that changes only its next hop shows both next hops", () => {
    const moved = {
      ...LEAK,
      verdicts: [],
      routes: [
        {
          ...LEAK.routes[0]!,
          added: [],
          changed: [{ prefix: "0.0.0.0/0", before: [BGP], after: [{ ...BGP, nextHopAddress: "10.0.0.9" }] }],
        },
      ],
    };
    expect(diffText(moved)).toContain(
      "BGP from vm-nva100 (AS 65001), next hop VirtualNetworkGateway (msee 1) -> VirtualNetworkGateway 10.0.0.9\n",
    );
  });

  test("Markdown keeps the sign of a change, and escapes strikethrough", () => {
    expect(diffMarkdown(LEAK)).toContain("| ~ BGP from");
    const struck = { ...LEAK, machines: { added: ["a ~~b~~"], removed: [] } };
    expect(diffMarkdown(struck)).toContain("VM added: a \\~\\~b\\~\\~");
    expect(diffMarkdown(LEAK, "simulated failure of vm-x")).toMatch(/\n\nsimulated failure of vm-x\n$/);
  });

  test("an improvement is not marked as worse", () => {
    const [change] = LEAK.verdicts;
    const better = { ...LEAK, verdicts: [{ ...change!, before: change!.after, after: change!.before }] };
    expect(diffText(better)).toContain("\n~ vm-hub00 to the internet: direct -> tunnelled as pip-nva100      e.g.");
  });

  test("one line for equal behaviour, and for a single difference", () => {
    expect(diffText(NOTHING)).toBe("Same behaviour: verdicts, routes, exposure and findings are equal\n");
    expect(diffText({ ...NOTHING, same: false, machines: { added: ["vm-new"], removed: [] } }, { quiet: true })).toBe(
      "1 VM differs (before -> after)\n",
    );
  });

  test("an undecided VM names the unknown value", () => {
    expect(
      diffText({
        ...NOTHING,
        same: false,
        undecided: [
          { machine: "vm-hub00", waitsFor: [{ ...unknown("var.b2b"), assume: { values: { "var.b2b": true } } }] },
        ],
      }),
    ).toBe(
      "1 VM is undecided\n? vm-hub00: the difference depends on var.b2b, known after apply\n  fix   --var b2b=true\n",
    );
  });
});

test("diff as Markdown escapes names in tables", () => {
  const markdown = diffMarkdown(LEAK);
  expect(markdown).toMatch(
    /^\*\*1 verdict, 2 routes, .* differ \(before -> after\)\*\*\n\n\| VM \| before \| after \| for example \|\n\| --- \| --- \| --- \| --- \|\n\| vm-hub00 \| tunnelled as pip-nva100 \| direct \| vm-hub00 -> 203\.0\.113\.10:443 \|\n/,
  );
  expect(markdown).toContain("| vnet-hub00/default | 10.20.0.0/16 | + system VNetPeering |\n");
  expect(markdown).toContain("- new error FT101 direct-egress: vm-hub00 leaves \\| \\<directly>\n");
});

describe("what a plan destroys before it creates it anew", () => {
  const replaced = { components: ["vm-nva100"], machines: [] };
  const outage: Difference = {
    ...NOTHING,
    same: false,
    replaced: {
      ...replaced,
      machines: [{ machine: "vm-hub00", after: "tunnelled", meanwhile: "dropped", summary: "" }],
    },
  };

  test("is an outage of those whose traffic it carries", () => {
    const text = "vm-nva100 is destroyed before it is created anew: meanwhile vm-hub00 is";
    expect(diffText(outage)).toBe(`An outage while vm-nva100 is replaced\n! ${text} DROPPED, not tunnelled\n`);
    expect(diffMarkdown(outage)).toContain(`- ${text} dropped, not tunnelled`);
    expect(diffText({ ...LEAK, replaced: outage.replaced! }, { quiet: true })).toBe(
      "1 verdict, 2 routes, 1 exposure, 1 VM and 1 finding differ (before -> after); an outage while vm-nva100 is replaced\n",
    );
  });

  test("is not reported where others carry on", () => {
    expect(diffText({ ...NOTHING, replaced: { ...replaced, components: ["vm-nva100", "vm-nva101"] } })).toBe(
      [
        "Same behaviour: verdicts, routes, exposure and findings are equal",
        "~ vm-nva100 and vm-nva101 are destroyed before they are created anew: meanwhile others carry on",
        "",
      ].join("\n"),
    );
  });
});
