import type { WhatIf } from "../results";

/** "10.200.0.1: vm-nva101 answers vm-hub00". */
export function serviceChange({
  address,
  machine,
  after,
  undetermined,
}: NonNullable<WhatIf["services"]>[number]): string {
  if (undetermined) return `${address}: undetermined who answers ${machine}`;
  const names = after.join(" or ");
  return `${address}: ${names === "" ? "nobody answers" : `${names} ${after.length > 1 ? "answer" : "answers"}`} ${machine}`;
}
