import { groupsByKey } from "../../domain/group-by";
import type { UnmodelledEffect } from "../results";
import { text } from "../terraform/attributes";
import type { ReadContext } from "../terraform/read-context";
import { PROVISIONER, provisionersOf } from "../terraform/provisioners";
import type { Resource } from "../terraform/resource";
import { MODULE } from "../terraform/sources/configuration";
import { isOpen } from "../unknown/value";
import { hasNoBearing } from "../world/arm-namespaces";
import type { NotModelled } from "../world/not-modelled";
import type { UnreadResource } from "../world/unread";
import type { KindContext, KindReader, NotFollowed } from "./kind";
import { LOAD_BALANCER, LOAD_BALANCER_READER } from "./load-balancer";
import { NETWORK_READER } from "./network";
import { Placements } from "./placement";
import { ResourceIndex } from "./resource-index";
import { ResourceReferences } from "./resource-references";
import { networkOfSubnet } from "./subnet";
import type { TopologyReader } from "./topology-reader";
import { unplaced, type Unresolved } from "./unplaced";
import { VIRTUAL_MACHINE } from "./virtual-machine";
import { standingOf } from "./standing";

const UNKNOWN_TYPE = "is of a type that is not known: it may change anything that it names";

/**
 * The resources that bear on packets, or may do so, and that no kind follows, or not in all of their parts.
 * @param resources in the order of ids
 */
export function readUnread(
  resources: readonly Resource[],
  context: ReadContext,
  { kinds, readers }: { readonly kinds: TopologyReader; readonly readers: readonly KindReader[] },
): readonly UnreadResource[] {
  const index = new ResourceIndex(resources, context);
  const reader = new UnreadReader(new ResourceReferences(resources, index, context), kinds);
  const parts = new Map(
    groupsByKey(
      readers.flatMap((one) => one.notFollowed?.(kinds) ?? []),
      ({ resource }) => resource,
    ),
  );
  const followed = new Set(readers.flatMap((one) => one.follows?.(kinds) ?? []));
  return resources
    .filter((resource) => !resource.data && !followed.has(resource))
    .flatMap(
      (resource) =>
        (resource.unread === undefined ? reader.read(resource) : reader.notPlanned(resource, resource.unread)) ??
        reader.provisioned(resource) ??
        reader.unplaced(resource, kinds.unresolvedIn(resource)) ??
        reader.part(resource, parts.get(resource)) ??
        [],
    );
}

type Details = Omit<UnreadResource, "id" | "name" | "path" | "exists" | "type">;

class UnreadReader {
  private readonly placements: Placements;

  public constructor(
    private readonly references: ResourceReferences,
    private readonly kinds: KindContext,
  ) {
    this.placements = new Placements(references, kinds);
  }

  public read(resource: Resource): UnreadResource | undefined {
    const details = this.details(resource);
    return details && { ...this.kinds.component(resource), type: resource.type, ...details };
  }

  /** What a plan leaves open. */
  public notPlanned(resource: Resource, does: string): UnreadResource | undefined {
    if (standingOf(resource.type).kind === "no-bearing" || isHarmless(resource)) return undefined;
    const networks = [...this.placements.around(resource).networks]
      .sort()
      .filter((id) => this.kinds.find(NETWORK_READER, id));
    return this.ofAnyEffect(resource, does, networks);
  }

  /**
   * A resource that runs commands when it is created, which may change anything. What runs on a machine is the machine's,
   * if it is known which.
   */
  public provisioned(resource: Resource): UnreadResource | undefined {
    const types = provisionersOf(resource).filter(
      (type) => type === "local-exec" || !VIRTUAL_MACHINE.types.includes(resource.type),
    );
    if (types.length === 0) return undefined;
    const { networks, isEmpty } = this.placements.namedIn(resource, PROVISIONER);
    const does = `runs commands that may change anything (${[...new Set(types)].join(", ")})`;
    return this.ofAnyEffect(resource, does, [...networks].sort(), isEmpty);
  }

  /** A resource that is modelled, and of which nobody knows where it works. */
  public unplaced(resource: Resource, unresolved: readonly Unresolved[]): UnreadResource | undefined {
    if (unresolved.length === 0) return undefined;
    const found = unplaced(resource, this.kinds.component(resource).name, unresolved);
    if (!found) return undefined;
    const { does, anywhere } = found;
    const networks = anywhere ? [] : [...this.placements.around(resource).networks].sort();
    return this.ofAnyEffect(resource, does, networks);
  }

