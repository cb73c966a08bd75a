import { Aspects, TerraformStack } from "cdktf";
import { RouteServer } from "@cdktf/provider-azurerm/lib/route-server";
import "../../lib/analysis/jest";
import { acceptUnmodelled } from "../../lib/analysis";
import { article } from "../support/apps";
import { read } from "../support/analysis/ask";
import { defaultSite } from "../support/analysis/premises";
import { firewallHub } from "../support/analysis/firewall-hub";
import { t, withSiteMachine } from "../support/analysis/situations";

/** What a failing expectation says. */
function failure(expectation: () => void): string {
  try {
    expectation();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("the expectation holds");
}

describe("toTunnel", () => {
  it("holds for a machine behind an NVA, and for the NVA that is named", () => {
    expect(read(t())).toTunnel("vm-hub00");
    expect(read(t())).toTunnel("vm-hub00", { through: "vm-nva100" });
    expect(read(t())).not.toTunnel("vm-jump00");
    expect(read(t({ second: {} }))).not.toTunnel("vm-hub00", { through: "vm-nva100" });
  });

  it("fails with the path and its first fault", () => {
    const message = failure(() =>
      expect(read(t({ nva: { forwarding: false } }))).toTunnel("vm-hub00", { through: "vm-nva100" }),
    );
    expect(message).toContain("expected vm-hub00 to be tunnelled through vm-nva100");
    expect(message).toMatch(/DROPPED {2}vm-hub00 -> internet:443/);
    expect(message).toMatch(/ 4 {2}vm-nva100/);
    expect(message).toContain('fix   "ip_forwarding_enabled": true');
  });

  it("fails the other way round with the path that it takes", () => {
    const message = failure(() => expect(read(t())).not.toTunnel("vm-hub00"));
    expect(message).toContain("expected vm-hub00 not to be tunnelled");
    expect(message).toMatch(/TUNNELLED[^]*back {2}internet -> /);
  });
});

describe("toExempt", () => {
  it("holds for a machine whose own subnet sends it out", () => {
    expect(read(t())).toExempt("vm-jump00");
    expect(read(t())).not.toExempt("vm-hub00");
    expect(failure(() => expect(read(t())).toExempt("vm-hub00"))).toContain("expected vm-hub00 to be exempt");
  });
});

test("toLeaveThroughFirewall", () => {
  const topology = read(firewallHub());
  expect(topology).toLeaveThroughFirewall("vm-app");
  expect(topology).toLeaveThroughFirewall("vm-app", { by: "afw-hub" });
  expect(topology).not.toLeaveThroughFirewall("vm-app", { by: "afw-other" });
  expect(read(t())).not.toLeaveThroughFirewall("vm-hub00");
  expect(failure(() => expect(read(t())).toLeaveThroughFirewall("vm-hub00"))).toContain(
    "vm-hub00 to leave through a firewall",
  );
});

describe("toLeaveOnPremises", () => {
  it("holds for a machine whose default route leads to an on-premises router, and for the router that is named", () => {
    expect(read(defaultSite())).toLeaveOnPremises("vm-alone");
    expect(read(defaultSite())).toLeaveOnPremises("vm-alone", { by: "lng-office" });
    expect(read(defaultSite())).not.toLeaveOnPremises("vm-alone", { by: "lng-other" });
    expect(read(t())).not.toLeaveOnPremises("vm-hub00");
    expect(failure(() => expect(read(t())).toLeaveOnPremises("vm-hub00", { by: "tokyo" }))).toContain(
      "expected vm-hub00 to leave on-premises by tokyo",
    );
  });
});

describe("toReach", () => {
  it("holds where packet and answer arrive", () => {
    const topology = read(withSiteMachine(t()));
    expect(topology).toReach("vm-hub00", "10.100.1.5", { port: 22 });
    expect(topology).toReach("203.0.113.5", "vm-jump00", { port: 3389 });
    expect(topology).not.toReach("198.51.100.1", "vm-jump00", { port: 3389 });
    expect(failure(() => expect(topology).toReach("198.51.100.1", "vm-jump00", { port: 3389 }))).toMatch(
      /expected 198.51.100.1 to reach vm-jump00:3389[^]*DenyAllInBound/,
    );
  });
});

describe("an undetermined verdict", () => {
  it("is neither what is expected nor its opposite", () => {
    const azure = t();
    azure.add("of_tomorrow", "x", { name: "x" });
    const topology = read(azure);
    for (const expectation of [
      () => expect(topology).toTunnel("vm-hub00"),
      () => expect(topology).not.toTunnel("vm-hub00"),
      () => expect(topology).not.toExempt("vm-hub00"),
      () => expect(topology).not.toReach("internet", "vm-jump00", { port: 3389 }),
    ])
      expect(failure(expectation)).toMatch(/^expected [^]*, which is undetermined\n[^]*x \(azurerm_of_tomorrow\)/);
  });

  it("is not undetermined where what is not modelled is accepted", () => {
    const azure = t();
    azure.add("of_tomorrow", "x", { name: "x" });
    const accept = [{ rule: "not-modelled", at: "x", reason: "tested" }];
    expect(acceptUnmodelled(read(azure), { accept })).toTunnel("vm-hub00");
  });
});

describe("what it takes", () => {
  it("a stack, an app, a list of stacks", () => {
    const { app, stack } = article();
    for (const received of [stack, app, [stack]]) expect(received).toTunnel("vm-hub00", { through: "vm-nva100" });
    expect(stack).toExempt("vm-jump00");
  });

  it("a stack with the aspects that belong to it", () => {
    const { stack } = article();
    Aspects.of(stack).add({
      visit(node) {
        if (node instanceof RouteServer) node.branchToBranchTrafficEnabled = false;
      },
    });
    expect(stack).not.toTunnel("vm-hub00");
  });

  it("a construct path for a machine", () => {
    const { stack, nva } = article();
    const message = failure(() => expect(stack).toTunnel("vm-hub0"));
    expect(message).toMatch(/no VM named "vm-hub0"[^]*vm-hub00/);
    expect(stack).toExempt(`${nva.node.path}/machine/vm`);
  });

  it("Terraform JSON, as text or parsed", () => {
    expect(t().json).toTunnel("vm-hub00");
    expect(JSON.stringify(t().json)).toTunnel("vm-hub00");
  });

  it("and says what else it was given", () => {
    expect(failure(() => expect(7).toTunnel("vm-hub00"))).toMatch(/nothing that has a topology[^]*got +7/);
    const { app } = article();
    const other = new TerraformStack(app, "other");
    expect(failure(() => expect(other).toTunnel("vm-hub00"))).toContain("vm-hub00");
  });
});
