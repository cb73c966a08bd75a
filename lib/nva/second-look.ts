/** What FRR's own checks miss in an `frr.conf`, as sentences; empty when nothing is wrong. */
export function secondLook(_frrConf: string): string[] {
  return [];
}
