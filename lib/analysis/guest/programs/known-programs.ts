import { DOWNLOADS } from "./downloads";
import { NAMESPACE_PROGRAMS } from "./namespaces";
import { FILE_PROGRAMS } from "./file-programs";
import { KERNEL_PROGRAMS } from "./kernel-programs";
import { PACKAGE_PROGRAMS } from "./packages";
import { PACKET_FILTER_PROGRAMS } from "./packet-filter-programs";
import type { Programs } from "./program";
import { reboot } from "./reboot";
import { ROUTING_PROGRAMS } from "./routing-programs";
import { SERVICE_PROGRAMS } from "./services";
import { STARTERS } from "./starters";
import { UNREAD_PROGRAMS } from "./unread-programs";

/** The programs on which packets or routes may depend, by name. */
export const PROGRAMS: Programs = {
  ...KERNEL_PROGRAMS,
  ...FILE_PROGRAMS,
  ...PACKET_FILTER_PROGRAMS,
  ...ROUTING_PROGRAMS,
  ...SERVICE_PROGRAMS,
  ...STARTERS,
  ...NAMESPACE_PROGRAMS,
  ...UNREAD_PROGRAMS,
  ...DOWNLOADS,
  ...PACKAGE_PROGRAMS,
  reboot: {
    affects: () => [],
    run: (place) => {
      reboot(place.boot, (script) => {
        place.runScript(script);
      });
      return undefined;
    },
  },
};

/** The programs that change the network namespace that they run in, and nothing else. */
export const NETWORK_PROGRAMS: ReadonlySet<string> = new Set([
  ...Object.keys(KERNEL_PROGRAMS),
  ...Object.keys(PACKET_FILTER_PROGRAMS),
  ...["ip", "ipset", "ebtables", "conntrack", "tc", "brctl", "ifconfig", "route", "vconfig", "wg"],
]);
