import type { Place } from "./place";

/** A secret prop: must be a reference, so that its value never reaches the JSON. */
export interface SecretDeclaration {
  readonly at: Place;
  /** True where the value itself was given. */
  readonly literal: boolean;
}

/** Tags of a construct. */
export interface TagsDeclaration {
  readonly at: Place;
  readonly tags: Readonly<Record<string, string | undefined>>;
}

/** The Terraform address of a construct at the top of a stack, where cdktf adds no hash. */
export interface LogicalIdDeclaration {
  readonly path: string;
  readonly stack: string;
  readonly address: string;
}

/** A stack of the app. */
export interface StackDeclaration {
  readonly path: string;
  /** The last part of its path: its folder. */
  readonly id: string;
}

/** A prop that does not have the shape that its construct accepts. */
export interface PropProblemDeclaration {
  readonly at: Place;
  readonly kind: "unknown" | "type";
  /** The value in JSON's notation, shortened; secrets are never in it. */
  readonly got: string;
  readonly want: string;
  readonly fix: string;
}

/** The id of a storage account or workspace that flow logs or diagnostic settings write to. */
export interface MonitoringIdDeclaration {
  readonly at: Place;
  readonly kind: "storage account" | "Log Analytics workspace" | "workspace GUID";
  readonly id: string | undefined;
}

/** The numbers of a hub's or site's flow log. */
export interface FlowLogDeclaration {
  readonly path: string;
  readonly retentionDays: number | undefined;
  readonly intervalMinutes: number | undefined;
}

/** A hub or site whose subnets are created in one step. */
export interface OneStepDeclaration {
  readonly at: Place;
  /** The version constraint of azurerm in its stack. */
  readonly azurermVersion: string | undefined;
}

/** A gateway or Route Server that exists. */
export interface ExistingPart {
  readonly path: string;
  /** The opt-in: every network that learns from it learns the default route of the NVA. */
  readonly acceptsDefaultRoute: boolean;
}
