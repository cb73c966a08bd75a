import type { FactId } from "./facts";

/** What becomes of a packet; the same words in text, JSON, pictures and docs (docs/verdicts.md). */
export type Verdict =
  "tunnelled" | "exempt" | "direct" | "delivered" | "dropped" | "loop" | "mixed" | "refused" | "undetermined";

/** Why a packet does not get where it was to go (docs/verdicts.md). */
export type Reason =
  | "no-route"
  | "route-none"
  | "nsg-deny"
  | "nic-forwarding-off"
  | "guest-forwarding-off"
  | "guest-filter"
  | "nat-missing"
  | "no-egress-identity"
  | "no-such-address"
  | "next-hop-unreachable"
  | "peering-access-off"
  | "forwarded-traffic-off"
  | "own-default"
  | "answer-lost"
  | "answer-from-elsewhere"
  | "refused-by-azure"
  | "not-modelled"
  | "value-unknown";

/** Why a network has not learned a route, each with the fact about Azure that says so (docs/how-azure-routes.md). */
export const NOT_LEARNED = {
  "session-down": "3.9",
  "no-advertise": "3.9",
  "branch-to-branch-off": "3.10",
  "remote-vnet-traffic-off": "3.12",
  "route-server-in-network": "3.14",
  "azure-asn-in-path": "3.15",
  "default-over-vpn": "3.17",
  "too-many-routes": "9",
  "propagation-off": "3.1",
  "gateway-transit-off": "3.3",
} as const satisfies Record<string, FactId>;

/** Why a network has not learned a route. */
export type NotLearnedCause = keyof typeof NOT_LEARNED;
