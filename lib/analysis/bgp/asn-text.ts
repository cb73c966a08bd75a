import { isUnknown, type Unknown } from "../unknown/value";

/** An AS number for people: "${var.asn}" where it is known only after apply. */
export const asnText = (asn: number | Unknown<number>): string => (isUnknown(asn) ? `\${${asn.unknown}}` : String(asn));
