import type { MachineDeclaration } from "../declaration";
import { edit } from "../edit";
import type { ConstructReported, ConstructRule } from "../rule";

const ZONES = ["1", "2", "3"];

/** FT043. The provider accepts any text as a zone. */
export const zoneUnknown: ConstructRule = {
  id: "FT043",
  name: "zone-unknown",
  severity: "error",
  summary: "An availability zone does not exist, or a machine and its public IP are in different zones.",
  why: "Zones are 1, 2 and 3. The public IP of a machine must be in the zone of the machine or in all zones.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/ip-services/public-ip-addresses"],
  otherwise: "Azure, at apply",
  check: (app) => app.machines.flatMap((machine) => [...unknown(machine), ...apart(machine)]),
};

function unknown({ path, zone, publicIpZones = [] }: MachineDeclaration): ConstructReported[] {
  const given = [{ prop: "zone", zone }, ...publicIpZones.map((one, i) => ({ prop: `publicIpZones.${i}`, zone: one }))];
  return given.flatMap(({ prop, zone: one }) => {
    if (one === undefined || ZONES.includes(one)) return [];
    const at = { path, prop };
    const meant = /[1-3]$/.exec(one)?.[0] ?? "1";
    return [
      {
        at,
        text: `${JSON.stringify(one)} is not an availability zone`,
        got: JSON.stringify(one),
        want: `"1", "2" or "3" (Azure)`,
        fix: edit(at, meant),
      },
    ];
  });
}

function apart({ path, zone, publicIpZones = [] }: MachineDeclaration): ConstructReported[] {
  if (zone === undefined || publicIpZones.length === 0 || publicIpZones.includes(zone)) return [];
  if (![zone, ...publicIpZones].every((one) => ZONES.includes(one))) return [];
  const sentence = `the machine is in zone ${zone} and its public IP in ${publicIpZones.join(", ")}`;
  const fix = `publicIpZones: ${JSON.stringify([zone])}`;
  return [
    {
      at: { path, prop: "publicIpZones" },
      also: { path, prop: "zone" },
      text: sentence,
      got: publicIpZones.join(", "),
      want: `zone ${zone}, or all (Azure)`,
      fix,
    },
  ];
}
