import { METADATA_ADDRESS, PLATFORM_ADDRESS } from "../../domain/special-ranges";
import { notInFiles } from "../faults/not-modelled";
import type { Nic } from "../model/azure";
import { applyPlatformRules, applySecurityGroups } from "./nsg/apply";
import { isActivation, platformTag } from "./nsg/platform";
import { route } from "./route";
import type { Step } from "./step";
import { passes, type Transit } from "./transit";

/** The host itself answers at these addresses, regardless of routes and security groups (row 4.5). */
const HOST_ADDRESSES: readonly string[] = [PLATFORM_ADDRESS, METADATA_ADDRESS];

/** Out of a NIC: security groups, then the table of its subnet. */
export function leaveNic(transit: Transit, nic: Nic): Step[] {
  const { routing, packet } = transit;
  const subnet = routing.index.subnets.get(nic.subnet);
  if (!subnet)
    return [transit.undetermined(notInFiles(nic.id, routing.index.nameOf(nic), `the subnet of ${nic.name}`))];
  const tag = packet.answer ? undefined : platformTag(packet);
  const isForPlatform = HOST_ADDRESSES.includes(packet.destination.text) || isActivation(routing, subnet, packet);
  const allowed = isForPlatform
    ? tag === undefined
      ? transit
      : applyPlatformRules(transit, { nic, subnet }, tag)
    : applySecurityGroups(transit, { nic, subnet, direction: "Outbound" });
  if (HOST_ADDRESSES.includes(packet.destination.text))
    return ["disposition" in allowed ? allowed : answeredByHost(allowed)];
  return "disposition" in allowed ? [allowed] : route(allowed, { subnet, nic });
}

const answeredByHost = (transit: Transit): Step =>
  transit
    .to({ kind: "host", name: "host", detail: "answered by the Azure host" })
    .decided(
      passes(
        {
          kind: "route",
          text: `${transit.packet.destination.text} -> host`,
          because: "regardless of routes and rules",
        },
        "4.5",
      ),
    )
    .end({ kind: "service", direct: false });
