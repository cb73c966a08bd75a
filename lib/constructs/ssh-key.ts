import { DataAzurermSshPublicKey } from "@cdktf/provider-azurerm/lib/data-azurerm-ssh-public-key";
import { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import { EXISTING_SCHEMA, type ExistingProps, find, type INamedResource } from "./existing";
import { ForcedTunnelingError } from "./forced-tunneling-error";
import { hcl } from "./internal/hcl";
import { type OwnClass, parseProps, type PropsSchema } from "./internal/props-schema";

/** An SSH key of Azure as azurerm's resource and data source show it. */
export interface INamedSshKey extends INamedResource {
  /** The public key in the format of a .pub file. */
  readonly publicKey: string;
}

/** Props of {@link SshKey.fromExisting}. */
export interface ExistingSshKeyProps extends ExistingProps {
  /**
   * azurerm's resource or data source of the key.
   * @default - `id`, or `name` and `resourceGroupName`
   */
  readonly resource?: INamedSshKey;
}

const SCHEMA: PropsSchema<ExistingSshKeyProps> = EXISTING_SCHEMA;

/** Both halves of a key; one that exists has its public half only. */
interface KeyPair {
  readonly publicKey: string;
  readonly privateKey?: string;
}

/** A public SSH key for the prop `adminSshPublicKey` of a machine: one that Azure stores, or one that Terraform generates. */
export class SshKey extends Construct {
  /**
   * Refers to an SSH key that exists in Azure. Terraform reads it when it plans, and does not change it. All mistakes
   * are reported at synthesis.
   * @param scope the stack, or a construct in it.
   * @param id construct id.
   * @param props where the key is found.
   * @see https://learn.microsoft.com/azure/virtual-machines/ssh-keys-portal
   */
  public static fromExisting(scope: Construct, id: string, props: ExistingSshKeyProps): SshKey {
    return new SshKey(scope, id, (self) => existing(self, props));
  }

  /**
   * A pair of Ed25519 keys that Terraform generates at apply, with the provider hashicorp/tls. The private half is in the
   * state in plain text, and never in the JSON.
   * @param scope the stack, or a construct in it.
   * @param id construct id; part of the Terraform address. Another id generates another pair, and a machine with another
   * key is replaced.
   * @see https://registry.terraform.io/providers/hashicorp/tls/latest/docs/resources/private_key
   */
  public static generate(scope: Construct, id: string): SshKey {
    return new SshKey(scope, id, generated);
  }

  /** A reference to the public key. */
  public readonly publicKey: string;

  private readonly pair: KeyPair;

  /**
   * Called by {@link SshKey.fromExisting} and {@link SshKey.generate}.
   * @param scope the stack, or a construct in it.
   * @param id construct id.
   * @param source where the key comes from.
   */
  public constructor(scope: Construct, id: string, source: (self: Construct) => KeyPair) {
    super(scope, id);
    this.pair = source(this);
    this.publicKey = this.pair.publicKey;
  }

  /**
   * A reference to the private key in the format of OpenSSH; sensitive.
   * @throws ForcedTunnelingError if the key is not generated: Azure does not give its private half away.
   */
  public get privateKey(): string {
    if (this.pair.privateKey !== undefined) return this.pair.privateKey;
    throw new ForcedTunnelingError(this.node.path, {
      text: `${this.node.path} has no private key here`,
      got: "SshKey.fromExisting, which reads the public half only",
      fix: `do not read privateKey, or use SshKey.generate(stack, "${this.node.id}")`,
    });
  }
}

function existing(self: Construct, props: ExistingSshKeyProps): KeyPair {
  const own = parseProps(self, props, SCHEMA);
  const { resource, name, resourceGroupName } = find(self, "sshPublicKeys", own);
  return { publicKey: (resource ?? new DataAzurermSshPublicKey(self, "key", { name, resourceGroupName })).publicKey };
}

/** azurerm cannot generate a key. Terraform finds the provider by the type's first word; it needs no configuration. */
function generated(self: Construct): KeyPair {
  const key = new TerraformResource(self, "key", { terraformResourceType: "tls_private_key" });
  key.addOverride("algorithm", "ED25519");
  return {
    // The provider ends it with a line end, which Azure does not return.
    publicKey: hcl`trimspace(${key.getStringAttribute("public_key_openssh")})`.toString(),
    privateKey: key.getStringAttribute("private_key_openssh"),
  };
}

/** For a prop that accepts one. */
export const SSH_KEY_CLASS: OwnClass = {
  type: SshKey,
  made: 'SshKey.fromExisting(stack, "key", { resource: … })',
};

/** The text of a key, however it was given. */
export const publicKeyOf = (key: string | SshKey | undefined): string | undefined =>
  key instanceof SshKey ? key.publicKey : key;
