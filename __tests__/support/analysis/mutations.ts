import fc from "fast-check";
import { runs } from "../runs";

/* Files with something wrong in them: random changes of real ones. */

export type Tree = null | boolean | number | string | Tree[] | { [key: string]: Tree };
export type Place = { readonly parent: Tree[] | Record<string, Tree>; readonly key: string };

/** How many are tried; MUTATIONS=10000 for the long run. */
export const RUNS = Number(process.env.MUTATIONS ?? runs(200, 2_000));

const STRANGE: readonly Tree[] = [
  ...[null, true, false, 0, -1, 0.5, 1e9, "", " ", "x", "0.0.0.0/0", "::/0", "Deny"],
  ...[
    "${",
    "${}",
    "${var.x",
    "${1/0}",
    "${local.a[0].b}",
    "%{if}",
    "${azurerm_subnet.hub00-default}",
    "${azurerm_virtual_network.vnet-hub00.subnet[*].id}",
    "${self}",
    "__proto__",
  ],
  ...[
    "/subscriptions/0",
    "/subscriptions/0/virtualNetworks/v/subnets/s",
    "${each.key}",
    "${count.index}",
    "${toset([1])}",
    "\uE000",
    "\u0081",
    "\0",
  ],
  ...[
    [],
    [[]],
    [null],
    {},
    [{}],
    { "//": {} },
    { constant_value: {} },
    { references: ["a.b", "module.x.y", "each.key", 1] },
    { toString: 1, constructor: { name: "x" } },
  ],
];

/** Every place in a tree, one after the other. */
export function places(tree: Tree): Place[] {
  if (tree === null || typeof tree !== "object") return [];
  return Object.keys(tree).flatMap((key) => [{ parent: tree, key }, ...places((tree as Record<string, Tree>)[key]!)]);
}

/** One change: something is deleted, replaced, put in another's place, wrapped, or said twice. */
export function mutate(
  all: readonly Place[],
  { place, kind, value }: { readonly place: number; readonly kind: number; readonly value: number },
): void {
  const { parent, key } = all[place % all.length]!;
  const other = all[(place + value * 7919) % all.length]!;
  const at = parent as Record<string, Tree>;
  const copy = (tree: Tree | undefined): Tree =>
    tree === undefined ? null : (JSON.parse(JSON.stringify(tree)) as Tree);
  if (kind === 0) Reflect.deleteProperty(at, key);
  else if (kind === 1) at[key] = copy(STRANGE[value % STRANGE.length]);
  else if (kind === 2) at[key] = copy((other.parent as Record<string, Tree>)[other.key]);
  else if (kind === 3) at[key] = [copy(at[key]), copy(at[key])];
  else if (Array.isArray(parent)) parent.push(copy(at[key]));
  else at[`${key}2`] = copy(at[key]);
}

/** One change. */
export const mutation = fc.record({ place: fc.nat(), kind: fc.nat(4), value: fc.nat(1000) });
