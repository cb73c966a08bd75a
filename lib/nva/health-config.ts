import type { DefaultRoute } from "./frr-config";

/**
 * An answer that only the internet gives: a captive portal or a transparent proxy accepts every connection, but does not
 * know it. The request is `GET` by HTTP/1.0, without encryption and without redirects.
 */
export interface KnownAnswer {
  /** Web server as "address:port" (IPv4, TCP), a public address. */
  readonly server: string;
  /** Value of the `Host` header, without white space. */
  readonly host: string;
  /** Path of the request: begins with "/", without white space. */
  readonly path: string;
  /** Text that the first 64 KiB of the answer contain, headers included: one line, no spaces at its ends. */
  readonly text: string;
}

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
  /**
   * Answer of a web server that a round needs besides an anchor.
   * @default - none: an accepted connection is enough
   */
  readonly knownAnswer?: KnownAnswer;
  /**
   * Percentage of the last 20 connections to the anchor that answers best: if so many failed, the default route is
   * withdrawn although no {@link failures} rounds failed in a row. A whole number from 1 to 100, measured in steps of 5.
   * @default 25 - withdrawn when 5 of 20 connections failed
   */
  readonly lossPercent: number;
  /**
   * Maximum of the consecutive successful rounds that are needed after repeated withdrawals: a whole number from 1 to
   * 3600. The need starts at {@link successes} and doubles with each withdrawal within 5 minutes.
   * @default 120 - with a round each second, the NVA needs at most 2 minutes without a failed round
   */
  readonly holdRoundsAtMost: number;
  /**
   * Seconds between the withdrawal of the default route and the end of a planned stop, 0 to 60: open connections can
   * end, and new ones use another NVA.
   * @default 2 - a stop, a reboot and Azure's planned maintenance wait 2 seconds
   */
  readonly drainSeconds: number;
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
  lossPercent: 25,
  holdRoundsAtMost: 120,
  drainSeconds: 2,
};

/** The options as texts where they are known only at apply; all anchors are one text, separated by spaces. */
export type WrittenHealth = {
  readonly [K in keyof EgressHealthOptions]: EgressHealthOptions[K] | (K extends "knownAnswer" ? never : string);
};

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
    ...(options.announce === "always" || options.announce === "never" ? ["announce = always"] : anchorLines(options)),
    `interval_seconds = ${options.intervalSeconds}`,
    `timeout_seconds = ${options.timeoutSeconds}`,
    `failures = ${options.failures}`,
    `successes = ${options.successes}`,
    ...unlessDefault("loss_percent", options.lossPercent, DEFAULT_EGRESS_HEALTH.lossPercent),
    ...unlessDefault("hold_rounds_at_most", options.holdRoundsAtMost, DEFAULT_EGRESS_HEALTH.holdRoundsAtMost),
    ...unlessDefault("drain_seconds", options.drainSeconds, DEFAULT_EGRESS_HEALTH.drainSeconds),
    ...unlessDefault("stop_delay_seconds", options.stopDelaySeconds ?? 0, 0),
  ].join("\n")}\n`;
}

function anchorLines({ anchors, knownAnswer: known }: HealthConfigOptions): string[] {
  return [
    `anchors = ${typeof anchors === "string" ? anchors : anchors.join(" ")}`,
    ...(known ? [`known_answer = ${known.server} ${known.host} ${known.path} ${known.text}`] : []),
  ];
}

const unlessDefault = (key: string, value: number | string, byDefault: number): string[] =>
  value === byDefault ? [] : [`${key} = ${value}`];

/** What the daemon accepts, as `forced-tunnel-egress --check` does. Rounds and percent are whole numbers. */
export const HEALTH_LIMITS = {
  intervalSeconds: { from: 0.1, to: 60, unit: "seconds" },
  timeoutSeconds: { from: 0.1, to: 60, unit: "seconds" },
  failures: { from: 1, to: 100, unit: "rounds" },
  successes: { from: 1, to: 100, unit: "rounds" },
  lossPercent: { from: 1, to: 100, unit: "percent" },
  holdRoundsAtMost: { from: 1, to: 3600, unit: "rounds" },
  drainSeconds: { from: 0, to: 60, unit: "seconds" },
} as const;
