/** How the NVA decides that the internet is reachable through it. */
export interface EgressHealthOptions {
  /** IPv4 `address:port`s that answer a TCP connect. The NVA is healthy while at least one answers. */
  readonly anchors: readonly string[];
  /** Seconds between two rounds of probes. */
  readonly intervalSeconds: number;
  /** Seconds an anchor has for its answer. */
  readonly timeoutSeconds: number;
  /** Failed rounds in a row after which the default is withdrawn. */
  readonly failures: number;
  /** Good rounds in a row after which the default is announced. */
  readonly successes: number;
}

/**
 * Three operators, none of them Azure: a failure of one of them is not a failure of this NVA. Withdrawn 3-4 s after the
 * last answer.
 */
export const DEFAULT_EGRESS_HEALTH: EgressHealthOptions = {
  anchors: ["1.1.1.1:443", "8.8.8.8:443", "9.9.9.9:443"],
  intervalSeconds: 1,
  timeoutSeconds: 1,
  failures: 3,
  successes: 2,
};

/** The same, with a text in the place of what is known only at apply: of the anchors, all in one. */
export type WrittenHealth = { readonly [K in keyof EgressHealthOptions]: EgressHealthOptions[K] | string };

/** The text of `/etc/forced-tunnel/egress.conf`, read by the health daemon. */
export function healthConfig(options: WrittenHealth): string {
  return `${[
    "[egress]",
    `anchors = ${typeof options.anchors === "string" ? options.anchors : options.anchors.join(" ")}`,
    `interval_seconds = ${options.intervalSeconds}`,
    `timeout_seconds = ${options.timeoutSeconds}`,
    `failures = ${options.failures}`,
    `successes = ${options.successes}`,
  ].join("\n")}\n`;
}
