import { check, path, type Topology } from "../../../lib/analysis";
import { caseTopology, findingsOf } from "../../support/cases";

const verdict = (topology: Topology, from: string, to: string): string => path(topology, { from, to }).verdict;

/** The topology of a case with what its own proposal assumes. */
function asProposed(name: string, from: string, to: string): Topology {
  const [first] = path(caseTopology(name), { from, to }).waitsFor;
  return caseTopology(name, first!.assume);
}

describe.each([
  [
    "reports/02-os-forwarding-off",
    ["vm-public", "vm-private"],
    "it has no user data: net.ipv4.ip_forward is 0 in its image",
  ],
  [
    "reports/38-windows-nva",
    ["vm-a", "vm-b"],
    "azurerm_virtual_machine_extension.fwd sets IpEnableRouter: IpEnableRouter is 0 in its image, and a change takes effect after a restart",
  ],
] as const)("%s: what the operating system does decides", (name, [from, to], why) => {
  it("and the answer says what its image does", () => {
    expect(path(caseTopology(name), { from, to })).toMatchObject({
      verdict: "undetermined",
      waitsFor: [{ unknown: `vm-nva forwards and translates (${why})` }],
    });
  });

  it("check is undecided, and names the NVA", () => {
    const report = check(caseTopology(name), { whatIf: false });
    expect(report.outcome).toBe("undecided");
    expect(report.findings.find(({ id }) => id === "FT131")).toMatchObject({
      at: [expect.stringMatching(/\.nva$/), expect.any(String)] as unknown,
      text: expect.stringContaining(why) as unknown,
    });
  });

  it("what it proposes to assume decides", () => {
    const topology = asProposed(name, from, to);
    expect(verdict(topology, from, to)).toBe("delivered");
    expect(check(topology, { whatIf: false }).outcome).toBe("passed");
  });

  it("a machine that is assumed not to forward is an error", () => {
    const topology = caseTopology(name, { machines: { "vm-nva": { forwards: false } } });
    expect(verdict(topology, from, to)).toBe("dropped");
    expect(findingsOf(topology, "FT139")).toHaveLength(1);
  });
});

test("03-nva-without-public-ip: tunnelled by default outbound access, and warned of", () => {
  const topology = caseTopology("reports/03-nva-without-public-ip");
  expect(verdict(topology, "vm-node", "internet")).toBe("tunnelled");
  expect(findingsOf(topology, "FT120")).toMatchObject([
    { text: "vm-nva reaches the internet through default outbound access, and so does vm-node" },
  ]);
});

test("04-iptables-gone-after-reboot: tunnelled until the next reboot", () => {
  const topology = caseTopology("reports/04-iptables-gone-after-reboot");
  expect(verdict(topology, "vm-client", "internet")).toBe("tunnelled");
  expect(findingsOf(topology, "FT138")).toMatchObject([
    {
      at: ["azurerm_linux_virtual_machine.nva"],
      got: "iptables -t nat -A POSTROUTING -o eth0 -j MASQUERADE",
    },
  ]);
});
