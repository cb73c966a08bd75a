import { SshPublicKey } from "@cdktf/provider-azurerm/lib/ssh-public-key";
import { TerraformOutput } from "cdktf";
import { check } from "../../lib/analysis/check/check";
import { readTopology } from "../../lib/analysis/kinds/read-topology";
import {
  AdminPassword,
  findingsOf,
  ForcedTunnelingHub,
  FrrNva,
  type KeyVaultSecretProps,
  OnPremSiteWithRouteServer,
  SshKey,
  VirtualMachine,
} from "../../lib/index";
import { emptyStack, SSH_KEY, Template, variable } from "../support/apps";

const stored = { name: "ssh-operators", resourceGroupName: "rg-operators" };
const vault = { name: "kv-operators", resourceGroupName: "rg-operators" };
const VAULT_ID = "/subscriptions/s/resourceGroups/rg-operators/providers/Microsoft.KeyVault/vaults/kv-operators";

const dataOf = (template: Template, type: string) => Object.values(template.json.data?.[`azurerm_${type}`] ?? {});

describe("an SSH key that Terraform generates", () => {
  const generated = () => {
    const { stack, resourceGroup } = emptyStack();
    const key = SshKey.generate(stack, "key");
    new ForcedTunnelingHub(stack, "hub00", {
      resourceGroup,
      client: { operatingSystem: "linux", adminSshPublicKey: key },
    });
    return { stack, key };
  };

  test("is the machine's, without the line end that the provider writes", () => {
    const { stack } = generated();
    expect(findingsOf(stack)).toEqual([]);
    const { json } = new Template(stack);
    const [[id, pair] = []] = Object.entries(json.resource.tls_private_key!);
    expect(pair).toMatchObject({ algorithm: "ED25519" });
    expect(new Template(stack).one("linux_virtual_machine", "vm-hub00").admin_ssh_key).toEqual([
      { username: "azureuser", public_key: `\${trimspace(tls_private_key.${id}.public_key_openssh)}` },
    ]);
  });

  test("has a private half, as a reference", () => {
    const { stack, key } = generated();
    new TerraformOutput(stack, "private_key", { value: key.privateKey, sensitive: true });
    expect(new Template(stack).json).toMatchObject({
      output: {
        private_key: {
          sensitive: true,
          value: expect.stringMatching(/^\$\{tls_private_key\.\w+\.private_key_openssh\}$/),
        },
      },
    });
    expect(() => SshKey.fromExisting(stack, "stored", stored).privateKey).toThrow(
      "main/stored has no private key here",
    );
  });

  test("leaves the analysis nothing undecided", () => {
    const { stack } = generated();
    const topology = readTopology([{ name: "main.tf.json", text: JSON.stringify(new Template(stack).json) }]);
    expect(check(topology).undecided).toEqual([]);
  });
});

