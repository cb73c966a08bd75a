import { isIPv4 } from "node:net";

/** How lines define and reference route-maps, lists and peer-groups. */
const NAMED = [
  {
    what: "route-map",
    defines: /^route-map (\S+) (?:permit|deny) /,
    refers: [
      /.\broute-map (?!delay-timer )(\S+)/,
      /^call (\S+)/,
      /\bunsuppress-map (\S+)/,
      /\badvertise-map (\S+)/,
      /\b(?:non-)?exist-map (\S+)/,
    ],
  },
  {
    what: "prefix-list",
    defines: /^ip(?:v6)? prefix-list (\S+) /,
    refers: [/^match ip(?:v6)? (?:address|next-hop|route-source) prefix-list (\S+)/, /^neighbor \S+ prefix-list (\S+)/],
  },
  {
    what: "as-path access-list",
    defines: /^(?:bgp|ip) as-path access-list (\S+) /,
    refers: [/^match as-path (\S+)/, /^neighbor \S+ filter-list (\S+)/],
  },
  {
    what: "peer-group",
    defines: /^neighbor (\S+) peer-group$/,
    refers: [/^neighbor \S+ peer-group (\S+)/],
  },
] as const;

/**
 * Finds problems in an `frr.conf` that FRR's own checks (`vtysh -C`, `bgpd -C`) accept. Values that are known only at
 * apply are not checked.
 * @returns a sentence for each problem.
 */
export function lintFrrConfig(frrConf: string): string[] {
  const lines = frrConf
    .split("\n")
    .map((line) => line.trim().replace(/\s+/g, " "))
    .filter((line) => !/^(!|$|(neighbor \S+ )?description )/.test(line));
  return [
    ...new Set([
      ...undefinedNames(lines),
      ...invalidNeighbors(lines),
      ...impossibleTimers(lines),
      ...brokenPatterns(lines),
      ...ttlSecurityWithMultihop(lines),
      ...prependedDefaultOriginate(lines),
    ]),
  ];
}

function isToken(word: string): boolean {
  return word.includes("${");
}

function captures(lines: readonly string[], pattern: RegExp): string[] {
  return lines.flatMap((line) => pattern.exec(line)?.[1] ?? []);
}

/** FRR treats a route-map that does not exist as one that denies everything, without a message. */
function undefinedNames(lines: readonly string[]): string[] {
  return NAMED.flatMap(({ what, defines, refers }) => {
    const defined = captures(lines, defines);
    return refers
      .flatMap((pattern) => captures(lines, pattern))
      .filter((name) => !isToken(name) && !defined.includes(name))
      .map((name) => `${what} ${name} is used but not defined`);
  });
}

function invalidNeighbors(lines: readonly string[]): string[] {
  const groups = captures(lines, /^neighbor (\S+) peer-group$/);
  return captures(lines, /^neighbor (\S+) /)
    .filter((name) => !isToken(name) && !isIPv4(name) && !groups.includes(name))
    .map((name) => `neighbor ${name} is neither an IPv4 address nor a peer-group`);
}

/** RFC 4271, 4.2: a hold time of 1 or 2 seconds is refused; 4.4: keepalives come at a third of it. */
function impossibleTimers(lines: readonly string[]): string[] {
  return lines.flatMap((line) => {
    const match = /^(?:neighbor \S+ timers|timers bgp) (\d+) (\d+)$/.exec(line);
    if (!match) return [];
    const [keepalive, hold] = [Number(match[1]), Number(match[2])];
    if (hold === 1 || hold === 2)
      return [`"${line}": a hold time of ${hold} s is refused by every peer; use 0 or at least 3`];
    if (hold !== 0 && hold < 3 * keepalive) {
      return [
        `"${line}": the hold time ${hold} s is less than three keepalives (${3 * keepalive} s): one lost packet ends the session`,
      ];
    }
    return [];
  });
}

function brokenPatterns(lines: readonly string[]): string[] {
  return captures(lines, /^(?:bgp|ip) as-path access-list \S+ (?:seq \d+ )?(?:permit|deny) (.+)$/).flatMap(
    (pattern) => {
      try {
        // FRR's `_` matches the edges of an AS number.
        new RegExp(pattern.replaceAll("_", "(^|[,{}() ]|$)"));
        return [];
      } catch {
        return [`the as-path pattern ${pattern} is not a valid regular expression`];
      }
    },
  );
}

/** FRR rejects the second of the two lines when it reads the file, and continues without it. */
function ttlSecurityWithMultihop(lines: readonly string[]): string[] {
  return neighborsInBoth(
    lines,
    captures(lines, /^neighbor (\S+) ttl-security /),
    captures(lines, /^neighbor (\S+) ebgp-multihop\b/),
  ).map((name) => `neighbor ${name} has both ttl-security and ebgp-multihop, which exclude each other`);
}

/** The route of `default-originate` bypasses the outbound route-map. */
function prependedDefaultOriginate(lines: readonly string[]): string[] {
  const prepending = new Set<string>();
  let routeMap = "";
  for (const line of lines) {
    routeMap = /^route-map (\S+) (?:permit|deny) /.exec(line)?.[1] ?? routeMap;
    if (line.startsWith("set as-path prepend ")) prepending.add(routeMap);
  }
  const prepended = [...prepending].flatMap((name) =>
    lines
      .filter((line) => line.endsWith(` route-map ${name} out`))
      .flatMap((line) => captures([line], /^neighbor (\S+) /)),
  );
  return neighborsInBoth(lines, captures(lines, /^neighbor (\S+) default-originate\b/), prepended).map(
    (name) => `neighbor ${name} has default-originate, which bypasses the prepending of its outbound route-map`,
  );
}

/** Neighbors that are in both lists: by their own names, or in one of them by the name of their peer-group. */
function neighborsInBoth(lines: readonly string[], ones: readonly string[], others: readonly string[]): string[] {
  const both = ones.filter((name) => others.includes(name));
  const mixed = lines.flatMap((line) => {
    const [, member, group] = /^neighbor (\S+) peer-group (\S+)$/.exec(line) ?? [];
    if (!member || !group) return [];
    const across =
      (ones.includes(member) && others.includes(group)) || (ones.includes(group) && others.includes(member));
    return across ? [member] : [];
  });
  return [...both, ...mixed];
}
