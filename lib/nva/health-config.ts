import type { DefaultRoute } from "./frr-config";

/** How the NVA decides that the internet is reachable through it. */
export interface EgressHealthOptions {
  /** Endpoints on the internet as "address:port" (IPv4, TCP). A round succeeds if at least one accepts a connection. */
  readonly anchors: readonly string[];
  /** Seconds between two rounds, more than 0. */
  readonly intervalSeconds: number;
  /** Seconds after which a connection attempt fails, more than 0. */
  readonly timeoutSeconds: number;
  /** Consecutive failed rounds after which the default route is withdrawn: a whole number, at least 1. */
  readonly failures: number;
  /** Consecutive successful rounds after which the default route is advertised: a whole number, at least 1. */
  readonly successes: number;
}

/**
 * Defaults of {@link EgressHealthOptions}. The anchors belong to three operators outside Azure, so that a failure of
 * one is not a failure of the NVA. The default route is withdrawn 3.5 seconds after the last successful round began.
 */
export const DEFAULT_EGRESS_HEALTH: EgressHealthOptions = {
  anchors: ["1.1.1.1:443", "8.8.8.8:443", "9.9.9.9:443"],
  intervalSeconds: 1,
  timeoutSeconds: 0.5,
  failures: 3,
  successes: 2,
};

/** The options as texts where they are known only at apply; all anchors are one text, separated by spaces. */
export type WrittenHealth = { readonly [K in keyof EgressHealthOptions]: EgressHealthOptions[K] | string };

/** Input of {@link healthConfig}. */
export interface HealthConfigOptions extends WrittenHealth {
  /**
   * When the NVA advertises 0.0.0.0/0.
   * @default "follow-health"
   */
  readonly announce?: DefaultRoute | undefined;
  /**
   * Seconds that this NVA waits before it lets Azure's planned maintenance start.
   * @default 0
   */
  readonly stopDelaySeconds?: number;
}

/** The text of `/etc/forced-tunnel/egress.conf`, read by the health daemon and by forced-tunnel-events. */
export function healthConfig(options: HealthConfigOptions): string {
  return `${[
    "[egress]",
    ...(options.announce === "always" ? ["announce = always"] : []),
    `anchors = ${typeof options.anchors === "string" ? options.anchors : options.anchors.join(" ")}`,
    `interval_seconds = ${options.intervalSeconds}`,
    `timeout_seconds = ${options.timeoutSeconds}`,
    `failures = ${options.failures}`,
    `successes = ${options.successes}`,
    ...(options.stopDelaySeconds ? [`stop_delay_seconds = ${options.stopDelaySeconds}`] : []),
  ].join("\n")}\n`;
}

/** What the daemon accepts, as `forced-tunnel-egress --check` does: from, to, and whether it counts rounds. */
export const HEALTH_LIMITS = {
  intervalSeconds: { from: 0.1, to: 60, whole: false },
  timeoutSeconds: { from: 0.1, to: 60, whole: false },
  failures: { from: 1, to: 100, whole: true },
  successes: { from: 1, to: 100, whole: true },
} as const;
