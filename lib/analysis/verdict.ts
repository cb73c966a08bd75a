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
