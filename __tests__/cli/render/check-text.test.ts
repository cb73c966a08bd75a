import { checkJunit } from "../../../lib/cli/render/check-junit";
import { checkSarif } from "../../../lib/cli/render/check-sarif";
import { checkText } from "../../../lib/cli/render/check-text";
import type { AnswerNote } from "../../../lib/cli/render/json-answers";
import { TOPOLOGY_RULES } from "../../../lib/analysis/check/all-rules";
import type { CheckReport, Finding } from "../../../lib/analysis/results";
import { unknown } from "../../../lib/analysis/unknown/value";
import { documented, MACHINES, PLACES } from "../sample-results";

const places = PLACES;
const nameOf = (rule: string): string => TOPOLOGY_RULES.find(({ id }) => id === rule)!.name;

const FINDING: Finding = {
  id: "FT112",
  name: "nva-subnet-without-escape",
  severity: "error",
  text: "vnet-hub100/nva has no route 0.0.0.0/0 -> Internet",
  at: ["azurerm_subnet.nva", "azurerm_windows_virtual_machine.hub00"],
  got: "no route table",
  want: "0.0.0.0/0 -> Internet, else vm-nva100 learns its own default and loops",
  fix: "associate a route table with that route",
  facts: [documented("8.8")],
};
const WARNING: Finding = {
  ...FINDING,
  id: "FT101",
  name: "single-nva",
  severity: "warning",
  text: "one NVA <carries> all",
  at: ["azurerm_linux_virtual_machine.nva"],
};

const REPORT: CheckReport = {
  outcome: "failed",
  machines: MACHINES,
  findings: [WARNING, FINDING],
  accepted: [{ ...WARNING, id: "FT103", accepted: "until March" }],
  undecided: [
    {
      id: "FT104",
      name: "tunnel-not-tested",
      waitsFor: [{ ...unknown("var.b2b"), assume: { values: { "var.b2b": true } } }],
    },
  ],
  passed: ["FT105", "FT106"],
  whatIf: [
    {
      kind: "nva",
      without: "vm-nva100",
      id: "azurerm_linux_virtual_machine.nva",
      outcome: "fails-closed",
      changes: [{ machine: "vm-hub00", before: "tunnelled", after: "dropped", summary: "" }],
    },
    {
      kind: "bgp-session",
      without: "vm-nva100 - rs-hub100",
      id: "azurerm_route_server_bgp_connection.nva",
      outcome: "carries-on",
      changes: [],
    },
  ],
  coverage: { resources: 3, understood: 3, notModelled: [] },
};

const COVERAGE: CheckReport["coverage"] = {
  resources: 3,
  understood: 2,
  notModelled: [
    {
      id: "azurerm_kubernetes_cluster.aks",
      type: "azurerm_kubernetes_cluster",
      name: "aks-app",
      effect: "own-traffic",
      does: "sends from its subnet",
      subnets: ["azurerm_subnet.default"],
      networks: [],
      nics: [],
      everything: false,
      text: "aks-app in vnet-hub00/default",
    },
  ],
};

describe("check as text", () => {
  test("prints errors first, each with at, got, want and fix, and the count last", () => {
    expect(checkText(REPORT, { places })).toBe(
      `error[FT112] nva-subnet-without-escape: vnet-hub100/nva has no route 0.0.0.0/0 -> Internet
  at    network/nva  (azurerm_subnet.nva)
  also  network/hub00  (azurerm_windows_virtual_machine.hub00)
  got   no route table
  want  0.0.0.0/0 -> Internet, else vm-nva100 learns its own default and loops
  fix   associate a route table with that route

warning[FT101] single-nva: one NVA <carries> all
  at    network/nva  (azurerm_linux_virtual_machine.nva)
  got   no route table
  want  0.0.0.0/0 -> Internet, else vm-nva100 learns its own default and loops
  fix   associate a route table with that route

Internet traffic
  tunnelled  vm-hub00 as pip-nva100
  exempt     vm-jump00 as pip-jump00
  dropped    vm-lost (no-egress-identity)

Without
  vm-nva100              fails closed  vm-hub00 tunnelled -> dropped
  vm-nva100 - rs-hub100  carries on

3 of 3 resources understood
1 error, 1 warning; 2 rules passed, 1 undecided (--undecided), 1 accepted (--accepted)
`,
    );
  });

  test("--accepted and --undecided show what is otherwise only counted", () => {
    const text = checkText(REPORT, { places, accepted: true, undecided: true });
    expect(text).toContain("  accepted: until March\n");
    expect(text).toContain(
      "undecided[FT104] tunnel-not-tested depends on var.b2b, known after apply\n  fix   --var b2b=true\n",
    );
    expect(text).toMatch(/\n1 error, 1 warning; 2 rules passed, 1 undecided, 1 accepted\n$/);
  });

  test("-q prints only the count", () => {
    expect(checkText(REPORT, { places, quiet: true })).toBe(
      "1 error, 1 warning; 2 rules passed, 1 undecided, 1 accepted\n",
    );
  });
});

const NOTE: AnswerNote = { at: "var.b2b", text: 'the default "<true>" is assumed' };

