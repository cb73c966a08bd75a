import type { IConstruct } from "constructs";
import { required } from "./internal/props-schema";
import { isToken, known } from "./internal/tokens";

/** A resource group: azurerm's `ResourceGroup` resource, its data source, or an object with a name and a location. */
export interface IResourceGroup {
  /** Name in Azure. */
  readonly name: string;
  /** Azure region, for example "japaneast". */
  readonly location: string;
}

/** Resource group, location and tags of a construct's resources. */
export interface Placement {
  /** The resource group, as the user passed it. */
  readonly resourceGroup: IResourceGroup;
  /**
   * Arguments that all of the construct's resources share. They are references, so that Terraform creates the group
   * first.
   */
  readonly common: {
    readonly resourceGroupName: string;
    readonly location: string;
    readonly tags: Record<string, string> | undefined;
  };
}

/** Props that hubs and sites share. */
export interface PlacementProps {
  /** Resource group of all resources of this construct. */
  readonly resourceGroup: IResourceGroup;
  /**
   * Azure region.
   * @default - the resource group's
   */
  readonly location?: string;
  /**
   * Tags of every resource that supports tags: at most 50, names up to 512 and values up to 256 characters.
   * @default - none
   * @see https://learn.microsoft.com/azure/azure-resource-manager/management/tag-resources
   */
  readonly tags?: Record<string, string>;
}

const MADE_GROUP = 'new ResourceGroup(stack, "resource-group", { name: "rg-network", location: "japaneast" })';

/**
 * Resource group, location and tags from a construct's props.
 * @throws ForcedTunnelingError if the resource group is missing, or has no name or no location.
 */
export function placement(scope: IConstruct, props: Partial<PlacementProps>): Placement {
  const resourceGroup = required(
    scope,
    "resourceGroup",
    props.resourceGroup,
    (group) => typeof group === "object",
    "a ResourceGroup, or { name, location }",
    MADE_GROUP,
  );
  const { name, location } = referencesTo(resourceGroup);
  required(
    scope,
    "resourceGroup",
    resourceGroup,
    () => typeof name === "string" && typeof location === "string",
    "a ResourceGroup, or { name, location }",
    MADE_GROUP,
  );
  return { resourceGroup, common: { resourceGroupName: name, location: props.location ?? location, tags: props.tags } };
}

const references = new WeakMap<IResourceGroup, IResourceGroup>();

/** Name and location of a resource group. References are read once: each read makes cdktf store a call stack. */
function referencesTo(resourceGroup: IResourceGroup): IResourceGroup {
  const known = references.get(resourceGroup);
  if (known) return known;
  const { name, location } = resourceGroup;
  if (isToken(name)) references.set(resourceGroup, { name, location });
  return { name, location };
}

/** What the user wrote: the other properties of cdktf's resources are references. */
interface Inputs {
  readonly nameInput?: string;
  readonly locationInput?: string;
}

/** The name of a resource group as it was written; a reference only if it is known after apply. */
export const groupName = (resourceGroup: IResourceGroup): string =>
  (resourceGroup as Inputs).nameInput ?? resourceGroup.name;

/** The location as part of a name, in Azure's form ("Japan East" is "japaneast"); a reference if it is not known. */
export function locationLabel({ common: { location }, resourceGroup }: Placement): string {
  const label = isToken(location) ? ((resourceGroup as Inputs).locationInput ?? location) : location;
  return isToken(label) ? label : label.toLowerCase().replace(/\s/g, "");
}

/** The region of the resources in Azure's form; undefined if it is known only at apply. */
export function regionOf(place: Placement): string | undefined {
  const { common, resourceGroup } = place;
  const isOfGroup = common.location === referencesTo(resourceGroup).location;
  return isToken(common.location) && !isOfGroup ? undefined : known(locationLabel(place));
}

const anonymous = new WeakMap<IResourceGroup, string>();
let anonymousGroups = 0;

/** The scope in which names must be unique: the resource group's name, or a label of its own if it is not known. */
export function groupScope(resourceGroup: IResourceGroup): string {
  const name = known(groupName(resourceGroup));
  if (name !== undefined) return `resource group ${name.toLowerCase()}`;
  const label = anonymous.get(resourceGroup) ?? `resource group #${anonymousGroups++}`;
  anonymous.set(resourceGroup, label);
  return label;
}
