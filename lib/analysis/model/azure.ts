export type * from "../kinds/all-kinds";
export type { ConditionalAssociation } from "../kinds/associations";
export type { Unordered } from "../kinds/apply-order";
export type { TwoOwners } from "../kinds/owners";
export type { OnPremises } from "../kinds/on-premises";
export type { Topology } from "../kinds/topology";
export type * from "./component";
