import { canonical, parsePrefix } from "../../domain/ipv4";
import { edit } from "../edit";
import { writtenPrefixes } from "./prefixes";
import type { ConstructRule } from "../rule";

/** FT008. The provider does not check it; Azure answers InvalidCIDRNotation. */
export const prefixHasHostBits: ConstructRule = {
  id: "FT008",
  name: "prefix-has-host-bits",
  severity: "error",
  summary: "A prefix has host bits set.",
  why: "Azure rejects a prefix with host bits; the provider does not check.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq"],
  otherwise: "Azure, at apply",
  check: (app) =>
    writtenPrefixes(app).flatMap(({ at, text }) => {
      const prefix = parsePrefix(text);
      if (!prefix || prefix.aligned) return [];
      const sentence = `${text} has host bits set; use ${canonical(prefix)}`;
      return [
        {
          at,
          text: sentence,
          got: text,
          want: `no host bits beyond /${prefix.length} (Azure)`,
          fix: edit(at, canonical(prefix)),
        },
      ];
    }),
};
