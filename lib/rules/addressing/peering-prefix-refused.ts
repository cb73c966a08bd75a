import { freePrefix, prefixAround } from "../../domain/free-prefix";
import { canonical, type Ipv4Prefix, mustParse, overlaps, parsePrefix } from "../../domain/ipv4";
import type { Declaration, Place } from "../declaration";
import { edit } from "../edit";
import { networkName, overlapsAny, type Placed, spacesOf } from "../networks";
import { createdCircuits } from "../routing/new-circuits";
import type { ConstructReported, ConstructRule } from "../rule";

/** Length of the prefix of each link. */
const LENGTH = 30;
/** Ranges in which neither router can have an address, as in a VNet. */
const UNUSABLE = ["0.0.0.0/8", "127.0.0.0/8", "168.63.129.16/32", "169.254.0.0/16", "224.0.0.0/3"].map(mustParse);
/** Where prefixes are proposed from. */
const ROOM = ["192.168.255.0/24", "172.31.255.0/24", "10.255.255.0/24", "100.64.0.0/24"].map(mustParse);

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
      const spaces = spacesOn(app, path);
      const [primary, secondary] = (["primaryPrefix", "secondaryPrefix"] as const).map((name) => {
        const text = privatePeering?.[name];
        return text ? { at: { path, prop: `privatePeering.${name}` }, text, prefix: parsePrefix(text) } : undefined;
      });
      const first = primary && mistake(primary, spaces, undefined);
      const used = first ? proposal(primary, spaces, []) : primary?.prefix;
      const second = secondary && mistake(secondary, spaces, first ? undefined : primary);
      return [
        ...(primary && first
          ? [reported(primary, first, proposal(primary, spaces, valid(secondary) ? [secondary!.prefix!] : []))]
          : []),
        ...(secondary && second ? [reported(secondary, second, proposal(secondary, spaces, used ? [used] : []))] : []),
      ];
    }),
};

/** The prefix of a link, as it was written. */
interface Link {
  readonly at: Place;
  readonly text: string;
  readonly prefix: Ipv4Prefix | undefined;
}

/** A range of a VNet on the circuit. */
interface Space extends Placed {
  readonly network: string;
}

interface Mistake {
  readonly text: string;
  readonly also?: Place;
}

const valid = (link: Link | undefined): boolean =>
  link?.prefix?.length === LENGTH && link.prefix.aligned && !overlapsAny(link.prefix, UNUSABLE);

/** @param other the other link, if its prefix can be one */
function mistake({ text, prefix }: Link, spaces: readonly Space[], other: Link | undefined): Mistake | undefined {
  if (!prefix) return { text: `${JSON.stringify(text)} is not a valid IPv4 prefix` };
  if (prefix.length !== LENGTH) return { text: `${text} is not a /${LENGTH}` };
  if (!prefix.aligned) return { text: `${text} has host bits set; use ${canonical(prefix)}` };
  const unusable = UNUSABLE.find((range) => overlaps(range, prefix));
  if (unusable) return { text: `${text} lies in ${unusable.text}, where no router can have an address` };
  if (other?.prefix && overlaps(other.prefix, prefix))
    return { text: `both links have the prefix ${text}`, also: other.at };
  const space = spaces.find((one) => overlaps(one.prefix, prefix));
  return space && { text: `${text} overlaps ${space.prefix.text} of ${space.network}`, also: space.at };
}

/** What was most likely meant, if it is free: of a /29 for both links, each has a half. */
function proposal({ at, prefix }: Link, spaces: readonly Space[], others: readonly Ipv4Prefix[]): Ipv4Prefix {
  const taken = [...spaces.map((space) => space.prefix), ...others, ...UNUSABLE];
  const first = prefix && prefixAround(prefix.first, LENGTH);
  const isSecond = first && prefix.length < LENGTH && at.prop.endsWith("secondaryPrefix");
  const meant = isSecond ? prefixAround(first.last + 1, LENGTH) : first;
  return meant && !overlapsAny(meant, taken) ? meant : (freePrefix(LENGTH, ROOM, taken) ?? mustParse("100.64.1.0/30"));
}

const reported = ({ at, text }: Link, { text: problem, also }: Mistake, better: Ipv4Prefix): ConstructReported => ({
  at,
  ...(also && { also }),
  text: problem,
  got: JSON.stringify(text),
  want: `a /${LENGTH} outside every VNet, another one for each link (ExpressRoute)`,
  fix: edit(at, canonical(better)),
});

function spacesOn(app: Declaration, circuit: string): Space[] {
  const paths = new Set(app.connections.filter((one) => one.circuit === circuit).map(({ network }) => network));
  return app.networks
    .filter(({ path }) => paths.has(path))
    .flatMap((network) => spacesOf(network).map((space) => ({ ...space, network: networkName(network) })));
}
