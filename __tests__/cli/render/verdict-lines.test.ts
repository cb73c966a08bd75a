import { overviewText } from "../../../lib/cli/render/overview-text";
import { plain } from "../../../lib/cli/render/paint";
import { machineRows, verdictLines } from "../../../lib/cli/render/verdict-lines";
import type { Exposure } from "../../../lib/analysis/forwarding/exposure";
import type { MachineVerdict } from "../../../lib/analysis/results";
import { MACHINES } from "../sample-results";

const open = (ports: string, sources: readonly string[]): Exposure => ({
  machine: "vm-jump00",
  id: "azurerm_windows_virtual_machine.jump00",
  publicIp: "pip-jump00",
  address: null,
  protocol: "tcp",
  ports,
  sources,
});

test("undetermined VMs are grouped by the unknown value that they depend on", () => {
  const waiting = (machine: string, summary: string): MachineVerdict => ({
    ...MACHINES[0]!,
    machine,
    verdict: "undetermined",
    reason: "value-unknown",
    egress: [],
    summary,
  });
  const machines = [
    waiting("vm-a", "depends on var.b2b: dropped or tunnelled"),
    waiting("vm-b", "depends on var.n: direct or tunnelled"),
    waiting("vm-c", "depends on var.b2b: dropped or tunnelled"),
  ];
  expect(machineRows(machines, plain)).toEqual([
    ["undetermined", "vm-a, vm-c: depends on var.b2b: dropped or tunnelled"],
    ["", "vm-b: depends on var.n: direct or tunnelled"],
  ]);
  expect(overviewText(machines, { resources: 3, understood: 3, notModelled: [] })).toContain(
    "undetermined: depends on var.b2b: dropped or tunnelled",
  );
});

test("lists the egress of VMs, internet exposure and the rules", () => {
  const findings = [
    { id: "FT131", name: "x", severity: "warning", text: "", at: [], got: "", want: "", fix: "", facts: [] } as const,
  ];
  const exposed = [open("22", ["192.0.2.0/28"]), open("3389", ["192.0.2.0/28"]), open("443", ["internet"])];
  expect(verdictLines({ machines: MACHINES, findings, passed: ["FT101", "FT102"], undecided: [] }, exposed)).toEqual([
    "  tunnelled  vm-hub00 as pip-nva100",
    "  exempt     vm-jump00 as pip-jump00",
    "  dropped    vm-lost (no-egress-identity)",
    "  open       vm-jump00 tcp/22 and tcp/3389 from 192.0.2.0/28",
    "             vm-jump00 tcp/443 from internet",
    "  rules      2 passed, 1 warning: FT131",
  ]);
});
