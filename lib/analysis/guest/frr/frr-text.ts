/** A line of FRR's configuration, with the block that it is in. */
export interface FrrLine {
  /** Words of the line, without a leading "no". */
  readonly words: readonly string[];
  readonly no: boolean;
  readonly text: string;
  /** Header of the block: "router bgp 65001", "route-map out permit 10"; "" at the top. */
  readonly block: string;
  /** Header of the address family inside it: "ipv4 unicast"; "" outside of one. */
  readonly family: string;
}

/**
 * Commands of the top level, which end any block: FRR looks for a command in the blocks around when the inner one does
 * not have it.
 */
const TOP =
  /^(no )?(router |route-map |ip (prefix-list|as-path|community-list|large-community-list|route|forwarding|nht|protocol)\b|bgp (as-path|community-list|large-community-list)\b|access-list |ipv6 |frr |hostname |log |service |line |interface |vrf |password |enable |debug |agentx|zebra |key chain|nexthop-group |pbr-map |bfd$|end$)/;
const BLOCK = /^(router |route-map |line |interface |vrf |key chain|nexthop-group |pbr-map |bfd$)/;

/** The lines without comments, each with its block. FRR ignores indentation. */
export function frrLines(text: string): FrrLine[] {
  const found: FrrLine[] = [];
  let block = "";
  let family = "";
  for (const raw of text.split("\n")) {
    const line = raw.trim().replace(/\s+/g, " ");
    if (line === "" || /^[!#]/.test(line)) continue;
    if (/^(end|configure( terminal)?|conf t(erm(inal)?)?|write( memory)?|wr|do .*|copy run.*|exit-vrf)$/.test(line)) {
      if (line !== "exit-vrf") [block, family] = ["", ""];
      continue;
    }
    if (line === "exit-address-family" || (family !== "" && /^(exit|quit)$/.test(line))) family = "";
    else if (/^(exit|quit)$/.test(line)) block = "";
    else if (/^address-family /.test(line)) family = line.slice("address-family ".length);
    else {
      const top =
        TOP.test(line) &&
        !(block.startsWith("router bgp") && /^bgp (?!as-path|community-list|large-community-list)/.test(line));
      if (top) [block, family] = ["", ""];
      const no = line.startsWith("no ");
      const words = (no ? line.slice(3) : line).split(" ");
      found.push({ words, no, text: line, block, family });
      if (!no && BLOCK.test(line)) block = line;
    }
  }
  return found;
}
