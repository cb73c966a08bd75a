/** Where the user gave a value. */
export interface Place {
  /** Path of the construct, for example "main/hub00". */
  readonly path: string;
  /** Path of the prop in the construct's props, for example "client.subnetPrefix". */
  readonly prop: string;
}
