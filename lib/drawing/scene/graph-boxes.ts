import { ALL_KINDS } from "../../analysis/kinds/all-kinds";
import { asnText, type Box, type BoxLook } from "../../analysis/kinds/box";
import type { Component, Topology } from "../../analysis/model/azure";
import type { TopologyIndex } from "../../analysis/model/topology-index";
import { shown } from "../../analysis/unknown/value";
import { type GraphBox, onPremisesBox } from "./graph";
import { pictureContext } from "./picture-context";

/** Where a box comes among others: the layout keeps this order among boxes of one frame. */
const ORDER: Readonly<Record<BoxLook, number>> = {
  network: 0,
  subnet: 1,
  gateway: 2,
  "route-server": 3,
  machine: 4,
  nva: 4,
  nic: 5,
  "load-balancer": 6,
  "private-endpoint": 7,
  "nat-gateway": 8,
  circuit: 9,
  site: 10,
};

/** The boxes of a topology's components, as their kinds describe them. The parent may be one that the topology lacks. */
export function componentBoxes(index: TopologyIndex): GraphBox[] {
  const described = describedBoxes(index);
  const covered = new Set(described.flatMap(({ box }) => box.covers ?? []));
  const boxes = described
    .filter(({ component }) => !covered.has(component.id))
    .sort((one, other) => ORDER[one.box.look] - ORDER[other.box.look])
    .map(({ component, box }) => graphBox(component, box));
  return [...boxes, ...onPremisesBoxes(index.topology)];
}

interface DescribedBox {
  readonly component: Component;
  readonly box: Box;
}

function describedBoxes(index: TopologyIndex): readonly DescribedBox[] {
  const picture = pictureContext(index);
  return ALL_KINDS.flatMap((kind) =>
    index.topology[kind.list].flatMap((component) => {
      const box = kind.box?.(component, picture);
      return box ? [{ component, box }] : [];
    }),
  );
}

const graphBox = ({ id, name }: Component, { look, parent, word, detail }: Box): GraphBox => ({
  id,
  kind: look,
  name: shown(name),
  ...(parent !== undefined && { parent }),
  ...(word !== undefined && { word }),
  ...(detail !== undefined && { detail }),
});

const onPremisesBoxes = ({ onPremises }: Topology): GraphBox[] =>
  onPremises
    .filter(({ over }) => over === "circuit")
    .map(({ name, asn }) => ({
      id: onPremisesBox(name),
      kind: "on-premises",
      word: "ON-PREMISES",
      name: shown(name),
      detail: asnText(asn),
    }));
