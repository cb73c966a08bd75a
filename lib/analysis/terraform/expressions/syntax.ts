/** A step from a value into it. */
export type Step =
  | { readonly kind: "attribute"; readonly name: string }
  | { readonly kind: "index"; readonly index: Node }
  /** `[*]`: what follows is done to each element. With `.*` only attributes are; an index is one of the list. */
  | { readonly kind: "splat"; readonly attributesOnly: boolean };

/** An expression, taken apart. */
export type Node =
  | { readonly kind: "literal"; readonly value: null | boolean | number | string }
  | { readonly kind: "template"; readonly parts: readonly Node[] }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "steps"; readonly of: Node; readonly steps: readonly Step[] }
  | { readonly kind: "call"; readonly name: string; readonly arguments: readonly Node[]; readonly spread: boolean }
  | { readonly kind: "unary"; readonly operator: string; readonly operand: Node }
  | { readonly kind: "binary"; readonly operator: string; readonly left: Node; readonly right: Node }
  | { readonly kind: "condition"; readonly condition: Node; readonly yes: Node; readonly no: Node }
  | { readonly kind: "list"; readonly elements: readonly Node[] }
  | { readonly kind: "object"; readonly entries: readonly (readonly [Node, Node])[] }
  | ForNode;

/** `[for k, v in list : value if condition]` and `{for k, v in list : key => value if condition}`. */
export interface ForNode {
  readonly kind: "for";
  readonly names: readonly string[];
  readonly over: Node;
  readonly key?: Node;
  readonly value: Node;
  readonly condition?: Node;
  readonly grouped: boolean;
}

/** The text is no expression, or one outside of what is understood (read-expression.ts). */
export class NotUnderstood extends Error {}