  /** It may change anything in these networks, or everywhere. */
  private ofAnyEffect(
    resource: Resource,
    does: string,
    networks: readonly string[],
    everywhere = networks.length === 0,
  ): UnreadResource {
    return {
      ...this.kinds.component(resource),
      type: resource.type,
      effect: "network",
      does,
      subnets: [],
      networks,
      nics: [],
      ...(everywhere && { everything: true }),
      unknownType: true,
    };
  }

  /** A resource that is modelled, with parts that are not. */
  public part(resource: Resource, parts: readonly NotFollowed[] = []): UnreadResource | undefined {
    const [first] = parts;
    if (!first) return undefined;
    const subnets = parts.flatMap((one) => one.subnets ?? []);
    const does = parts.map((one) => one.does).join(", and ");
    if (first.effect === "network" && subnets.length === 0)
      return {
        ...this.kinds.component(resource),
        type: resource.type,
        ...this.network(resource, { effect: "network", does }),
      };
    return {
      ...this.kinds.component(resource),
      type: resource.type,
      effect: first.effect,
      does,
      subnets,
      networks: subnets.map((id) => networkOfSubnet(id, this.kinds)),
      nics: parts.flatMap((one) => one.nics ?? []),
    };
  }

  private details(resource: Resource): Details | undefined {
    const standing = standingOf(resource.type);
    switch (standing.kind) {
      case "modelled":
      case "no-bearing":
        return undefined;
      case "not-modelled":
        return this.byEffect(resource, standing.entry);
      case "unknown":
        return isHarmless(resource) ? undefined : this.unknownType(resource);
    }
  }

  private byEffect(resource: Resource, entry: NotModelled): Details | undefined {
    const { effect, does } = entry;
    switch (effect) {
      case "own-traffic":
        return this.ownTraffic(resource, entry);
      case "network":
        return this.network(resource, { effect, does });
      case "inbound":
        return this.inbound(resource, { effect, does });
      case "part":
        return { effect, does, subnets: [], networks: [], nics: [] };
    }
  }

  /** A subnet that is named by an expression that leads nowhere may be any. */
  private ownTraffic(resource: Resource, { effect, does, optional }: NotModelled): Details | undefined {
    const { subnets, networks, isEmpty } = this.placements.of(resource);
    const isSomewhere = this.placements.namedBy(resource).some((named) => !named.resource && isOpen(named.text));
    if (isEmpty && optional && !isSomewhere) return undefined;
    return {
      effect,
      does,
      subnets: [...subnets].sort(),
      networks: [...networks].sort(),
      nics: [],
      ...(isEmpty && isSomewhere && { everything: true }),
    };
  }

  private network(resource: Resource, entry: { readonly effect: UnmodelledEffect; readonly does: string }): Details {
    const { networks, isEmpty } = this.placements.around(resource);
    return { ...entry, subnets: [], networks: [...networks].sort(), nics: [], ...(isEmpty && { everything: true }) };
  }

  private unknownType(resource: Resource): Details {
    const does =
      resource.type === MODULE ? "makes resources that are not in this file: read the plan instead" : UNKNOWN_TYPE;
    return { ...this.network(resource, { effect: "network", does }), unknownType: true };
  }

  private inbound(resource: Resource, entry: { readonly effect: UnmodelledEffect; readonly does: string }): Details {
    const { networks, nics } = this.placements.around(resource);
    const behind = nics.size > 0 ? [...nics] : this.behindBalancers(resource);
    return {
      ...entry,
      subnets: [],
      networks: [...networks].sort(),
      nics: [...behind].sort(),
      ...(behind.length === 0 && { everything: true }),
    };
  }

  private behindBalancers(resource: Resource): readonly string[] {
    return this.references
      .of(resource)
      .flatMap((named) => (named.resource && LOAD_BALANCER.types.includes(named.resource.type) ? [named.resource] : []))
      .flatMap(({ id }) => this.kinds.find(LOAD_BALANCER_READER, id)?.backends ?? []);
  }
}

/** A resource that is written by its type in Azure Resource Manager. */
const isHarmless = (resource: Resource): boolean =>
  resource.type.startsWith("azapi_") && hasNoBearing(text(resource, "type") ?? "");
