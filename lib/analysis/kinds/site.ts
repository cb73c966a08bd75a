import type { Component } from "../model/component";
import { type Block, number, text } from "../terraform/attributes";
import { isUnknown, type Unknown } from "../unknown/value";
import { asnText, type Box, prefixesText } from "./box";

/** A site that a VPN connects to: to the gateway of a VNet or of a virtual hub. */
export interface Site extends Component {
  readonly addressSpace: readonly string[];
  /** Absent without BGP. */
  readonly asn?: number | Unknown<number>;
  /** Address of its BGP speaker. */
  readonly bgpAddress?: string;
}

export function siteBox({ addressSpace, asn }: Site): Box {
  const detail = [
    ...(addressSpace.length > 0 ? [prefixesText(addressSpace)] : []),
    ...(asn === undefined || isUnknown(asn) ? [] : [asnText(asn)]),
  ];
  return { look: "site", word: "SITE", ...(detail.length > 0 && { detail: detail.join(", ") }) };
}

/** @param settings of BGP; undefined: the site has none */
export function bgpSpeaker(settings: Block | undefined, addressAttribute: string): Pick<Site, "asn" | "bgpAddress"> {
  const asn = settings && number(settings, "asn", null);
  const bgpAddress = settings && text(settings, addressAttribute);
  return {
    ...(asn !== undefined && asn !== null && { asn }),
    ...(bgpAddress !== undefined && { bgpAddress }),
  };
}
