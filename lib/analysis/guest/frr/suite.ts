import type { Boot } from "../cloud-init/boot";

/** A suite of routing daemons with the same language: FRR, or Quagga, from which it was forked. */
export interface RoutingSuite {
  readonly folder: string;
  /** Its configuration in one file. */
  readonly configuration: string;
  /** Names of its packages begin so. */
  readonly packages: RegExp;
  readonly isQuagga: boolean;
}

const FRR: RoutingSuite = {
  folder: "/etc/frr",
  configuration: "/etc/frr/frr.conf",
  packages: /^frr\b/,
  isQuagga: false,
};

const QUAGGA: RoutingSuite = {
  folder: "/etc/quagga",
  configuration: "/etc/quagga/Quagga.conf",
  packages: /^quagga\b/,
  isQuagga: true,
};

/** The suite that the machine runs. A machine with parts of both is taken to run FRR. */
export function suiteOf({ files, packages }: Boot): RoutingSuite {
  const has = (suite: RoutingSuite): boolean =>
    [...packages].some((name) => suite.packages.test(name)) ||
    [...files.keys()].some((path) => path.startsWith(suite.folder) && path.endsWith(".conf"));
  return !has(FRR) && has(QUAGGA) ? QUAGGA : FRR;
}
