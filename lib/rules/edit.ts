import type { Place } from "./declaration";

const ELEMENT = /^\d+$|\[\d+\]$/;

/** The smallest edit, ready to paste: the prop with its new value; for an element of a list, the new element. */
export function edit(at: Place, value: string | number | boolean): string {
  const segment = lastSegment(at.prop);
  return ELEMENT.test(segment) ? JSON.stringify(value) : `${segment}: ${JSON.stringify(value)}`;
}

/** The last name in a prop's path: "subnetPrefix" of "client.subnetPrefix". */
export function lastSegment(prop: string): string {
  return prop.slice(prop.lastIndexOf(".") + 1);
}

/** One place as a key. */
export function placeKey(at: Place): string {
  return `${at.path} ${at.prop}`;
}

/** The place of a value inside the value at a place. */
export function inside(at: Place, prop: string): Place {
  return { path: at.path, prop: `${at.prop}.${prop}` };
}

/** The place of a prop beside the one at a place: "nva.routes" of "nva.subnetPrefix". */
export function beside(at: Place, prop: string): Place {
  return { path: at.path, prop: `${at.prop.slice(0, at.prop.lastIndexOf(".") + 1)}${prop}` };
}
