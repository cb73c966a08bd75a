import { readTopology } from "../../../lib/analysis/kinds/read-topology";
import { synthesized } from "../../../lib/analysis/terraform/sources/synthesized";
import { EgressCheck } from "../../../lib/index";
import { ask, read } from "../../support/analysis/ask";
import { t } from "../../support/analysis/situations";
import { article } from "../../support/apps";

/** What becomes of the client's packets if a run command, or several, runs on the NVA after its first boot. */
function verdict(...scripts: readonly string[]): string {
  const azure = t();
  scripts.forEach((script, i) => {
    azure.add("virtual_machine_run_command", `command${i}`, {
      name: `command${i}`,
      virtual_machine_id: "${azurerm_linux_virtual_machine.nva100.id}",
      source: { script },
    });
  });
  return ask(read(azure), "vm-hub00").verdict;
}

it.each([
  "echo hello",
  "#!/bin/bash\nset -e\nvtysh -c 'show bgp summary'\nip route show\n",
  "apt-get update && apt-get install -y tcpdump",
  "sysctl --system",
  "curl -s https://ifconfig.me > /tmp/address",
])("a run command on an NVA that changes nothing is followed: %j", (script) => {
  expect(verdict(script)).toBe("tunnelled");
});

it.each([
  "some-program",
  "sysctl -w net.ipv4.ip_forward=0",
  "systemctl stop frr",
  "systemctl disable --now frr",
  "iptables -P FORWARD DROP",
  "iptables -t nat -F",
  "nft flush ruleset",
  "sed -i 's/65001/65002/' /etc/frr/frr.conf",
  "vtysh -c 'conf t' -c 'router bgp 65001' -c 'no network 0.0.0.0/0'",
  "ip route add blackhole 8.0.0.0/8",
  "wg-quick up wg0",
  "if [",
  "curl -o /etc/frr/frr.conf https://example.com/frr.conf",
  "Set-ItemProperty -Path HKLM:\\SYSTEM -Name IpEnableRouter -Value 1",
])("a run command on an NVA that may change what it does leaves the verdict open: %j", (script) => {
  expect(verdict(script)).toBe("undetermined");
});

it("of several run commands, one that may change something is enough", () => {
  expect(verdict("echo one", "echo two")).toBe("tunnelled");
  expect(verdict("echo one", "iptables -P FORWARD DROP")).toBe("undetermined");
});

it("an egress check on the NVA itself is read like any other script", () => {
  const { stack, nva } = article();
  new EgressCheck(stack, "egress-check", { client: nva.machine, nvas: [nva], runId: "1" });
  expect(ask(readTopology(synthesized(stack)), "vm-hub00").verdict).toBe("tunnelled");
});
