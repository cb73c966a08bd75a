import type { Declaration, NameDeclaration, NameKind } from "../declaration";
import { inside, placeKey } from "../edit";

/** Kinds of things that have a name. */
export type Kind = NameKind | "route";

/** A name with its place. */
export interface Named extends Omit<NameDeclaration, "kind"> {
  readonly kind: Kind;
}

/** Every name of the app, those of routes and security rules included. */
export function namesOf(app: Declaration): Named[] {
  return [...app.names, ...securityRuleNames(app), ...routeNames(app)];
}

function securityRuleNames(app: Declaration): Named[] {
  return app.securityGroups.flatMap(({ path, rules }) =>
    rules.flatMap(({ at, name }) =>
      name === undefined ? [] : [{ at: inside(at, "name"), kind: "security rule" as const, name, scope: path }],
    ),
  );
}

/** Subnets may share a table: each of its routes once. */
function routeNames(app: Declaration): Named[] {
  const names = app.networks
    .flatMap(({ subnets }) => subnets)
    .flatMap((subnet) =>
      (subnet.routes ?? []).flatMap(({ at, name }) =>
        name === undefined
          ? []
          : [
              {
                at: inside(at, "name"),
                kind: "route" as const,
                name,
                scope: `the route table of ${placeKey(subnet.at)}`,
              },
            ],
      ),
    );
  return [...new Map(names.map((name) => [placeKey(name.at), name])).values()];
}

interface Form {
  readonly shortest: number;
  readonly longest: number;
  /** Characters inside the name; the first and the last are letters or digits. */
  readonly inner: RegExp;
  /** Whether the last character may be `_`. */
  readonly underscoreLast: boolean;
}

const NETWORKING: Form = { shortest: 1, longest: 80, inner: /[A-Za-z0-9_.-]/, underscoreLast: true };

const FORMS: Partial<Record<Kind, Form>> = {
  "virtual network": { ...NETWORKING, shortest: 2, longest: 64 },
  "Route Server": { ...NETWORKING, shortest: 2 },
  "virtual machine": { shortest: 1, longest: 64, inner: /[A-Za-z0-9.-]/, underscoreLast: false },
  "Key Vault secret": { shortest: 1, longest: 127, inner: /[A-Za-z0-9-]/, underscoreLast: false },
  "diagnostic setting": { ...NETWORKING, longest: 260 },
};

/** Why Azure does not accept the name, or undefined where it does. */
export function nameRefusal(kind: Kind, name: string): string | undefined {
  const { shortest, longest, inner, underscoreLast } = form(kind);
  if (name.length < shortest) return name === "" ? "is empty" : `has ${name.length} character`;
  if (name.length > longest) return `has ${name.length} characters`;
  const strange = [...name].find((character) => !inner.test(character));
  if (strange !== undefined) return `contains ${strange === " " ? "a blank" : JSON.stringify(strange)}`;
  if (!/^[A-Za-z0-9]/.test(name)) return `starts with ${JSON.stringify(name[0])}`;
  if (!(underscoreLast ? /[A-Za-z0-9_]$/ : /[A-Za-z0-9]$/).test(name))
    return `ends with ${JSON.stringify(name.at(-1))}`;
  return kind === "virtual machine" && /^\d+$/.test(name) ? "consists of digits only" : undefined;
}

/** What Azure accepts as a name of the kind, in words. */
export function nameForm(kind: Kind): string {
  const { shortest, longest, inner, underscoreLast } = form(kind);
  const characters = inner.test("_") ? "letters, digits, _ . -" : "letters, digits, . -";
  return `${shortest}-${longest} ${characters}; first a letter or digit, last ${underscoreLast ? "one of them or _" : "too"} (Azure)`;
}

/** The nearest name that Azure accepts. */
export function acceptedName(kind: Kind, name: string): string {
  const { longest, inner } = form(kind);
  const kept = [...name].map((character) => (inner.test(character) ? character : "-")).join("");
  const trimmed = kept
    .replace(/^[^A-Za-z0-9]+/, "")
    .slice(0, longest)
    .replace(/[^A-Za-z0-9]+$/, "");
  const named =
    /^\d*$/.test(trimmed) || trimmed.length < 2
      ? `${PREFIXES[kind] ?? kind.replace(/\W/g, "-")}-${trimmed || "hub00"}`
      : trimmed;
  // Names that are derived from it are longer: that of a network security group, and a Windows computer's of 15.
  return named.length <= longest && name.length <= longest
    ? named
    : named.slice(0, Math.min(longest, MAX_PROPOSED)).replace(/[^A-Za-z0-9]+$/, "");
}

const MAX_PROPOSED = 15;

/** What default names begin with. */
export const DEFAULT_PREFIXES = {
  "virtual network": "vnet",
  "network security group": "nsg",
  "route table": "rt",
  "network interface": "nic",
  "public IP": "pip",
  gateway: "ergw",
  circuit: "erc",
  authorization: "auth",
  connection: "conn",
  "local network gateway": "lgw",
  peering: "peer",
  "Route Server": "rs",
  "virtual machine": "vm",
  "BGP connection": "bgp",
  "Key Vault secret": "secret",
  "flow log": "fl",
  "diagnostic setting": "diag",
} as const satisfies Partial<Record<Kind, string>>;

const PREFIXES: Partial<Record<Kind, string>> = DEFAULT_PREFIXES;

const form = (kind: Kind): Form => FORMS[kind] ?? NETWORKING;
