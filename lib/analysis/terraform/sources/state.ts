import { member, objectAt, type JsonObject } from "../json";
import { valueOf } from "../expressions/encodings";
import { Resource } from "../resource";
import type { Value } from "../value";
import type { ReadContext } from "../read-context";
import type { Listed } from "./listed";
import type { Source } from "./source";

/** What is deployed: every value is known, and ids are Azure's. */
export class State implements Source {
  public readonly resources: readonly Resource[];

  /** @param outputs by name, each with its `value` */
  public constructor(
    list: readonly Listed[],
    private readonly outputs: JsonObject,
    public readonly name: string,
    prefix: string,
    context: ReadContext,
  ) {
    this.resources = list.map(({ address, type, data, values }) => {
      const read = (attribute: string): Value | undefined => {
        const value = member(values, attribute);
        return value === undefined ? undefined : valueOf(value);
      };
      const attributes = (): readonly string[] => Object.keys(values);
      return new Resource({ id: `${prefix}${address}`, type, data, stack: name, read, attributes }, context);
    });
  }

  public output(name: string): Value | undefined {
    const value = member(objectAt(this.outputs, name), "value");
    return value === undefined ? undefined : valueOf(value);
  }
}
