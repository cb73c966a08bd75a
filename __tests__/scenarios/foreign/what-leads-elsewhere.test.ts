import { readTopology } from "../../../lib/analysis/kinds/read-topology";
import { ask, read } from "../../support/analysis/ask";
import { t } from "../../support/analysis/situations";

const verdict = (commands: readonly string[]): string => ask(read(t({ nva: { commands } })), "vm-hub00").verdict;

it.each([
  "ip route replace default dev wg0",
  "ip route add blackhole 8.0.0.0/8",
  "ip rule add from 10.0.0.0/16 table 100",
  "ip xfrm policy add src 10.0.0.0/16 dst 0.0.0.0/0 dir fwd action block",
  "ip link set eth0 down",
  "systemctl enable --now wg-quick@wg0",
  "wg-quick up wg0",
  "shutdown -h now",
])("an NVA that runs `%s` may lead its packets elsewhere: nobody can say", (command) => {
  expect(verdict([command])).toBe("undetermined");
});

it.each(["ip route show", "ip -4 addr", "ip route add 10.100.210.0/24 via 10.100.0.1 dev eth0", "shutdown -r now"])(
  "`%s` changes nothing of it",
  (command) => {
    expect(verdict([command])).toBe("tunnelled");
  },
);

it("a script that an extension runs on the NVA may change all of it, an agent nothing", () => {
  const extension = (type: string): string => {
    const azure = t().add("virtual_machine_extension", "x", {
      name: "x",
      virtual_machine_id: "${azurerm_linux_virtual_machine.nva100.id}",
      publisher: "Microsoft",
      type,
    });
    return ask(read(azure), "vm-hub00").verdict;
  };
  expect(extension("CustomScript")).toBe("undetermined");
  expect(extension("AzureMonitorLinuxAgent")).toBe("tunnelled");
});

describe("FRR that does not run", () => {
  const changed = (from: string, to: string): ReturnType<typeof ask> => {
    const json = JSON.stringify(t().json);
    expect(json).toContain(from);
    return ask(readTopology([{ name: "x.tf.json", text: json.replace(from, to) }]), "vm-hub00");
  };

  it("is named where bgpd is switched off", () => {
    expect(changed("s/^bgpd=no/bgpd=yes/", "s/^bgpd=maybe/bgpd=yes/").faults[0]!.text).toContain(
      "/etc/frr/daemons says bgpd=no",
    );
  });

  it("may be in the image where nothing installs it: nobody can say", () => {
    expect(changed("- frr\\\\n", "- curl\\\\n").verdict).toBe("undetermined");
  });
});
