import { appendFileSync } from "node:fs";
import { ADDRESS_PLAN, NVA_ASN, nvaAddress } from "../../lib/lab/address-plan";
import { outageOf, type Outage } from "../../lib/lab/client";
import { Internet } from "../../lib/lab/internet";
import type { Machine } from "../../lib/lab/machine";
import { delay, eventually } from "../../lib/lab/namespaces";
import { NvaLab } from "../../lib/lab/nva-lab";
import { nvaUserData, type NvaUserDataOptions } from "../../lib/nva/user-data";
import type { ToolName } from "../support/tools";

export const LAB_TOOLS: readonly ToolName[] = [
  "bgpd",
  "debootstrap",
  "ip",
  "namespaces",
  "nft",
  "nspawn",
  "python3",
  "vtysh",
];

/**
 * Bounds are times measured on an idle machine; a test allows this multiple of them, because the tests of a pipeline
 * share two slow cores.
 */
export const LOAD_FACTOR = 2;

/** User data of the NVA with this host number in the lab. */
export function userData(host: number, options: Partial<NvaUserDataOptions> = {}): string {
  return nvaUserData({
    hostname: `vm-nva${host}`,
    asn: NVA_ASN,
    privateIpAddress: nvaAddress(host),
    subnetGateway: ADDRESS_PLAN.nvaGateway,
    routeServerSubnet: ADDRESS_PLAN.routeServerSubnet,
    routeServerIps: ADDRESS_PLAN.routeServer,
    health: { anchors: Internet.anchors },
    ...options,
  });
}

/** A lab with one NVA. */
export interface SingleNvaLab {
  readonly lab: NvaLab;
  readonly nva: Machine;
}

/** Starts a lab with one NVA, and waits until the client reaches the internet through it. */
export async function startLab(host: number, options?: Partial<NvaUserDataOptions>): Promise<SingleNvaLab> {
  const lab = new NvaLab();
  try {
    lab.startPackageServer();
    await lab.startRouteServer([host]);
    const nva = lab.addNva(host, userData(host, options));
    nva.boot();
    await waitForEgress(lab, host, nva, 120);
    return { lab, nva };
  } catch (error) {
    await lab.end();
    throw error;
  }
}

interface DaemonState {
  readonly announced: boolean;
  readonly failures: number;
}

/** What the health daemon has written about itself last; undefined if it does not run. */
export function daemonState(nva: Machine): DaemonState | undefined {
  const { status, stdout } = nva.attempt("cat", "/run/forced-tunnel/state.json");
  return status === 0 ? JSON.parse(stdout) : undefined;
}

/**
 * Waits until the client reaches the internet through an NVA; returns the seconds that took.
 *
 * @throws Error with the NVA's last messages, if it takes longer than this number of seconds
 */
export async function waitForEgress(lab: NvaLab, host: number, nva: Machine, seconds: number): Promise<number> {
  const start = Date.now();
  try {
    await eventually(seconds, () => {
      expect(lab.client.publicAddress()).toBe(nvaAddress(host));
    });
  } catch {
    throw new Error(`no internet access by NVA ${host} after ${seconds} s:\n${nva.log("-b", "-n150")}`);
  }
  return (Date.now() - start) / 1_000;
}

/** A fault, and how long it lasts. */
export interface Fault {
  readonly name: string;
  /** Causes the fault; returns when it has ended. */
  readonly cause: () => void | Promise<void>;
  /**
   * Seconds to observe after the end of the fault, and then until the client's connections succeed.
   * @default 6
   */
  readonly observeSeconds?: number;
}

/** What a fault did to the client. */
export interface Effect extends Outage {
  /** Packets that reached the internet with a private source. */
  readonly leaks: number;
  /** What the observed NVA has logged. */
  readonly log: string;
}

/** The longest time in seconds that a test waits for an NVA to heal. */
const HEAL_SECONDS = 60;

/** Causes a fault while the client connects to the internet, and waits until its connections succeed again. */
export async function observe(lab: NvaLab, nva: Machine, fault: Fault): Promise<Effect> {
  const cursor = /-- cursor: (.*)/.exec(nva.log("-n0", "--show-cursor"))?.[1] ?? "";
  const leaks = lab.internet.leaks();
  const probes = lab.client.startProbes();
  try {
    await eventually(10, () => {
      expect(probes.areAnswered(1)).toBe(true);
    });
    const start = Date.now() / 1_000;
    await fault.cause();
    await delay((fault.observeSeconds ?? 6) * 1_000);
    await eventually(HEAL_SECONDS, () => {
      expect({ answered: probes.areAnswered(1.5), log: answeredOrLog(probes.areAnswered(1.5), nva) }).toEqual({
        answered: true,
        log: "",
      });
    });
    const outage = outageOf(probes.since(start - 0.2));
    return { ...outage, leaks: lab.internet.leaks() - leaks, log: nva.log(`--after-cursor=${cursor}`) };
  } finally {
    await probes.stop();
  }
}

/** So that a failure of a test shows why the NVA has not healed. */
function answeredOrLog(answered: boolean, nva: Machine): string {
  return answered ? "" : nva.log("-n60");
}

/** A row of the table that `npm run nva-faults` prints. */
export interface FaultRow extends Omit<Effect, "log"> {
  readonly situation: string;
  readonly name: string;
  /** The message in the log that tells of the fault; empty if there is none. */
  readonly message: string;
}

/**
 * Adds a row to the table of faults, if a file for it is given. The row shows the first message that tells of the
 * fault.
 */
export function report(situation: string, name: string, effect: Effect, tellsOfFault?: RegExp): void {
  const { log, ...measured } = effect;
  const message = log.split("\n").find((line) => tellsOfFault?.test(line)) ?? "";
  const row: FaultRow = { situation, name, ...measured, message };
  const file = process.env.NVA_FAULTS_FILE;
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(row)}\n`);
}
