import type { IConstruct } from "constructs";
import type { ExistingDeclaration, ExistingPart } from "../rules/declaration";
import { declare } from "./internal/declaration-registry";
import { hcl } from "./internal/hcl";
import { anyConstruct, type PropsSchema, text } from "./internal/props-schema";
import { shown } from "./internal/shown";
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
export interface Found<R> {
  readonly name: string;
  readonly resourceGroupName: string;
  /** Name of what it is part of, if the id says it: of the VNet of a subnet. */
  readonly parentName?: string;
  /** azurerm's object, if one was given that has what is needed. */
  readonly resource: R | undefined;
}

/**
 * Name and resource group of something that exists, from whatever was given. Rules report what is missing.
 * @param prop the prop that holds these props, if it is not the construct itself.
 */
export function find<R extends INamedResource>(
  scope: IConstruct,
  kind: ExistingDeclaration["kind"],
  props: ExistingProps & { readonly resource?: R },
  prop?: string,
): Found<R> {
  const { id, name, resourceGroupName } = props;
  const given = props.resource as unknown;
  const resource = isNamed(given) ? (given as R) : undefined;
  declare(scope, () => ({
    existing: [
      {
        path: prop === undefined ? scope.node.path : `${scope.node.path}/${prop}`,
        kind,
        resource:
          given === undefined
            ? undefined
            : { shown: shown(given), type: resource && typeOf(resource), isNamed: resource !== undefined },
        id: id === undefined ? null : known(id),
        name: name !== undefined,
        resourceGroupName: resourceGroupName !== undefined,
      },
    ],
  }));
  if (resource) return { name: resource.name, resourceGroupName: resource.resourceGroupName, resource };
  if (id === undefined) return { name: name ?? "", resourceGroupName: resourceGroupName ?? "", resource };
  // The id of a part of something ends in two more segments.
  const parent = kind === "subnets" ? { parentName: segment(id, 8) } : {};
  return { name: segment(id, kind === "subnets" ? 10 : 8), resourceGroupName: segment(id, 4), resource, ...parent };
}

function isNamed(value: unknown): value is INamedResource {
  if (typeof value !== "object" || value === null) return false;
  const { id, name, resourceGroupName } = value as Partial<Record<keyof INamedResource, unknown>>;
  return [id, name, resourceGroupName].every((one) => typeof one === "string");
}

/** "azurerm_subnet"; undefined for an object that is not cdktf's. */
function typeOf(resource: object): string | undefined {
  const { terraformResourceType } = resource as { readonly terraformResourceType?: unknown };
  return typeof terraformResourceType === "string" ? terraformResourceType : undefined;
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
