import { pathText } from "../../../lib/cli/render/path-text";
import { unknown } from "../../../lib/analysis/unknown/value";
import { DROPPED, PLACES, TUNNELLED } from "../sample-results";

const places = PLACES;

describe("path", () => {
  test("prints the answer, the decisions at each hop, the return path, and the count of facts", () => {
    expect(pathText(TUNNELLED, { places })).toBe(
      `TUNNELLED  vm-hub00 -> 203.0.113.10:443 leaves as pip-nva100, and the answer comes back
 1  vm-hub00   10.0.0.x, dynamic
      nsg    allow AllowInternetOutBound (65001)  vnet-hub00-default-nsg-japaneast
      route  0.0.0.0/0 -> VirtualNetworkGateway   BGP beats system
 2  circuit    AS 12076, has 0.0.0.0/0 from ergw-hub100
 3  vm-nva100  10.100.0.10, ip forwarding on
      nat    10.0.0.x -> 10.100.0.10              nftables masquerade
 4  internet   sees pip-nva100 (after apply)
back  internet -> vm-nva100 -> circuit -> ergw-hub00 -> vm-hub00
2 documented facts, 1 inferred, 0 assumed (--why)
`,
    );
  });

  test("the last hop shows the fix, and the faults after it", () => {
    const text = pathText(DROPPED, { places });
    expect(text).toMatch(/^DROPPED {2}vm-hub00 -> 203\.0\.113\.10:443 stops at vm-nva100: nic-forwarding-off\n/);
    expect(text).toContain(` 2  vm-nva100  10.100.0.10
      nic    X ip forwarding off                  Azure drops forwarded packets
           at   network/nva100  (azurerm_network_interface.nva100)
           fix  "ip_forwarding_enabled": true
After this fix: 1 more fault, nat-missing at vm-nva100 (--all-faults)
`);
  });

  test("--all-faults prints every fault in full", () => {
    expect(pathText(DROPPED, { places, allFaults: true }))
      .toContain(`fault nat-missing: vm-nva100 sends 10.0.0.4 to the internet
  at    network/nva100  (azurerm_linux_virtual_machine.nva100)
  got   no masquerade
  want  a translation of 10.0.0.0/16
  fix   masquerade what leaves by eth0
`);
  });

  test("several paths are numbered, each with its verdict", () => {
    const lost = DROPPED.out[0]!;
    const text = pathText(
      { ...TUNNELLED, verdict: "mixed", summary: "ends differently by connection", out: [...TUNNELLED.out, lost] },
      { places },
    );
    expect(text).toContain("\npath 1 of 2: tunnelled as pip-nva100\n 1  vm-hub00");
    expect(text).toContain("\npath 2 of 2: dropped: nic-forwarding-off\n 1  vm-hub00");
  });

  test("a loop shows the repeated hops", () => {
    const text = pathText(
      {
        ...TUNNELLED,
        verdict: "loop",
        out: [{ ...TUNNELLED.out[0]!, verdict: "loop", cycle: ["vm-nva100", "vm-nva100"] }],
      },
      { places },
    );
    expect(text).toContain("\nloop  vm-nva100 -> vm-nva100\n");
  });

  test("a possible path shows its verdict", () => {
    expect(
      pathText(
        {
          ...TUNNELLED,
          verdict: "undetermined",
          summary: "depends on var.b2b: dropped or tunnelled",
          waitsFor: [unknown("var.b2b")],
        },
        { places },
      ),
    ).toContain("\nif tunnelled as pip-nva100\n 1  vm-hub00");
  });

  test("names the unknown value that decides, and the option that sets it", () => {
    const text = pathText(
      {
        ...TUNNELLED,
        verdict: "undetermined",
        summary: "is not decided",
        waitsFor: [
          { ...unknown("var.b2b"), assume: { values: { "var.b2b": true } } },
          { ...unknown("data.x.y[0].z"), assume: { values: { "data.x.y[0].z": "a" } } },
        ],
      },
      { places },
    );
    expect(text).toContain(
      'The verdict depends on var.b2b, data.x.y[0].z, known after apply\n  fix   --assume FILE, with {"values":{"var.b2b":true,"data.x.y[0].z":"a"}}\n',
    );
  });

  test.each([
    [{ to: "vm-jump00", destination: "10.0.220.10" }, "vm-hub00 -> vm-jump00:443 (10.0.220.10) leaves"],
    [{ to: "internet" }, "vm-hub00 -> 203.0.113.10:443 leaves"],
    [{ protocol: "udp", port: 53 } as const, "vm-hub00 -> 203.0.113.10:53, udp leaves"],
    [{ protocol: "icmp", port: null } as const, "vm-hub00 -> 203.0.113.10, icmp leaves"],
  ])("%j in the first line", (change, line) => {
    expect(pathText({ ...TUNNELLED, ...change }, { places, quiet: true })).toContain(line);
  });

  test("fits 100 columns with the article's names", () => {
    for (const result of [TUNNELLED, DROPPED])
      expect(
        pathText(result, { places })
          .split("\n")
          .filter((line) => line.length > 100),
      ).toEqual([]);
  });
});