describe("an SSH key that Azure stores", () => {
  test("is accepted by every Linux machine", () => {
    const { stack, resourceGroup } = emptyStack();
    const key = SshKey.fromExisting(stack, "key", stored);
    const linux = { operatingSystem: "linux", adminSshPublicKey: key } as const;
    const hub = new ForcedTunnelingHub(stack, "hub00", { resourceGroup, client: linux, jumpServer: linux });
    const site = new OnPremSiteWithRouteServer(stack, "hub100", { resourceGroup });
    new FrrNva(stack, "nva100", { site, adminSshPublicKey: key });
    new VirtualMachine(stack, "app", {
      ...linux,
      subnet: hub.network.addSubnet("apps", { name: "apps", prefix: "10.0.1.0/24" }),
    });
    expect(findingsOf(stack)).toEqual([]);
    const template = new Template(stack);
    for (const name of ["vm-hub00", "vm-jump00", "vm-nva100", "vm-app"])
      expect(template.one("linux_virtual_machine", name).admin_ssh_key).toEqual([
        { username: "azureuser", public_key: "${data.azurerm_ssh_public_key.key_F64E54E4.public_key}" },
      ]);
    expect(dataOf(template, "ssh_public_key")).toEqual([
      { name: "ssh-operators", resource_group_name: "rg-operators" },
    ]);
    expect(template.json.resource).not.toHaveProperty("random_password");
  });

  test("may be a resource of the same app", () => {
    const { stack, resourceGroup } = emptyStack();
    const resource = new SshPublicKey(stack, "own", {
      ...stored,
      location: "japaneast",
      publicKey: SSH_KEY,
    });
    const key = SshKey.fromExisting(stack, "key", { resource });
    new ForcedTunnelingHub(stack, "hub00", {
      resourceGroup,
      client: { operatingSystem: "linux", adminSshPublicKey: key },
    });
    const template = new Template(stack);
    expect(template.json.data).toBeUndefined();
    expect(template.one("linux_virtual_machine", "vm-hub00").admin_ssh_key).toEqual([
      { username: "azureuser", public_key: "${azurerm_ssh_public_key.own.public_key}" },
    ]);
  });

  test("that is not described, or has an id of something else, is reported", () => {
    const { stack } = emptyStack();
    SshKey.fromExisting(stack, "nowhere", {});
    SshKey.fromExisting(stack, "other", { id: VAULT_ID });
    expect(findingsOf(stack).map(({ id, at, want }) => [id, at[0]!.path, want])).toEqual([
      ["FT153", "main/nowhere", "resource, or id, or name and resourceGroupName"],
      ["FT153", "main/other", expect.stringContaining("providers/Microsoft.Compute/sshPublicKeys/")],
    ]);
  });

  test("is not replaced by another construct", () => {
    const { stack, resourceGroup } = emptyStack();
    const adminSshPublicKey = new AdminPassword(stack, "password") as unknown as SshKey;
    new ForcedTunnelingHub(stack, "hub00", { resourceGroup, client: { operatingSystem: "linux", adminSshPublicKey } });
    expect(findingsOf(stack).map(({ id, want }) => [id, want])).toEqual([
      ["FT002", "a text or SshKey.fromExisting(…)"],
    ]);
  });
});

describe("a password in a Key Vault", () => {
  function hubWith(props: KeyVaultSecretProps) {
    const { stack, resourceGroup } = emptyStack();
    const adminPassword = AdminPassword.fromKeyVault(stack, "password", props);
    new ForcedTunnelingHub(stack, "hub00", { resourceGroup, adminPassword });
    return stack;
  }

  test("is read by Terraform, and no password is generated", () => {
    const stack = hubWith({ vault, secretName: "jump-server" });
    expect(findingsOf(stack)).toEqual([]);
    const template = new Template(stack);
    expect(dataOf(template, "key_vault")).toEqual([{ name: "kv-operators", resource_group_name: "rg-operators" }]);
    const [secret] = dataOf(template, "key_vault_secret");
    expect(secret).toEqual({
      name: "jump-server",
      key_vault_id: "${data.azurerm_key_vault.password_vault_5A4538AC.id}",
    });
    for (const name of ["vm-hub00", "vm-jump00"])
      expect(template.one("windows_virtual_machine", name).admin_password).toBe(
        "${data.azurerm_key_vault_secret.password_secret_E329B110.value}",
      );
    expect(template.json.resource).not.toHaveProperty("random_password");
  });

  test("needs no look-up of the vault whose id is known", () => {
    const template = new Template(hubWith({ vault: { id: VAULT_ID }, secretName: "jump-server" }));
    expect(dataOf(template, "key_vault")).toEqual([]);
    expect(dataOf(template, "key_vault_secret")).toEqual([{ name: "jump-server", key_vault_id: VAULT_ID }]);
  });

  test("may have a name that is known only at apply", () => {
    const { stack } = emptyStack();
    AdminPassword.fromKeyVault(stack, "password", { vault, secretName: variable(stack, "secret").stringValue });
    expect(findingsOf(stack)).toEqual([]);
  });

  test("is reported if Azure would not find it", () => {
    const found = (props: object) =>
      findingsOf(hubWith(props as KeyVaultSecretProps)).map(({ id, at: [at] }) => [id, at!.path, at!.prop]);
    expect(found({ secretName: "jump-server" })).toEqual([["FT153", "main/password/vault", "name"]]);
    expect(found({ vault: { name: "kv-operators" }, secretName: "jump-server" })).toEqual([
      ["FT153", "main/password/vault", "resourceGroupName"],
    ]);
    expect(found({ vault, secretName: "jump_server" })).toEqual([["FT019", "main/password", "secretName"]]);
    expect(found({ vault })).toEqual([["FT019", "main/password", "secretName"]]);
  });
});
