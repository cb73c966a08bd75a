import type { Assumptions } from "../model/assumptions";
import type { Component } from "../model/component";
import type { FirstBoot } from "../model/guest";
import type { ComputedAttribute } from "../terraform/computed-attributes";
import type { ReadContext } from "../terraform/read-context";
import type { Resource } from "../terraform/resource";
import type { Value } from "../terraform/value";
import type { Truth } from "../unknown/truth";
import type { Unknown } from "../unknown/value";
import type { UnreadResource } from "../world/unread";
import type { Box } from "./box";

/**
 * A kind of Azure resource: what it depends on, how it forwards, and what people see of it. Whatever deals with all kinds
 * alike derives from these: lists, islands, search, removal, pictures. How Terraform writes it is its {@link KindReader}.
 */
export interface Kind<C extends Component = Component, List extends string = string> {
  /** The topology's list of them: "natGateways". */
  readonly list: List;
  /** What one is called in a sentence: "NAT gateway". */
  readonly label: string;
  /** Terraform's types of it. */
  readonly types: readonly string[];
  /** Terraform's types that only add to one: associations, rules. */
  readonly parts?: readonly string[];
  /** The ids that a component names, field by field. */
  readonly references: References<C>;
  /** Where a component can be the next hop of a route. @default nowhere */
  nextHops?(component: C): readonly NextHopAddress[];
  /** Its box in a picture. @default none: it is drawn as a line, or not at all */
  box?(component: C, picture: PictureContext): Box | undefined;
  /** Never there: it tells kinds of different components apart. */
  readonly component?: C;
}

/** How the components of a kind are read from Terraform. Apart from the kind, so that the page does without it. */
export interface KindReader<C extends Component = Component> {
  readonly kind: Kind<C>;
  /** The components of this kind that the files hold. */
  read(resources: KindContext): readonly C[];
  /** Attributes that Azure sets, as far as what is configured tells them. */
  readonly computed?: Readonly<Record<string, ComputedAttribute>>;
  /** Id of a component that is written as a block of another resource. */
  blockNamed?(resources: KindContext, id: string): string | undefined;
  /** For components that files may name and not hold. */
  readonly external?: ExternalKind<C>;
  /** Texts that stand for an address which a component has from another: a machine's is its first NIC's. */
  addressAliases?(component: C, resources: KindContext): readonly (readonly [text: string, address: string])[];
  /** The component with each address that it names replaced by what `addressOf` gives for it. */
  withAddresses?(component: C, addressOf: (text: string) => string): C;
  /** Resources of types that are not modelled as a rule, and that it follows all the same. */
  follows?(resources: KindContext): readonly Resource[];
  /** What of its resources bears on packets, and is not followed. */
  notFollowed?(resources: KindContext): readonly NotFollowed[];
  /** The last word on all components of the kind, those from outside the files included. */
  finish?(components: readonly C[]): readonly C[];
}

/**
 * How a component depends on one that it names:
 * - part-of: it lies in the other, and in the other's island;
 * - holds: the other lies in it, and goes with it;
 * - joins: it connects what it names into one island, and goes when one of them goes;
 * - attached-to: it serves the other, in whichever islands that lies;
 * - uses: components of several islands may name the same one.
 */
export type Relation = "part-of" | "holds" | "joins" | "attached-to" | "uses";

/** The fields of a component that hold ids, with what they mean; of lists of blocks, the blocks' fields. */
export type References<C> = { readonly [Field in keyof C]?: FieldReferences<NonNullable<C[Field]>> };

type FieldReferences<V> = V extends string | readonly string[]
  ? Relation
  : V extends readonly (infer Element)[]
    ? References<Element>
    : never;

/** What stands for components that files name and do not hold: all that is known of one is an id or an expression. */
export interface ExternalKind<C extends Component> {
  /** True where such components are managed elsewhere as a rule: no note says so. */
  readonly usual?: true;
  make(external: ExternalComponent, resources: KindContext): C;
}

/** A component that files name and do not hold. */
export interface ExternalComponent {
  readonly id: string;
  readonly name: string;
  /** As it is written; absent where nothing is named at all. */
  readonly text?: string;
  /** What names it. */
  readonly from: Resource;
}

/** An address at which a component can be a next hop, and where packets go from there. */
export interface NextHopAddress {
  /** May be a symbol. */
  readonly address: string;
  /** Id of the subnet, or of the virtual hub, that the address lies in. */
  readonly subnet: string;
  /** Ids of the NICs that share the packets, or of a firewall. */
  readonly to: readonly string[];
  /** Whether it gets them. @default it does */
  readonly exists?: Truth;
}

/** A part of a resource that bears on packets, and that its kind does not follow: IPv6, for example. */
export interface NotFollowed extends Pick<UnreadResource, "effect" | "does"> {
  readonly resource: Resource;
  /** Ids of the subnets that it is in. */
  readonly subnets?: readonly string[];
  /** Ids of the network interfaces that it admits packets to. */
  readonly nics?: readonly string[];
}

/** What the components of a kind are read from. */
export interface KindContext {
  readonly context: ReadContext;
  readonly assumptions: Assumptions;
  /** The resources of a type, and the data sources that look up something that no resource here makes. */
  of(type: string): readonly Resource[];
  /** What would be there if its `count` were not 0. */
  readonly absent: readonly Resource[];
  /** The resource of one of the types that a value names by its id. */
  resolve(value: Value, ...types: readonly string[]): Resource | undefined;
  /** The resource at a Terraform address. */
  at(address: string): Resource | undefined;
  /** The resource that a name stands for; where several have it, the one of the same resource group and stack. */
  named(type: string, name: string, from: Resource): Resource | undefined;
  /** What every component has. */
  component(resource: Resource): Component;
  /** Notes that a part could not be read: for a callback that is told the expression. */
  unread(resource: Resource, what: string): (expression: string) => void;
  /** The components of another kind that the files hold. */
  components<C extends Component>(kind: KindReader<C>): readonly C[];
  /** A component of another kind, in the files or not. */
  find<C extends Component>(kind: KindReader<C>, id: string): C | undefined;
  /**
   * Id of the component that a value names; undefined where it names none.
   * @param hint what the value's place tells of a component that is not in the files
   */
  reference<C extends Component>(
    kind: KindReader<C>,
    value: Value,
    from: Resource,
    hint?: Partial<C>,
  ): string | undefined;
  /** As `reference`; where nothing is named, a component that nobody knows. */
  requiredReference<C extends Component>(kind: KindReader<C>, value: Value, from: Resource, hint?: Partial<C>): string;
  /** Remembers that what a resource names is not in the files. */
  missing(kind: Pick<Kind, "list" | "label">, value: Value, from: Resource): void;
  /** What user data makes of a machine; undefined where it cannot be read. */
  guestOf(userData: Value, machine: string): FirstBoot | undefined;
  /** Id of a component that must be there, and that no file names. */
  unnamed<C extends Component>(kind: KindReader<C>, id: string, from: Resource): string;
}

/** What a box may depend on beside its own component. */
export interface PictureContext {
  find<C extends Component>(kind: Kind<C>, id: string): C | undefined;
  /** Id of a network's subnet of that name; of the network where the files have none. */
  subnetNamed(network: string, name: string): string;
  /** AS number that a Route Server expects of the machine; undefined where none peers with it. */
  peerAsn(machine: string): number | Unknown<number> | undefined;
  /** True where a component names this id. */
  isUsed(id: string): boolean;
}
