import { path, type Topology } from "../../../lib/analysis";
import { caseTopology } from "../../support/cases";

const KMS = { to: "23.102.135.246", port: 1688 };

/** The topology with one more outbound rule that denies a tag. */
const denying = (topology: Topology, tag: string): Topology => ({
  ...topology,
  securityGroups: topology.securityGroups.map((group) => ({
    ...group,
    rules: [
      ...group.rules,
      {
        ...group.rules[0]!,
        name: "platform",
        priority: 100,
        access: "Deny",
        direction: "Outbound",
        destinations: [tag],
      },
    ],
  })),
});

describe("29-kms-under-deny-internet: the platform lets activation out", () => {
  const topology = caseTopology("reports/29-kms-under-deny-internet");

  it("to its servers and by its port only", () => {
    expect(path(topology, { from: "vm-win", ...KMS }).verdict).toBe("direct");
    expect(path(topology, { from: "vm-win", ...KMS, port: 443 }).reason).toBe("nsg-deny");
    expect(path(topology, { from: "vm-win", to: "8.8.8.8", port: 1688 }).reason).toBe("nsg-deny");
  });

  it("unless a rule denies its tag", () => {
    expect(path(denying(topology, "AzurePlatformLKM"), { from: "vm-win", ...KMS }).reason).toBe("nsg-deny");
  });

  it("but not under a default route to elsewhere", () => {
    const [subnet] = topology.subnets;
    const route = { name: "d", prefix: "0.0.0.0/0", nextHopType: "Internet" };
    const routed = {
      ...topology,
      subnets: [{ ...subnet!, routeTable: "rt" }],
      routeTables: [{ id: "rt", name: "rt", propagation: true, routes: [route] }],
    };
    expect(path(routed, { from: "vm-win", ...KMS }).reason).toBe("nsg-deny");
  });
});

test("39-deny-all-and-the-platform: a rule that denies everything leaves the host's addresses alone", () => {
  const topology = caseTopology("reports/39-deny-all-and-the-platform");
  const metadata = { from: "vm-a", to: "169.254.169.254", port: 80 };
  const dns = { from: "vm-a", to: "168.63.129.16", port: 53 };
  expect(path(topology, metadata).verdict).toBe("delivered");
  expect(path(topology, dns).verdict).toBe("delivered");
  expect(path(denying(topology, "AzurePlatformIMDS"), metadata).reason).toBe("nsg-deny");
  expect(path(denying(topology, "AzurePlatformDNS"), dns).reason).toBe("nsg-deny");
  expect(path(denying(topology, "AzurePlatformDNS"), { ...dns, port: 80 }).verdict).toBe("delivered");
});
