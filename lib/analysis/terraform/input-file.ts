/** A file to be read. */
export interface InputFile {
  /** Path or name, for messages and to tell files apart. */
  readonly name: string;
  /** Its text: Terraform JSON. */
  readonly text: string;
}
