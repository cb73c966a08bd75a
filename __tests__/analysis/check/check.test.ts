import { TOPOLOGY_RULES } from "../../../lib/analysis/check/all-rules";
import { check } from "../../../lib/analysis/check/check";
import { TopologyError } from "../../../lib/analysis/model/topology-error";
import { synthesized } from "../../../lib/analysis/terraform/sources/synthesized";
import { readTopology } from "../../../lib/analysis/kinds/read-topology";
import type { CheckReport } from "../../../lib/analysis/results";
import { article } from "../../support/apps";
import { read } from "../../support/analysis/ask";
import { alone, onCircuit, t, withSpoke } from "../../support/analysis/situations";
import { sound } from "./situations";

const names = ({ findings }: CheckReport): string[] => findings.map(({ name }) => name);

describe("one cause is one finding", () => {
  it("a flag that stops several machines is found once, with all of them", () => {
    const azure = t({ nva: { forwarding: false } }).vm("hub01", "hub00_default", { address: "10.0.0.5" });
    const found = check(read(azure)).findings.filter(({ severity }) => severity === "error");
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      name: "internet-unreachable",
      text: "vm-hub00 and vm-hub01 do not reach the internet: nic-nva100 drops packets that are not addressed to it: IP forwarding is off",
      at: [
        "azurerm_network_interface.nva100",
        "azurerm_linux_virtual_machine.hub00",
        "azurerm_linux_virtual_machine.hub01",
      ],
      fix: '"ip_forwarding_enabled": true',
    });
  });

  it("machines of one cause that fare differently are told apart in one finding", () => {
    const azure = t({ routeServer: { branch_to_branch_traffic_enabled: false } })
      .subnet("hub00", "open", "10.0.1.0/24", { default_outbound_access_enabled: true })
      .vm("hub01", "hub00_open", { address: "10.0.1.4" });
    const errors = check(read(azure)).findings.filter(({ severity }) => severity === "error");
    expect(errors.map(({ name }) => name)).toEqual(["direct-egress"]);
    expect(errors[0]!.text).toContain("vm-hub00 does not reach the internet, vm-hub01 reaches the internet directly");
    expect(errors[0]!.at[0]).toBe("azurerm_route_server.hub100");
  });

  it("what comes of a broken session is a part of the session's finding", () => {
    const errors = check(read(t().set("route_server_bgp_connection.nva100", { peer_asn: 65009 }))).findings.filter(
      ({ severity }) => severity === "error",
    );
    expect(errors.map(({ name, text }) => [name, text])).toEqual([
      [
        "bgp-asn-mismatch",
        "vm-nva100 is in AS 65001, but rs-hub100 expects AS 65009: vm-hub00 does not reach the internet",
      ],
    ]);
  });

  it("an NVA that announces nothing is to blame, and not that its clients have no address", () => {
    const [error] = check(read(t({ nva: { announces: [] } }))).findings;
    expect(error).toMatchObject({
      name: "internet-unreachable",
      text: "vm-hub00 does not reach the internet: no 0.0.0.0/0 from an NVA: vm-nva100 does not advertise 0.0.0.0/0",
    });
    expect(error!.fix).not.toContain("public");
  });

  it("what Azure refuses is told once, and not again for what it keeps from working", () => {
    const errors = check(read(t().nsg("hub100_GatewaySubnet"))).findings.filter(({ severity }) => severity === "error");
    expect(errors.map(({ name }) => name)).toEqual(["refused-by-azure"]);
  });
});

