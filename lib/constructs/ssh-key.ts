import { DataAzurermSshPublicKey } from "@cdktf/provider-azurerm/lib/data-azurerm-ssh-public-key";
import { Construct } from "constructs";
import { EXISTING_SCHEMA, type ExistingProps, find, type INamedResource } from "./existing";
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

/** A public SSH key that Azure stores, for the prop `adminSshPublicKey` of a machine. */
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
    return new SshKey(scope, id, props);
  }

  /** A reference to the public key. */
  public readonly publicKey: string;

  /** Called by {@link SshKey.fromExisting}. */
  public constructor(scope: Construct, id: string, props: ExistingSshKeyProps) {
    super(scope, id);
    const own = parseProps(this, props, SCHEMA);
    const { resource, name, resourceGroupName } = find(this, "sshPublicKeys", own);
    const key = resource ?? new DataAzurermSshPublicKey(this, "key", { name, resourceGroupName });
    this.publicKey = key.publicKey;
  }
}

/** For a prop that accepts one. */
export const SSH_KEY_CLASS: OwnClass = {
  type: SshKey,
  made: 'SshKey.fromExisting(stack, "key", { resource: … })',
};

/** The text of a key, however it was given. */
export const publicKeyOf = (key: string | SshKey | undefined): string | undefined =>
  key instanceof SshKey ? key.publicKey : key;
