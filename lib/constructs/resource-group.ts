import type { IConstruct } from "constructs";
import { required } from "./internal/props-schema";
import { isToken, known } from "./internal/tokens";

/** What resources are created in: a `ResourceGroup` resource, its data source, or just its name and location. */
export interface IResourceGroup {
  readonly name: string;
  /** Azure region, for example "japaneast". */
  readonly location: string;
}

/** Where and under what a construct's resources are created. */
export interface Placement {
  /** The group itself; what its user called it is in there. */
  readonly resourceGroup: IResourceGroup;
  /**
   * What all of its resources have in common. References, so that Terraform creates the group before what lies in it.
   */
  readonly common: {
    readonly resourceGroupName: string;
    readonly location: string;
    readonly tags: Record<string, string> | undefined;
  };
}

/** The props every construct with resources of its own has. */
export interface PlacementProps {
  /** The resource group of all resources of this construct. */
  readonly resourceGroup: IResourceGroup;
  /**
   * Azure region.
   * @default - the resource group's
   */
  readonly location?: string;
  /**
   * Tags on every resource that takes them: at most 50, keys up to 512 and values up to 256 characters (Azure Resource
   * Manager).
   * @default - none
   */
  readonly tags?: Record<string, string>;
}

/** @throws ForcedTunnelingError where the resource group is missing. */
export function placement(scope: IConstruct, props: Partial<PlacementProps>): Placement {
  const resourceGroup = required(
    scope,
    "resourceGroup",
    props.resourceGroup,
    (group) => typeof group === "object",
    "a ResourceGroup, or { name, location }",
  );
  const { name, location } = referencesTo(resourceGroup);
  required(
    scope,
    "resourceGroup",
    resourceGroup,
    () => typeof name === "string" && typeof location === "string",
    "a ResourceGroup, or { name, location }",
  );
  return { resourceGroup, common: { resourceGroupName: name, location: props.location ?? location, tags: props.tags } };
}

const references = new WeakMap<IResourceGroup, IResourceGroup>();

/**
 * Name and location of a resource group. They are read once where they are references: cdktf creates a reference at
 * each reading, and keeps the call stack with it.
 */
function referencesTo(resourceGroup: IResourceGroup): IResourceGroup {
  const known = references.get(resourceGroup);
  if (known) return known;
  const { name, location } = resourceGroup;
  if (isToken(name)) references.set(resourceGroup, { name, location });
  return { name, location };
}

/** cdktf's resources hand out references only; what their user wrote is in these. */
interface Inputs {
  readonly nameInput?: string;
  readonly locationInput?: string;
}

/** The location as part of a name: what the user wrote where that can be known, as Azure normalizes it. */
export function locationLabel({ common: { location }, resourceGroup }: Placement): string {
  const label = isToken(location) ? ((resourceGroup as Inputs).locationInput ?? location) : location;
  return isToken(label) ? label : label.toLowerCase().replace(/\s/g, "");
}

const anonymous = new WeakMap<IResourceGroup, string>();
let anonymousGroups = 0;

/** What names are unique in: the group's name where it is known, else the group itself. */
export function groupScope(resourceGroup: IResourceGroup): string {
  const name = known((resourceGroup as Inputs).nameInput ?? resourceGroup.name);
  if (name !== undefined) return `resource group ${name.toLowerCase()}`;
  const label = anonymous.get(resourceGroup) ?? `resource group #${anonymousGroups++}`;
  anonymous.set(resourceGroup, label);
  return label;
}
