import type { Truth } from "../../unknown/truth";
import type { Boot } from "../cloud-init/boot";
import { prefixOf } from "../packet-filter/match";

/** A route that is known to be in the guest's kernel. */
export interface KernelRoute {
  readonly prefix: string;
  readonly metric: number;
  readonly present: Truth;
  readonly healthCheck?: string;
}

/** Metric that networkd gives to routes by DHCP. */
const DHCP_METRIC = 100;
/** Metric of the marker that the health daemon of this library keeps. */
const MARKER_METRIC = 50;

/**
 * The routes that are known: the default by DHCP, those that commands add, and the marker that follows the egress'
 * health.
 */
export function kernelRoutes(boot: Boot): KernelRoute[] {
  return [{ prefix: "0.0.0.0/0", metric: DHCP_METRIC, present: true }, ...added(boot), ...marker(boot)];
}

function marker(boot: Boot): KernelRoute[] {
  const kept = boot.files.has("/etc/forced-tunnel/egress.conf") && boot.units.has("forced-tunnel-egress");
  return kept
    ? [{ prefix: "0.0.0.0/0", metric: MARKER_METRIC, present: true, healthCheck: "forced-tunnel-egress" }]
    : [];
}

function added(boot: Boot): KernelRoute[] {
  return boot.routes.flatMap(({ words }): KernelRoute[] => {
    const verb = words.findIndex((word) => /^(add|append|replace|change)$/.test(word));
    if (verb < 0 || words.includes("-6") || words.includes("table")) return [];
    const rest = words.slice(verb + 1);
    const target = /^(blackhole|unreachable|prohibit|throw|unicast)$/.test(rest[0] ?? "") ? rest[1] : rest[0];
    const prefix = target === "default" ? "0.0.0.0/0" : prefixOf(target ?? "");
    const place = rest.findIndex((word) => word === "metric" || word === "priority");
    return prefix === undefined
      ? []
      : [{ prefix, metric: place < 0 ? 0 : Number(rest[place + 1]) || 0, present: true }];
  });
}
