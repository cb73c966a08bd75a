import type { Component } from "../model/component";
import type { UnmodelledEffect } from "../results";

/** A resource of the input that bears on packets, or may do so, and that the analysis does not follow. */
export interface UnreadResource extends Component {
  readonly type: string;
  readonly effect: UnmodelledEffect;
  /** What it does, after its name: "sends the traffic of its nodes and pods from its subnet". */
  readonly does: string;
  /** Ids of the subnets that it is in, or names. */
  readonly subnets: readonly string[];
  /** Ids of the networks that it concerns. */
  readonly networks: readonly string[];
  /** Ids of the network interfaces that it admits packets to. */
  readonly nics: readonly string[];
  /** True where nothing says what it concerns: it may be anything in the input. */
  readonly everything?: true;
  /** True for a type that is not known: it may change routes of every network that is connected to those above. */
  readonly unknownType?: true;
  /** Why somebody accepts that it is not modelled: then it is taken to change nothing. */
  readonly accepted?: string;
}
