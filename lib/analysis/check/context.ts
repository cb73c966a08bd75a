import type { Refusal } from "../faults/refusals/refusal";
import type { Exposure } from "../forwarding/exposure";
import type { Machine, Topology } from "../model/azure";
import type { TopologyIndex } from "../model/topology-index";
import type { MachineVerdict, PathQuery, PathResult, ServiceAnswer, SubnetRoutes } from "../results";
import type { Unknown } from "../unknown/value";
import type { Cause, ForeignDefault } from "./cause";
import type { Failed } from "./failures";
import type { Usage } from "./usage";

/** What rules ask of a topology. */
export interface CheckContext {
  /** The part of the topology that is checked: an island. */
  readonly topology: Topology;
  /** The topology that it is a part of: an NVA on another island is still an NVA. */
  readonly whole: Topology;
  readonly index: TopologyIndex;
  /** The verdict on the internet traffic of each machine. */
  readonly verdicts: readonly MachineVerdict[];
  /** The effective routes of every subnet. */
  readonly routes: readonly SubnetRoutes[];
  /** What Azure would reject. */
  readonly refusals: readonly Refusal[];
  /** Why machines are not tunnelled although they should be: each cause once. */
  readonly causes: readonly Cause[];
  /** Causes that are not part of another finding. */
  readonly unclaimedCauses: readonly Cause[];
  /** What is reachable through public IPs, and from where. */
  readonly exposures: readonly Exposure[];
  /** How much of each of Azure's limits is used. */
  readonly usages: readonly Usage[];
  /** The verdicts if no NVA advertised a default route. */
  readonly withdrawn: readonly MachineVerdict[];
  /** Machines that follow a default route which no NVA advertises. */
  readonly foreignDefaults: readonly ForeignDefault[];
  /** Values known after apply that the verdicts wait for. */
  readonly waitsFor: readonly Unknown[];
  /** The verdicts without one of the machines. */
  withoutMachine(machine: Machine): readonly MachineVerdict[];
  /** The verdicts after a failure. */
  without(failed: Failed): readonly MachineVerdict[];
  /** Who answers at the addresses that machines share by BGP; after a failure, if one is given. */
  services(failed?: Failed): readonly ServiceAnswer[];
  /** The effective routes of a subnet. */
  routesOf(subnet: string): SubnetRoutes | undefined;
  /** The path of a packet. */
  path(query: PathQuery): PathResult;
  /** The path of a machine to the internet. */
  toInternet(machine: MachineVerdict): PathResult;
}