describe("a sound topology", () => {
  it("has no errors as this library makes it", () => {
    const report = check(readTopology(synthesized(article().stack)));
    expect(report.findings.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(names(report)).toEqual(["default-reaches-others", "single-nva", "rests-on-thin-evidence"]);
    expect(report.whatIf.map(({ outcome }) => outcome)).toEqual(Array(4).fill("fails-closed"));
  });

  it("is left with what nobody can repair once its warnings are heeded", () => {
    const report = check(sound());
    expect(names(report)).toEqual(["rests-on-thin-evidence"]);
    expect(report.passed).toHaveLength(TOPOLOGY_RULES.length - 1);
  });

  it("is not expected to tunnel anybody where there is no NVA", () => {
    const report = check(read(withSpoke(alone().vnet("hub00", "10.9.0.0/16"), false)));
    expect(report.findings.filter(({ severity }) => severity === "error")).toEqual([]);
  });
});

describe("what is not known before the apply", () => {
  const waiting = (): CheckReport => {
    const azure = t();
    return check(
      read(azure.set("route_server.hub100", { branch_to_branch_traffic_enabled: azure.var("b2b", { type: "bool" }) })),
    );
  };

  it("leaves the rules undecided that depend on it, and names it", () => {
    const { undecided, passed } = waiting();
    expect(undecided.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["direct-egress", "internet-unreachable", "single-nva"]),
    );
    expect(new Set(undecided.flatMap(({ waitsFor }) => waitsFor.map(({ unknown }) => unknown)))).toEqual(
      new Set(["var.b2b"]),
    );
    expect(passed).not.toContain("FT101");
    expect(passed).toContain("FT108");
  });
});

describe("accepting", () => {
  const bad = () => read(t().natGateway("hub00_default"));

  it("moves a finding aside, by id or name, with the reason", () => {
    for (const rule of ["fails-open", "FT114"]) {
      const report = check(bad(), { accept: [{ rule, reason: "updates must go on" }] });
      expect(names(report)).not.toContain("fails-open");
      expect(report.accepted).toEqual([expect.objectContaining({ id: "FT114", accepted: "updates must go on" })]);
    }
  });

  it("moves aside only what is at the given place, by Azure name or address", () => {
    expect(check(bad(), { accept: [{ rule: "fails-open", at: "vm-hub00", reason: "x" }] }).accepted).toHaveLength(1);
    expect(
      check(bad(), { accept: [{ rule: "fails-open", at: "azurerm_subnet.hub00_default", reason: "x" }] }).accepted,
    ).toHaveLength(1);
    expect(check(bad(), { accept: [{ rule: "fails-open", at: "vm-jump00", reason: "x" }] }).accepted).toHaveLength(0);
  });

  it("takes a construct path", () => {
    const topology = readTopology(synthesized(article().stack));
    const at = topology.machines.find(({ name }) => name === "vm-nva100")!.path!;
    expect(at).toContain("nva100");
    expect(
      check(topology, { accept: [{ rule: "single-nva", at, reason: "a demonstration" }] }).accepted.map(
        ({ name }) => name,
      ),
    ).toEqual(["single-nva"]);
  });

  it("wants a reason", () => {
    expect(() => check(bad(), { accept: [{ rule: "fails-open", reason: " " }] })).toThrow(TopologyError);
    expect(() => check(bad(), { accept: [{ rule: "fails-open", reason: "" }] })).toThrow(/accepted without a reason/);
  });

  it("offers the nearest rule for one that there is not", () => {
    expect(() => check(bad(), { accept: [{ rule: "fail-open", reason: "x" }] })).toThrow(
      /no rule is named "fail-open"[^]*fix +fails-open/,
    );
  });
});

describe("the report", () => {
  it("has errors first, then goes by rule and place, whatever the order of the file", () => {
    const azure = onCircuit(t({ nva: { forwarding: false } }).vnet("hub20", "10.20.0.0/16"), "hub20", "10.20");
    const reversed = {
      json: {
        ...azure.json,
        resource: Object.fromEntries(
          Object.entries(azure.json.resource)
            .reverse()
            .map(([type, all]) => [type, Object.fromEntries(Object.entries(all).reverse())]),
        ),
      },
    };
    const report = check(read(azure));
    expect(check(read(reversed))).toEqual(report);
    const severities = report.findings.map(({ severity }) => severity);
    expect(severities).toEqual([...severities].sort());
  });

  it("counts what is understood, and names what is not", () => {
    const azure = alone().add("storage_account", "a", {}).add("of_tomorrow", "b", { name: "b-name" });
    const { coverage, outcome, findings } = check(read(azure));
    expect(coverage.resources - coverage.understood).toBe(1);
    expect(coverage.notModelled).toMatchObject([{ id: "azurerm_of_tomorrow.b", name: "b-name", everything: true }]);
    expect(findings.filter(({ name }) => name === "not-modelled").map(({ at }) => at[0])).toEqual([
      "azurerm_of_tomorrow.b",
    ]);
    expect(outcome).not.toBe("passed");
  });
});
