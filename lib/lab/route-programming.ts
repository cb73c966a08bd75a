import type { Fabric } from "./fabric";
import type { Network } from "./namespaces";
import type { RouteServer } from "./route-server";

/**
 * Sends the clients' packets to the next hops of the default routes that the instances prefer, equally, as soon as they
 * change. A process of its own: a test that waits for a command must not delay it.
 */
const PROGRAM = `
import json, subprocess, sys, time
fabric, table, *folders = sys.argv[1:]
def paths(folder):
    show = ["vtysh", "--vty_socket", folder, "-c", "show bgp ipv4 unicast 0.0.0.0/0 json"]
    try: return json.loads(subprocess.run(show, capture_output=True).stdout).get("paths", [])
    except ValueError: return []
def is_best(path): return path.get("multipath") or path.get("bestpath", {}).get("overall")
programmed = None
while True:
    best = [path for folder in folders for path in paths(folder) if is_best(path)]
    hops = sorted({hop["ip"] for path in best for hop in path["nexthops"]})
    if hops != programmed:
        nexthops = [word for hop in hops for word in ("nexthop", "via", hop, "dev", "nva" + hop.split(".")[3])]
        route = ["default", "table", table, *nexthops] if hops else ["unreachable", "default", "table", table]
        subprocess.run(["ip", "-n", fabric, "route", "replace", *route], check=True)
        programmed = hops
    time.sleep(0.1)
`;

/** Programs the routes that Route Server learns in the fabric, as Azure does. Without any, the packets are dropped. */
export function programRoutes(network: Network, routeServer: RouteServer, fabric: Fabric): void {
  const { namespace, folders } = routeServer;
  network.start(namespace, "python3", "-c", PROGRAM, fabric.namespace, fabric.clientTable, ...folders);
}
