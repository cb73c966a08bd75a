import { readGuest } from "../../../../lib/analysis/guest/read-guest";
import type { Guest } from "../../../../lib/analysis/model/guest";
import { withFrr } from "../user-data";

/** A neighbor of frr.conf: an instance of the Route Server. */
export const PEER = "10.100.210.4";
/** A router with that neighbor. */
export const NEIGHBOR = `router bgp 65001\n no bgp ebgp-requires-policy\n neighbor ${PEER} remote-as 65515\n`;

/** What the analysis reads of a machine with this frr.conf. @param more of its #cloud-config */
export const frrGuest = (text: string, more: object = {}): Guest =>
  readGuest(withFrr(text, { packages: ["frr"], ...more }), "vm").guest!;
