import { canonical, parsePrefix } from "../../domain/ipv4";
import { edit } from "../edit";
import { writtenPrefixes } from "./prefixes";
import type { Rule } from "../rule";

/** FT008. The provider does not look; Azure answers InvalidCIDRNotation. */
export const prefixHasHostBits: Rule = {
  id: "FT008",
  name: "prefix-has-host-bits",
  severity: "error",
  reason: "Azure takes a prefix only where every bit beyond its length is zero.",
  source: "https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq",
  otherwise: "Azure refuses at apply",
  check: (app) =>
    writtenPrefixes(app).flatMap(({ at, text }) => {
      const prefix = parsePrefix(text);
      if (!prefix || prefix.aligned) return [];
      const sentence = `${text} is an address in ${canonical(prefix)}, not a prefix`;
      return [
        {
          at,
          sentence,
          got: text,
          want: `no bits set beyond /${prefix.length} (Azure)`,
          fix: edit(at, canonical(prefix)),
        },
      ];
    }),
};
