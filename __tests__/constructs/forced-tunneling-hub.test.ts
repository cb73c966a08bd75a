import { ForcedTunnelingHub } from "../../lib/index";
import { article, emptyStack, SSH_KEY, Template, variable } from "../support/apps";

test("subnet prefixes follow the address space: as in the article for a /16, quarters of a smaller VNet", () => {
  const prefixes = (addressSpace: string): unknown[] => {
    const { stack, resourceGroup } = emptyStack();
    new ForcedTunnelingHub(stack, "hub00", { resourceGroup, addressSpace });
    return Object.values(new Template(stack).json.resource.azurerm_subnet!)
      .map(({ address_prefixes }) => (address_prefixes as string[])[0])
      .sort();
  };
  expect(prefixes("172.20.0.0/16")).toEqual(["172.20.0.0/24", "172.20.200.0/24", "172.20.210.0/24", "172.20.220.0/24"]);
  expect(prefixes("10.0.0.0/8")).toEqual(["10.0.0.0/24", "10.0.200.0/24", "10.0.210.0/24", "10.0.220.0/24"]);
  expect(prefixes("192.168.4.0/22")).toEqual(["192.168.4.0/24", "192.168.5.0/24", "192.168.6.0/24", "192.168.7.0/24"]);
  expect(prefixes("192.168.4.0/24")).toEqual([
    "192.168.4.0/26",
    "192.168.4.128/26",
    "192.168.4.192/26",
    "192.168.4.64/26",
  ]);
});

test("adminPassword replaces the generated Windows password", () => {
  const { stack, resourceGroup } = emptyStack();
  const adminPassword = variable(stack, "admin_password").stringValue;
  new ForcedTunnelingHub(stack, "hub00", { resourceGroup, adminPassword });
  const template = new Template(stack);
  expect(template.one("windows_virtual_machine", "vm-hub00")).toMatchObject({
    admin_password: "${var.admin_password}",
  });
  expect(template.json.resource).not.toHaveProperty("random_password");
});

test("proofCommand uses the shell of the client's operating system", () => {
  const proof = (operatingSystem: "windows" | "linux"): string => {
    const { hub } = article({ hub: { client: { operatingSystem, adminSshPublicKey: SSH_KEY } } });
    return hub.proofCommand;
  };
  expect(proof("windows")).toContain(
    '-n vm-hub00 --command-id RunPowerShellScript --scripts "curl.exe -sS https://ifconfig.me"',
  );
  expect(proof("linux")).toContain('-n vm-hub00 --command-id RunShellScript --scripts "curl -sS https://ifconfig.me"');
});
