import { findingsOf, VirtualMachine, type VirtualMachineProps } from "../../lib/index";
import { article, SSH_KEY, Template } from "../support/apps";

test("every option of a VM reaches its resource", () => {
  const { stack } = article({
    hub: {
      tags: { owner: "network" },
      location: "japanwest",
      dnsServers: ["10.0.0.53"],
      client: {
        operatingSystem: "linux",
        adminSshPublicKey: SSH_KEY,
        adminUsername: "operator",
        size: "Standard_D4s_v5",
        acceleratedNetworking: true,
        image: { publisher: "Debian", offer: "debian-12", sku: "12-gen2", version: "0.20250101.1" },
        osDisk: { storageAccountType: "Premium_LRS", sizeGb: 64 },
        zone: "2",
        trustedLaunch: false,
        encryptionAtHost: true,
        bootDiagnosticsStorageUri: "https://logs.blob.core.windows.net/",
        identity: {
          systemAssigned: true,
          userAssignedIds: [
            "/subscriptions/0/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/i",
          ],
        },
        dailyShutdown: { timeZone: "Tokyo Standard Time" },
      },
      jumpServer: {
        operatorSources: ["203.0.113.0/24"],
        bootDiagnostics: false,
        publicIpZones: ["1", "2", "3"],
        dailyShutdown: { timeZone: "UTC", time: "1930" },
      },
    },
  });
  const template = new Template(stack);
  const client = template.one("linux_virtual_machine", "vm-hub00");
  expect(client).toMatchObject({
    admin_username: "operator",
    admin_ssh_key: [{ username: "operator", public_key: SSH_KEY }],
    size: "Standard_D4s_v5",
    source_image_reference: { publisher: "Debian", version: "0.20250101.1" },
    os_disk: { storage_account_type: "Premium_LRS", disk_size_gb: 64 },
    zone: "2",
    secure_boot_enabled: false,
    vtpm_enabled: false,
    encryption_at_host_enabled: true,
    boot_diagnostics: { storage_account_uri: "https://logs.blob.core.windows.net/" },
    identity: {
      type: "SystemAssigned, UserAssigned",
      identity_ids: [expect.stringContaining("userAssignedIdentities")],
    },
    location: "japanwest",
    tags: { owner: "network" },
  });
  expect(client).not.toHaveProperty("custom_data");
  expect(template.one("network_interface", "nic-hub00")).toMatchObject({ accelerated_networking_enabled: true });
  const jumpServer = template.one("windows_virtual_machine", "vm-jump00");
  expect(jumpServer).not.toHaveProperty("boot_diagnostics");
  expect(jumpServer).not.toHaveProperty("encryption_at_host_enabled");
  expect(template.one("public_ip", "pip-jump00")).toMatchObject({ zones: ["1", "2", "3"] });
  expect(template.one("virtual_network", "vnet-hub00")).toMatchObject({ dns_servers: ["10.0.0.53"] });
  template.one("network_security_group", "vnet-hub00-default-nsg-japanwest");
  const schedules = Object.values(template.json.resource.azurerm_dev_test_global_vm_shutdown_schedule!);
  expect(schedules.map(({ daily_recurrence_time, timezone }) => [daily_recurrence_time, timezone]).sort()).toEqual([
    ["0000", "Tokyo Standard Time"],
    ["1930", "UTC"],
  ]);
  const login = (
    template.one("network_security_group", "vnet-hub00-default-nsg-japanwest").security_rule as Record<
      string,
      unknown
    >[]
  )[0];
  expect(login).toMatchObject({ name: "AllowJumpServerInBound", destination_port_range: "22" });
});

test("a VM can be Windows with a generated password or Linux with user data, and its mistakes are reported", () => {
  const { stack, hub } = article();
  const subnet = hub.network.addSubnet("app", { name: "app", prefix: "10.0.1.0/24" });
  new VirtualMachine(stack, "web", { subnet });
  new VirtualMachine(stack, "db", {
    subnet,
    operatingSystem: "linux",
    adminSshPublicKey: SSH_KEY,
    privateIpAddress: "10.0.1.10",
    publicIp: true,
    customData: "eA==",
  });
  const template = new Template(stack);
  expect(template.one("windows_virtual_machine", "vm-web").admin_password).toMatch(/^\$\{random_password\.web_/);
  expect(template.one("linux_virtual_machine", "vm-db").custom_data).toBe("eA==");
  expect(template.one("network_interface", "nic-web")).toMatchObject({ ip_forwarding_enabled: false });
  template.one("public_ip", "pip-db");
  new VirtualMachine(stack, "bad", {
    subnet,
    name: "vm_bad",
    adminPassword: "in the open",
    sizee: "x",
  } as VirtualMachineProps);
  expect(
    findingsOf(stack)
      .map(({ id, at }) => [id, at[0]!.path])
      .sort(),
  ).toEqual([
    ["FT001", "main/bad"],
    ["FT019", "main/bad"],
    ["FT036", "main/bad"],
  ]);
  expect(() => new VirtualMachine(stack, "lost", {} as VirtualMachineProps)).toThrow("subnet is missing");
});
