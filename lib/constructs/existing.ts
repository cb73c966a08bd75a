import type { IConstruct } from "constructs";
import type { ExistingDeclaration, ExistingPart } from "../rules/declaration";
import { declare } from "./internal/declaration-registry";
import { hcl } from "./internal/hcl";
import { anyConstruct, type PropsSchema, text } from "./internal/props-schema";
import { isToken, known } from "./internal/tokens";

/** A resource of Azure as azurerm's resources and data sources show it. */
export interface INamedResource {
  /** Azure id. */
  readonly id: string;
  /** Name in Azure. */
  readonly name: string;
  /** Name of its resource group. */
  readonly resourceGroupName: string;
}

/** Where to find something that exists: by azurerm's object, by id, or by name and resource group. */
export interface ExistingProps {
  /**
   * azurerm's resource or data source of it.
   * @default - `id`, or `name` and `resourceGroupName`
   */
  readonly resource?: INamedResource;
  /**
   * Azure id, with the exact letter case of its segments (azurerm).
   * @default - `resource`, or `name` and `resourceGroupName`
   */
  readonly id?: string;
  /**
   * Name in Azure.
   * @default - `resource` or `id`
   */
  readonly name?: string;
  /**
   * Name of the resource group that it is in.
   * @default - `resource` or `id`
   */
  readonly resourceGroupName?: string;
}

/** Schema of {@link ExistingProps}. */
export const EXISTING_SCHEMA: PropsSchema<ExistingProps> = {
  resource: anyConstruct,
  id: text,
  name: text,
  resourceGroupName: text,
};

/** What something that exists is called, and where. */
export interface Found {
  readonly name: string;
  readonly resourceGroupName: string;
}

/**
 * Name and resource group of something that exists, from whatever was given. Rules report what is missing.
 * @param prop the prop that holds these props, if it is not the construct itself.
 */
export function find(scope: IConstruct, kind: ExistingDeclaration["kind"], props: ExistingProps, prop?: string): Found {
  const { resource, id, name, resourceGroupName } = props;
  const given = { resource: resource !== undefined, id, name, resourceGroupName };
  declare(scope, () => ({
    existing: [
      {
        path: prop === undefined ? scope.node.path : `${scope.node.path}/${prop}`,
        kind,
        resource: given.resource,
        id: given.id === undefined ? null : known(given.id),
        name: given.name !== undefined,
        resourceGroupName: given.resourceGroupName !== undefined,
      },
    ],
  }));
  if (resource) return { name: resource.name, resourceGroupName: resource.resourceGroupName };
  if (id === undefined) return { name: name ?? "", resourceGroupName: resourceGroupName ?? "" };
  return { name: segment(id, 8), resourceGroupName: segment(id, 4) };
}

const segment = (id: string, place: number): string =>
  isToken(id) ? hcl`element(split("/", ${id}), ${place})`.toString() : (id.split("/")[place] ?? "");

/** What rules know of a gateway or Route Server that exists; undefined for one that is created. */
export function existingDeclaration(
  place: string | (IConstruct & { readonly acceptsDefaultRoute: boolean }),
): ExistingPart | undefined {
  return typeof place === "string"
    ? undefined
    : { path: place.node.path, acceptsDefaultRoute: place.acceptsDefaultRoute };
}
