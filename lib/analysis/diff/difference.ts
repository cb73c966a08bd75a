import type { Exposure } from "../forwarding/exposure";
import type { EffectiveRoute, Finding, PathQuery } from "../results";
import type { Reason, Verdict } from "../verdict";
import type { Unknown } from "../unknown/value";

/** How two topologies behave differently; their lines do not count. */
export interface Difference {
  /** True where nothing differs, and nothing is undecided. */
  readonly same: boolean;
  readonly verdicts: readonly VerdictChange[];
  /** Subnets whose Active routes differ. */
  readonly routes: readonly RouteChange[];
  readonly exposure: {
    /** What addresses of the internet reach after, and not before. */
    readonly opened: readonly Exposure[];
    readonly closed: readonly Exposure[];
  };
  /** Names. */
  readonly machines: { readonly added: readonly string[]; readonly removed: readonly string[] };
  readonly findings: { readonly appeared: readonly Finding[]; readonly disappeared: readonly Finding[] };
  /** What the plan that is compared with destroys and creates anew; absent where no traffic passes that. */
  readonly replaced?: Replacement;
  /** Machines of whom nobody can say before the apply whether they differ, and what that waits for. */
  readonly undecided: readonly { readonly machine: string; readonly waitsFor: readonly Unknown[] }[];
}

/** Components that a plan destroys before it creates them anew. */
export interface Replacement {
  /** Their names. */
  readonly components: readonly string[];
  /** Machines whose internet traffic goes wrong until they are back; none where others carry on. */
  readonly machines: readonly {
    readonly machine: string;
    /** The verdict once they are back. */
    readonly after: Verdict;
    readonly meanwhile: Verdict;
    readonly summary: string;
  }[];
}

/** What becomes of a machine's internet traffic. */
export interface Behaviour {
  readonly verdict: Verdict;
  /** Why, of what does not arrive. */
  readonly reason?: Reason;
  /** Names of the addresses that the internet sees. */
  readonly egress: readonly string[];
  /** "vm-nva100, BGP". */
  readonly defaultFrom: string;
  readonly summary: string;
}

/** A machine whose internet traffic goes another way. */
export interface VerdictChange {
  /** Name: the one after, where it has changed. */
  readonly machine: string;
  readonly before: Behaviour;
  readonly after: Behaviour;
  /** A packet that shows it. */
  readonly example: PathQuery & { readonly protocol: "tcp"; readonly port: number };
  /** The rows that the example follows at its first hop. */
  readonly because: { readonly before: readonly Row[]; readonly after: readonly Row[] };
}

/** An Active row of an effective route table, without what is only counted differently. */
export type Row = Pick<EffectiveRoute, "source" | "prefix" | "nextHopType" | "nextHopAddress" | "why"> & {
  /** "vm-nva100 (AS 65001)": where a BGP row began. */
  readonly from: string | null;
};

/** A subnet whose Active routes differ. */
export interface RouteChange {
  /** "vnet-hub00/default". */
  readonly subnet: string;
  readonly added: readonly Row[];
  readonly removed: readonly Row[];
  /** The same prefix, led elsewhere. */
  readonly changed: readonly {
    readonly prefix: string;
    readonly before: readonly Row[];
    readonly after: readonly Row[];
  }[];
}
