import { isSentence } from "../unknown/propose";
import { unknown } from "../unknown/value";
import type { Assumptions } from "../model/assumptions";
import type { ComputedAttributes } from "./computed-attributes";
import type { Note } from "../model/component";
import { shortened, type Value } from "./value";

/** What all files that are read together share. */
export class ReadContext {
  /** How deep the evaluation is: expressions that refer to each other without end, or nearly, are given up. */
  public depth = 0;
  private readonly notesByKey = new Map<string, Note>();
  private silence = 0;
  private readonly waitedFor = new Set<string>();
  private readonly hasAssumed: boolean;

  public constructor(
    private readonly assumed: NonNullable<Assumptions["values"]> = {},
    /** What Azure sets of a resource, by type and attribute. */
    public readonly computed: ComputedAttributes = {},
  ) {
    this.hasAssumed = Object.keys(assumed).length > 0;
  }

  /** What only the apply knows, or the value that the user assumes for it. */
  public defer(expression: string): Value {
    const name = shortened(expression);
    return this.assumedFor(() => name) ?? unknown(name);
  }

  /** The value that the user assumes for an expression, which is written only where any value is assumed. */
  public assumedFor(expression: () => string): Value | undefined {
    if (!this.hasAssumed) return undefined;
    const name = shortened(expression());
    if (!Object.hasOwn(this.assumed, name)) return undefined;
    this.waitedFor.add(name);
    return this.assumed[name];
  }

  /** True for an expression whose assumed value was put in where the files have it. */
  public hasRead(expression: string): boolean {
    return this.waitedFor.has(expression);
  }

  /** Adds a note, once. */
  public note(kind: Note["kind"], at: string, text: string): void {
    if (kind === "assumed" && this.silence > 0) return;
    this.notesByKey.set(`${at}\n${kind}\n${text}`, { kind, at, text });
  }

  /** Reads what no route or filter depends on: nobody needs to know what was taken for granted for it. */
  public quietly<T>(read: () => T): T {
    this.silence += 1;
    try {
      return read();
    } finally {
      this.silence -= 1;
    }
  }

  /** The notes in their order. */
  public notes(): readonly Note[] {
    for (const [expression, value] of Object.entries(this.assumed))
      // A sentence is not read here, but answers a question that is asked later.
      if (!this.waitedFor.has(expression) && !isSentence(expression, value))
        this.note("assumed", expression, "a value is assumed for it, but nothing that is read here waits for it");
    return [...this.notesByKey].sort(([a], [b]) => (a < b ? -1 : Number(a > b))).map(([, note]) => note);
  }
}
