import type { Hop } from "../../analysis/results";
import { type GraphBox, INTERNET, onPremisesBox } from "./graph";

/** Finds the boxes of hops and of the routers that a route was learned from. */
export class BoxLookup {
  private readonly boxesById: ReadonlyMap<string, GraphBox>;

  constructor(private readonly boxes: readonly GraphBox[]) {
    this.boxesById = new Map(boxes.map((box) => [box.id, box]));
  }

  byId(id: string): GraphBox | undefined {
    return this.boxesById.get(id);
  }

  /** Id of the box of a router as routes name it: "vm-nva100 (AS 65001)". */
  byName(text: string): string | undefined {
    const names = [text, text.replace(/ \([^)]*\)$/, "")];
    const things = this.boxes.filter(({ kind }) => kind !== "network" && kind !== "subnet");
    return names.flatMap((name) => things.find((box) => box.name === name || box.id === name) ?? []).at(0)?.id;
  }

  /** Id of a hop's box; a hop outside the topology gets a new box. */
  forHop(hop: Hop): { readonly id: string; readonly added?: GraphBox } {
    if (hop.kind === "internet") return { id: INTERNET };
    const known =
      [hop.id, onPremisesBox(hop.name)].find((id) => id !== undefined && this.boxesById.has(id)) ??
      this.byName(hop.name);
    if (known !== undefined) return { id: known };
    const id = `hop:${hop.name}`;
    return { id, added: { id, kind: "outside", word: hop.kind.toUpperCase(), name: hop.name, detail: hop.detail } };
  }
}
