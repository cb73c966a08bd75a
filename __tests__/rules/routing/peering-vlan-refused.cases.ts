import { newCircuit, PEERING } from "../article-changes";
import { fails, passes, type Case } from "../case";

const vlan = (vlanId: number | undefined) => newCircuit({ privatePeering: { ...PEERING, vlanId } });

export const CASES: readonly Case[] = [
  passes("peering-vlan-refused", "the first VLAN", vlan(1)),
  passes("peering-vlan-refused", "the last VLAN", vlan(4094)),
  passes("peering-vlan-refused", "a VLAN that is known after apply", vlan(undefined)),
  ...[0, 4095, 100.5].map((id) =>
    fails("peering-vlan-refused", `VLAN ${id}`, vlan(id), [
      {
        at: "main/circuit privatePeering.vlanId",
        text: `${id} is not a VLAN id`,
        got: String(id),
        want: "a whole number from 1 to 4094 (IEEE 802.1Q)",
        fix: "vlanId: 100",
      },
    ]),
  ),
];
