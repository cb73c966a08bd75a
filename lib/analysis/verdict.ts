import type { FactId } from "./facts";

/** What becomes of a packet; the same words in text, JSON, pictures and docs (docs/verdicts.md). */
export type Verdict =
  | "tunnelled"
  | "on-premises"
  | "firewall"
  | "exempt"
  | "direct"
  | "delivered"
  | "dropped"
  | "loop"
  | "mixed"
  | "refused"
  | "undetermined";

/**
 * How each verdict is judged: `good` is what forced tunnelling intends, `bad` is a leak or a packet that does not
 * arrive, `open` is decided after apply.
 */
const GRADES = {
  tunnelled: "good",
  "on-premises": "good",
  firewall: "good",
  exempt: "good",
  delivered: "good",
  direct: "bad",
  dropped: "bad",
  loop: "bad",
  mixed: "bad",
  refused: "bad",
  undetermined: "open",
} as const satisfies Readonly<Record<Verdict, string>>;

/** How a verdict is judged. */
export type VerdictGrade = (typeof GRADES)[Verdict];

/** All verdicts. */
export const VERDICTS = Object.keys(GRADES) as readonly Verdict[];

/** How a verdict is judged; every report and picture colours it accordingly. */
export const gradeOf = (verdict: Verdict): VerdictGrade => GRADES[verdict];

/** True where the packet arrives and is answered, tunnelled or not. */
export const hasArrived = (verdict: Verdict): boolean => gradeOf(verdict) === "good" || verdict === "direct";

/** True where internet traffic leaves through an NVA, or by way of a customer's network; not that of a firewall. */
export const isTunnelled = (verdict: Verdict): boolean => verdict === "tunnelled" || verdict === "on-premises";

const UNTUNNELLED: ReadonlySet<Verdict> = new Set<Verdict>(["direct", "dropped", "loop", "mixed"]);

/** True where internet traffic should be tunnelled and is not: it leaves directly, or does not arrive. */
export const isUntunnelled = (verdict: Verdict): boolean => UNTUNNELLED.has(verdict);

/** Why a packet does not get where it was to go (docs/verdicts.md). */
export type Reason =
  | "no-route"
  | "route-none"
  | "nsg-deny"
  | "nic-forwarding-off"
  | "guest-forwarding-off"
  | "guest-filter"
  | "firewall-deny"
  | "firewall-state"
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
  "outbound-policy": "3.9",
  "no-advertise": "3.9",
  "branch-to-branch-off": "3.10",
  "remote-vnet-traffic-off": "3.12",
  "route-server-in-network": "3.14",
  "azure-asn-in-path": "3.15",
  "default-over-vpn": "3.17",
  "too-many-routes": "9",
  "propagation-off": "3.1",
  "gateway-transit-off": "3.3",
  "internet-security-off": "14.4",
} as const satisfies Record<string, FactId>;

/** Why a network has not learned a route. */
export type NotLearnedCause = keyof typeof NOT_LEARNED;
