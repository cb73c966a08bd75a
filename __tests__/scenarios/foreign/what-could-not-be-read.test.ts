import { check } from "../../../lib/analysis/check/check";
import { ask, read } from "../../support/analysis/ask";
import type { Attributes, Azure } from "../../support/analysis/azure";
import { apart } from "../../support/analysis/situations";
import { hubAndSpoke, ROUTER } from "./hub-and-spoke";

const DOWNLOADED = "curl -s https://example.org/nva.sh | bash";
const withData = (userData: string): string =>
  ask(read(hubAndSpoke({ nva: { forwarding: true, address: "10.0.0.4", publicIp: true, userData } })), "vm-app")
    .verdict;

describe("lines of user data that could not be read", () => {
  it("may switch on what the others leave off", () => {
    expect(withData(`#!/bin/bash\n${DOWNLOADED}`)).toBe("undetermined");
    expect(withData(`#!/bin/bash\nsysctl -w net.ipv4.ip_forward=1\n${DOWNLOADED}`)).toBe("undetermined");
  });

  it("may switch off what the others switch on", () => {
    expect(withData(ROUTER)).toBe("tunnelled");
    expect(withData(`${ROUTER}\n${DOWNLOADED}`)).toBe("undetermined");
  });

  it("a router that is not FRR may announce a default", () => {
    const userData = [
      "#cloud-config",
      "packages: [bird2]",
      "write_files:",
      "  - path: /etc/bird/bird.conf",
      "    content: |",
      "      protocol bgp rs { local as 65001; neighbor 10.100.210.4 as 65515; }",
      "runcmd:",
      "  - sysctl -w net.ipv4.ip_forward=1",
      "  - iptables -t nat -A POSTROUTING -o eth0 -j MASQUERADE",
    ].join("\n");
    const azure = apart()
      .subnet("hub100", "work", "10.100.1.0/24")
      .vm("work", "hub100_work", { address: "10.100.1.5" })
      .drop("linux_virtual_machine.nva100")
      .drop("network_interface.nva100")
      .drop("public_ip.nva100");
    azure.vm("nva100", "hub100_nva", { address: "10.100.0.10", publicIp: true, forwarding: true, userData });
    const { verdict, waitsFor } = ask(read(azure), "vm-work");
    expect(verdict).toBe("undetermined");
    expect(waitsFor.map(({ unknown }) => unknown)).toContain("vm-nva100 advertises 0.0.0.0/0");
  });
});

describe("faults of others' topologies", () => {
  it("a circle of two routers' routes names the last of them", () => {
    const userData = "#!/bin/bash\nsysctl -w net.ipv4.ip_forward=1";
    const azure = hubAndSpoke({ nva: { address: "10.0.0.4", forwarding: true, userData } })
      .subnet("hub", "second", "10.0.1.0/24")
      .vm("second", "hub_second", { address: "10.0.1.4", forwarding: true, userData });
    azure.table("hub_nva", [["0.0.0.0/0", "10.0.1.4"]]).table("hub_second", [["0.0.0.0/0", "10.0.0.4"]]);
    expect(ask(read(azure), "vm-app")).toMatchObject({
      verdict: "loop",
      faults: [{ got: "vm-nva -> vm-second -> vm-nva", fix: "change the route that leads from vm-second to vm-nva" }],
    });
  });
});

describe("what a private subnet without a default is told", () => {
  const fixOf = (forwarding: boolean): string | undefined => {
    const azure = hubAndSpoke({
      routes: [],
      nva: { address: "10.0.0.4", publicIp: false, forwarding, userData: ROUTER },
    }).set("subnet.spoke_app", { default_outbound_access_enabled: false });
    return ask(read(azure), forwarding ? "vm-nva" : "vm-app").faults[0]?.fix;
  };

  it("a client needs a default to an NVA, not an address of its own past it", () => {
    expect(fixOf(false)).toBe("advertise 0.0.0.0/0 from an NVA, or add a UDR 0.0.0.0/0 to one");
  });

  it("a router needs an address", () => {
    expect(fixOf(true)).toBe("associate a public IP with nic-nva");
  });
});

describe("machines of which nothing says whether they forward a part of the networks", () => {
  const pair = (image: Attributes): Azure => {
    const azure = hubAndSpoke({
      nva: { address: "10.0.0.4", forwarding: true },
      routes: [["10.9.0.0/16", "10.0.0.4"]],
    });
    azure
      .vm("second", "hub_nva", { address: "10.0.0.5", forwarding: true })
      .subnet("spoke", "other", "10.1.1.0/24")
      .table("spoke_other", [["10.9.0.0/16", "10.0.0.5"]]);
    for (const name of ["nva", "second"])
      azure.set(`linux_virtual_machine.${name}`, { ...image, custom_data: null, user_data: null });
    return azure;
  };
  const found = (azure: Azure): object[] =>
    check(read(azure), { whatIf: false }).findings.filter(({ text }) => text.startsWith("it is not known whether"));

  it("are one finding; the configuration of a product is not its user data", () => {
    const product = { plan: [{ name: "fgt", publisher: "fortinet", product: "fortigate" }] };
    expect(found(pair(product))).toMatchObject([
      {
        text: expect.stringMatching(/^it is not known whether vm-nva and vm-second forward 10.9.0.0\/16: /),
        fix: expect.stringMatching(/^if it forwards, --assume FILE, with .*"vm-nva":.*"vm-second":/),
      },
    ]);
  });

  it("may be made to forward by user data where they are plain Linux", () => {
    expect(found(pair({}))).toMatchObject([{ fix: expect.stringMatching(/^add user data: /) }]);
  });
});
