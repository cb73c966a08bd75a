import { freePrefix, prefixAround } from "../../domain/free-prefix";
import { canonical, type Ipv4Prefix, mustParse, overlaps, parsePrefix } from "../../domain/ipv4";
import type { Declaration, Place } from "../declaration";
import { edit } from "../edit";
import { networkName, overlapsAny, spacesOf } from "../networks";
import { createdCircuits } from "../routing/new-circuits";
import type { ConstructReported, ConstructRule } from "../rule";

/** Length of the prefix of each link. */
const LENGTH = 30;
/** Ranges in which neither router can have an address, as in a VNet. */
const UNUSABLE = ["0.0.0.0/8", "127.0.0.0/8", "168.63.129.16/32", "169.254.0.0/16", "224.0.0.0/3"].map(mustParse);

/** FT088. The provider does not check the texts. */
export const peeringPrefixRefused: ConstructRule = {
  id: "FT088",
  name: "peering-prefix-refused",
  severity: "error",
  summary: "A prefix of a private peering is not a /30 of its own.",
  why: "Each of the two links has a /30: one address for the customer's edge router, one for Microsoft's. They must not overlap each other or a VNet. The provider accepts any text, and Azure rejects it at apply.",
  sources: ["https://learn.microsoft.com/azure/expressroute/expressroute-routing"],
  otherwise: "Azure, at apply",
  check: (app) =>
    createdCircuits(app).flatMap(({ path, created: { privatePeering } }) => {
      const links = (["primaryPrefix", "secondaryPrefix"] as const).flatMap((name): Written[] => {
        const text = privatePeering?.[name];
        const at = { path, prop: `privatePeering.${name}` };
        return text ? [{ at, text, prefix: parsePrefix(text) }] : [];
      });
      const malformed = links.flatMap((link) => ownMistake(app, path, link));
      return malformed.length > 0
        ? malformed
        : links.slice(0, 2).flatMap((link, i) => clash(app, path, link, links[i - 1]));
    }),
};

interface Written {
  readonly at: Place;
  readonly text: string;
  readonly prefix: Ipv4Prefix | undefined;
}

function ownMistake(app: Declaration, circuit: string, { at, text, prefix }: Written): ConstructReported[] {
  const unusable = prefix && UNUSABLE.find((range) => overlaps(range, prefix));
  const problem = !prefix
    ? `${JSON.stringify(text)} is not a valid IPv4 prefix`
    : prefix.length !== LENGTH
      ? `${text} is not a /${LENGTH}`
      : !prefix.aligned
        ? `${text} has host bits set; use ${canonical(prefix)}`
        : unusable && `${text} lies in ${unusable.text}, where no router can have an address`;
  if (!problem) return [];
  const near = prefix && !unusable ? secondOf(at, prefixAround(prefix.first, LENGTH), prefix) : undefined;
  return [reported(app, circuit, { at, text, prefix }, problem, near)];
}

/** Of a larger prefix that was given for both links, each has a part: a /29 is two of /30. */
const secondOf = ({ prop }: Place, first: Ipv4Prefix, { length }: Ipv4Prefix): Ipv4Prefix =>
  length < LENGTH && prop.endsWith("secondaryPrefix") ? prefixAround(first.last + 1, LENGTH) : first;

function clash(app: Declaration, circuit: string, link: Written, other: Written | undefined): ConstructReported[] {
  const { prefix, text } = link;
  if (!prefix) return [];
  if (other?.prefix && overlaps(other.prefix, prefix))
    return [{ ...reported(app, circuit, link, `both links have the prefix ${text}`), also: other.at }];
  const spaces = networksOn(app, circuit).flatMap((network) => spacesOf(network).map((space) => ({ network, space })));
  const inside = spaces.find(({ space }) => overlaps(space.prefix, prefix));
  if (!inside) return [];
  const problem = `${text} overlaps ${inside.space.prefix.text} of ${networkName(inside.network)}`;
  return [{ ...reported(app, circuit, link, problem), also: inside.space.at }];
}

function reported(
  app: Declaration,
  circuit: string,
  { at, text }: Written,
  problem: string,
  near?: Ipv4Prefix,
): ConstructReported {
  return {
    at,
    text: problem,
    got: JSON.stringify(text),
    want: `a /${LENGTH} outside every VNet, another one for each link (ExpressRoute)`,
    fix: edit(at, canonical(near && isFree(app, circuit, at, near) ? near : free(app, circuit, at))),
  };
}

const networksOn = (app: Declaration, circuit: string): Declaration["networks"] => {
  const paths = new Set(app.connections.filter((one) => one.circuit === circuit).map(({ network }) => network));
  return app.networks.filter(({ path }) => paths.has(path));
};

/** What the prefix of a link must not overlap. */
function taken(app: Declaration, circuit: string, at: Place): Ipv4Prefix[] {
  const spaces = networksOn(app, circuit).flatMap((network) => spacesOf(network).map(({ prefix }) => prefix));
  const peerings = createdCircuits(app)
    .filter(({ path }) => path === circuit)
    .flatMap(({ created: { privatePeering } }) => [
      at.prop.endsWith("primaryPrefix") ? privatePeering?.secondaryPrefix : privatePeering?.primaryPrefix,
    ]);
  return [...spaces, ...peerings.flatMap((text) => (text ? (parsePrefix(text) ?? []) : []))];
}

const isFree = (app: Declaration, circuit: string, at: Place, prefix: Ipv4Prefix): boolean =>
  !overlapsAny(prefix, taken(app, circuit, at));

function free(app: Declaration, circuit: string, at: Place): Ipv4Prefix {
  const ranges = ["192.168.255.0/24", "172.31.255.0/24", "10.255.255.0/24"].map(mustParse);
  return freePrefix(LENGTH, ranges, taken(app, circuit, at)) ?? mustParse("100.64.0.0/30");
}
