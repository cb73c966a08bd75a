import { groupBy } from "../../../domain/group-by";
import { concernOf, unreadName } from "../../model/unread-words";
import type { UnreadResource } from "../../world/unread";
import type { CheckContext } from "../context";
import { list, verb } from "../sentence";
import { reported, type TopologyRule } from "../topology-rule";

/** FT130. */
export const notModelled = {
  id: "FT130",
  name: "not-modelled",
  severity: "undecided",
  summary: "A resource bears on packets, and the analysis does not model it.",
  why: "It may send traffic past the NVA, admit traffic, or change routes, and no verdict accounts for that.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/virtual-network-for-azure-services"],
  facts: ["A1"],
  example: "an AKS cluster in the subnet of a tunnelled client",
  structural: true,
  once: true,
  // What acts only through another resource is a matter of that one.
  check: ({ whole }: Pick<CheckContext, "whole">) =>
    groupBy(
      whole.unread.filter(({ effect }) => effect !== "part"),
      keyOf,
    ).map((group) => {
      const [first] = group;
      const concern = concernOf(whole, first);
      const alike = {
        names: group.map(unreadName),
        one: `is not modelled: it ${first.does}`,
        several: `are not modelled: each ${first.does}`,
      };
      return reported({
        at: first.id,
        also: [...group.slice(1).map(({ id }) => id), ...first.subnets, ...first.networks, ...first.nics],
        text: `${list(alike.names)} ${verb(group, alike.one, alike.several)}${concern === "" ? "" : `; ${concern}`}`,
        alike,
        got: list(group.map(({ type }) => type)),
        want: "resources that the analysis models",
        fix: "test in the deployed network what it does, then accept this finding with the result as the reason",
        rows: ["A1"],
      });
    }),
} as const satisfies TopologyRule;

/** Parts of one thing are one finding, such as the resources of a virtual hub; who sends for itself is one each. */
const keyOf = ({ id, effect, does, networks, unknownType, everything }: UnreadResource): string =>
  effect === "own-traffic" || unknownType ? id : [effect, does, everything, ...networks].join("\n");
