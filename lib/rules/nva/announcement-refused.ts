import { canonical, contains, mustParse, parsePrefix, type Ipv4Prefix } from "../../domain/ipv4";
import { isPrivate, METADATA_ADDRESS, NON_INTERNET_PREFIXES, PLATFORM_ADDRESS } from "../../domain/special-ranges";
import type { AnnouncementDeclaration, Declaration, NvaDeclaration } from "../declaration";
import { edit, inside } from "../edit";
import { networkLabel, spacesOf } from "../networks";
import type { ConstructReported, ConstructRule } from "../rule";

/** FT175. */
export const announcementRefused: ConstructRule = {
  id: "FT175",
  name: "announcement-refused",
  severity: "error",
  summary: "A prefix that an NVA announces is not a prefix, has no effect in Azure, or leads nowhere.",
  why: "FRR ignores what is not a prefix, and Azure ignores a route inside the VNet's own address space. The NVA translates internet traffic by the default route only.",
  sources: [
    "https://learn.microsoft.com/azure/route-server/route-injection-in-spokes",
    "https://docs.frrouting.org/en/stable-8.4/bgp.html#clicmd-network-A.B.C.D-M",
  ],
  check: (app) => app.nvas.flatMap((nva) => nva.announces.flatMap((one, i) => findingOf(app, nva, one, i))),
};

const EXAMPLE = "10.200.0.1/32";

function findingOf(
  app: Declaration,
  nva: NvaDeclaration,
  one: AnnouncementDeclaration,
  i: number,
): ConstructReported[] {
  const at = inside(one.at, "prefix");
  const found = refusal(app, nva, one, i);
  if (!found) return [];
  const { fix = edit(at, EXAMPLE), text, want } = found;
  return [{ at, text: `${one.prefix} ${text}`, got: JSON.stringify(one.prefix), want, fix }];
}

interface Refusal {
  readonly text: string;
  readonly want: string;
  readonly fix?: string;
}

function refusal(app: Declaration, nva: NvaDeclaration, one: AnnouncementDeclaration, i: number): Refusal | undefined {
  const { at } = one;
  if (one.prefix === undefined) return undefined;
  const prefix = parsePrefix(one.prefix);
  if (!prefix) return { text: "is not an IPv4 prefix", want: "an IPv4 prefix in CIDR notation" };
  if (!prefix.aligned)
    return { text: "has host bits set", want: canonical(prefix), fix: edit(inside(at, "prefix"), canonical(prefix)) };
  if (prefix.length === 0)
    return {
      text: "is the default route, which has an option of its own",
      want: 'defaultRoute: "follow-health" or "always"',
      fix: `remove ${at.prop}`,
    };
  if (nva.announces.slice(0, i).some((other) => other.prefix === one.prefix))
    return { text: "is announced twice by this NVA", want: "each prefix once", fix: `remove ${at.prop}` };
  if (isUnroutable(prefix))
    return { text: "is not an address of a host in a network", want: "addresses that hosts can have" };
  return leadingNowhere(one, prefix) ?? inOwnNetwork(app, nva, prefix);
}

const UNROUTABLE = [
  ...NON_INTERNET_PREFIXES.filter((range) => !isPrivate(mustParse(range)) && range !== "100.64.0.0/10"),
  `${PLATFORM_ADDRESS}/32`,
  `${METADATA_ADDRESS}/32`,
].map(mustParse);

const isUnroutable = (prefix: Ipv4Prefix): boolean => UNROUTABLE.some((range) => contains(range, prefix));

/** Internet traffic is translated, and withdrawn with the health of the default route. */
function leadingNowhere({ ports, hasNextHop, at }: AnnouncementDeclaration, prefix: Ipv4Prefix): Refusal | undefined {
  if (ports || hasNextHop || isPrivate(prefix)) return undefined;
  return {
    text: "is not private, and its packets would not follow the health of the internet",
    want: "a private prefix (RFC 1918), a nextHop, or a loopback service; the default route for the internet",
    fix: `remove ${at.prop}: the default route covers it`,
  };
}

function inOwnNetwork(app: Declaration, { network }: NvaDeclaration, prefix: Ipv4Prefix): Refusal | undefined {
  const spaces = app.networks.filter(({ path }) => path === network).flatMap(spacesOf);
  const around = spaces.find((space) => contains(space.prefix, prefix));
  if (!around) return undefined;
  return {
    text: `lies in the address space ${around.prefix.text} of ${networkLabel(app, network)}, so Azure ignores it there`,
    want: "a prefix outside the site's own address space",
  };
}
