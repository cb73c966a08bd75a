import { DEFAULT_ROUTE } from "../../../domain/special-ranges";
import { basename } from "node:path";
import { statement, type Truth } from "../../unknown/truth";
import type { HealthCheck } from "../../model/guest";
import type { Boot, RouteCommand } from "../cloud-init/boot";
import { prefixOf } from "../packet-filter/match";
import { asksInternet } from "../programs/asks-internet";
import { tableOf } from "../programs/ip";

/** A route that may be in the guest's kernel. */
export interface KernelRoute {
  readonly prefix: string;
  readonly metric: number;
  /** Whether it is there, while the guest's health checks succeed. */
  readonly present: Truth;
  readonly healthCheck?: HealthCheck;
}

/** Metric that networkd gives to routes by DHCP. */
const DHCP_METRIC = 100;

/** What a command does to a route of the main table. */
interface RouteChange {
  readonly adds: boolean;
  readonly prefix: string;
  /** Undefined where a deletion names none: it deletes a route of any metric. */
  readonly metric: number | undefined;
  readonly command: RouteCommand;
}

/**
 * The routes of the guest's kernel: the default by DHCP, and those that commands add.
 *
 * A route that a program adds and deletes again, in a loop, is a health marker: BGP follows it. The network is analysed
 * while health checks succeed, so the route is present; what happens when it goes is a question of its own.
 */
export function kernelRoutes(boot: Boot): KernelRoute[] {
  const changes = boot.routes.flatMap(changeOf);
  let routes: KernelRoute[] = [{ prefix: DEFAULT_ROUTE, metric: DHCP_METRIC, present: true }];
  for (const change of changes) {
    const { adds, command, prefix, metric = 0 } = change;
    const isSame = (one: KernelRoute): boolean => one.prefix === prefix && one.metric === metric;
    // What runs for certain counts more than what may run.
    if (command.conditional && (!adds || routes.some(isSame))) continue;
    routes = routes.filter((one) => (adds ? !isSame(one) : !deletes(change, one)));
    if (adds) routes.push({ prefix, metric, ...presence(boot, change, changes) });
  }
  return routes;
}

const deletes = (change: RouteChange, route: { readonly prefix: string; readonly metric: number }): boolean =>
  !change.adds && change.prefix === route.prefix && (change.metric ?? route.metric) === route.metric;

function presence(
  boot: Boot,
  { prefix, metric = 0, command }: RouteChange,
  changes: readonly RouteChange[],
): Pick<KernelRoute, "present" | "healthCheck"> {
  if (!command.conditional) return { present: true };
  const toggled = changes.some(
    (other) => other.command.file === command.file && other.command.repeated && deletes(other, { prefix, metric }),
  );
  if (toggled && command.repeated) {
    const { file } = command;
    return { present: true, healthCheck: { program: basename(file), ofInternet: asksInternet(boot, file) } };
  }
  return { present: statement(`${boot.machine} has the route ${prefix} ("${command.line}")`) };
}

function changeOf(command: RouteCommand): RouteChange[] {
  const { words } = command;
  const verb = words.findIndex((word) => /^(add|append|replace|change|del|delete)$/.test(word));
  if (verb < 0 || words.includes("-6") || tableOf(words) !== undefined) return [];
  const rest = words.slice(verb + 1);
  const target = /^(blackhole|unreachable|prohibit|throw|unicast)$/.test(rest[0] ?? "") ? rest[1] : rest[0];
  const prefix = target === "default" ? DEFAULT_ROUTE : prefixOf(target ?? "");
  if (prefix === undefined) return [];
  const place = rest.findIndex((word) => word === "metric" || word === "priority");
  const metric = place < 0 ? undefined : Number(rest[place + 1]) || 0;
  return [{ adds: !/^del/.test(words[verb]!), prefix, metric, command }];
}
