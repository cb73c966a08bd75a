import type { TerraformResourceLifecycle } from "cdktf";
import type { Construct } from "constructs";
import type { Readiness } from "../readiness";
import type { IResourceGroup } from "../resource-group";

/** A connection that a gateway is about to make. */
export interface ConnectionRequest {
  /** Scope of the connection: what is made for it alone belongs there. */
  readonly scope: Construct;
  readonly name: string;
  readonly resourceGroup: IResourceGroup;
  /** Its own authorization key, if it was given one. */
  readonly authorizationKey: string | undefined;
}

/** What a circuit contributes to a connection. */
export interface Link {
  readonly circuitId: string;
  readonly authorizationKey: string | undefined;
  /** Absent: the connection is always made. */
  readonly count?: number;
  readonly lifecycle?: TerraformResourceLifecycle;
  /** What the connection waits for. */
  readonly after?: Readiness;
}

/** How a circuit comes about: it exists, or it is created. */
export interface CircuitSource {
  readonly circuitId: string;
  /** Called once for each connection, in the order of `connectTo`. */
  link(connection: ConnectionRequest): Link;
}