describe("check as SARIF", () => {
  const sarif = (
    report = REPORT,
    notes: readonly AnswerNote[] = [],
  ): {
    readonly runs: readonly [
      {
        readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
        readonly results: readonly Record<string, unknown>[];
        readonly invocations: readonly unknown[];
      },
    ];
  } =>
    JSON.parse(
      checkSarif(report, {
        places,
        notes,
        locate: () => ({ file: "cdktf.out/stacks/a b/cdk.tf.json", line: 7 }),
        version: "1.2.3",
        help: (id) => (id === "FT112" ? "# FT112" : undefined),
      }),
    );

  test("each result has its rule, its file, construct path and Terraform address", () => {
    const [{ tool, results }] = sarif().runs;
    expect(tool.driver.rules.map(({ id }) => id)).toEqual(TOPOLOGY_RULES.map(({ id }) => id));
    expect(results[0]).toMatchObject({
      ruleId: "FT112",
      ruleIndex: TOPOLOGY_RULES.findIndex(({ id }) => id === "FT112"),
      level: "error",
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: "cdktf.out/stacks/a%20b/cdk.tf.json" },
            region: { startLine: 7 },
          },
          logicalLocations: [
            { fullyQualifiedName: "network/nva", kind: "construct" },
            { fullyQualifiedName: "azurerm_subnet.nva", kind: "resource" },
          ],
        },
      ],
    });
  });

  test("a fingerprint depends on the rule and its places, not on the text", () => {
    const fingerprints = (finding: Finding): unknown =>
      sarif({ ...REPORT, findings: [finding] }).runs[0].results[0]!.partialFingerprints;
    expect(fingerprints({ ...FINDING, text: "other", got: "other" })).toEqual(fingerprints(FINDING));
    expect(fingerprints({ ...FINDING, at: ["azurerm_subnet.other"] })).not.toEqual(fingerprints(FINDING));
  });

  test("what is undecided is a note, and so is the coverage", () => {
    const undecided: Finding = { ...WARNING, id: "FT130", severity: "undecided" };
    const [{ results, invocations }] = sarif({ ...REPORT, findings: [undecided], coverage: COVERAGE }).runs;
    expect(results[0]!["level"]).toBe("note");
    expect(invocations).toEqual([
      {
        executionSuccessful: true,
        toolExecutionNotifications: [
          {
            level: "note",
            message: { text: "2 of 3 resources understood; not modelled: aks-app in vnet-hub00/default" },
          },
          {
            level: "note",
            message: { text: "tunnel-not-tested depends on var.b2b" },
            associatedRule: { id: "FT104", index: TOPOLOGY_RULES.findIndex(({ id }) => id === "FT104") },
          },
        ],
      },
    ]);
  });

  test("what is assumed is a note", () => {
    const [{ invocations }] = sarif(REPORT, [NOTE]).runs;
    expect(invocations).toMatchObject([
      {
        toolExecutionNotifications: expect.arrayContaining([
          { level: "note", message: { text: 'var.b2b: the default "<true>" is assumed' } },
        ]),
      },
    ]);
  });

  test("accepted findings are suppressed, with the reason", () => {
    expect(sarif().runs[0].results.map(({ suppressions }) => suppressions)).toEqual([
      undefined,
      undefined,
      [{ kind: "external", status: "accepted", justification: "until March" }],
    ]);
  });
});

describe("check as JUnit", () => {
  test("has a test case for each rule and machine, and an error fails both its rule and its machine", () => {
    const xml = checkJunit(REPORT, { places, notes: [], strict: false });
    expect(xml).toContain('<testsuite name="rules" tests="6" failures="1" errors="0" skipped="1">');
    expect(xml).toContain(`<testcase classname="forced-tunnel.rules" name="FT105 ${nameOf("FT105")}"/>`);
    expect(xml).toContain(
      '<failure type="FT112" message="nva-subnet-without-escape: vnet-hub100/nva has no route 0.0.0.0/0 -&gt; Internet">at    network/nva',
    );
    expect(xml).toContain('<skipped message="undecided: waits for var.b2b"/>');
    expect(xml).toContain("<system-out>warning: one NVA &lt;carries&gt; all</system-out>");
    expect(xml).toContain("<system-out>accepted (until March): ");
    expect(xml).toMatch(
      /<testsuite name="machines" tests="3" failures="1" errors="0" skipped="0">\n {4}<testcase classname="forced-tunnel.machines" name="vm-hub00 is tunnelled">\n {6}<failure/,
    );
  });

  test("what is undecided is skipped, even with --strict, and so is what is not modelled", () => {
    const undecided: Finding = { ...WARNING, id: "FT130", name: "not-modelled", severity: "undecided" };
    const report = { ...REPORT, findings: [undecided], accepted: [], coverage: COVERAGE };
    const xml = checkJunit(report, { places, notes: [], strict: true });
    expect(xml).toContain('<testsuite name="rules" tests="4" failures="0" errors="0" skipped="2">');
    expect(xml).toContain('<skipped message="undecided: one NVA &lt;carries&gt; all"/>');
    expect(xml).toContain('<testsuite name="coverage" tests="2" failures="0" errors="0" skipped="1">');
    expect(xml).toContain('<skipped message="not modelled: it sends from its subnet"/>');
  });

  test("the count has rules that found something undecided among the undecided", () => {
    const undecided: Finding = { ...WARNING, id: "FT131", severity: "undecided" };
    expect(checkText({ ...REPORT, findings: [undecided] }, { places, quiet: true })).toBe(
      "0 errors, 0 warnings; 2 rules passed, 2 undecided, 1 accepted\n",
    );
  });

  test("what is assumed is the output of the last suite", () => {
    expect(checkJunit(REPORT, { places, notes: [NOTE], strict: false })).toContain(
      "<system-out>note  var.b2b: the default &quot;&lt;true&gt;&quot; is assumed</system-out>\n  </testsuite>\n</testsuites>",
    );
  });

  test("--strict: warnings fail", () => {
    expect(checkJunit(REPORT, { places, notes: [], strict: true })).toContain(
      '<testsuite name="rules" tests="6" failures="2" errors="0" skipped="1">',
    );
  });
});
