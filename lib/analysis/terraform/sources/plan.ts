import { listAt, member, objectAt, type JsonObject } from "../json";
import { valueOf } from "../expressions/encodings";
import { Resource } from "../resource";
import type { Value } from "../value";
import type { ReadContext } from "../read-context";
import { moduleSteps } from "./addresses";
import { listed } from "./listed";
import { changesByAddress, deferred, forgotten, missingPart, priorState } from "./plan-changes";
import { PlanModule, type ModuleCall } from "./plan-module";
import type { Source } from "./source";

/** Type of what stands for the part of a plan that the file does not have. */
const PLAN = "plan";

/**
 * `terraform show -json` of a plan: what there will be. What is deleted is gone, what is forgotten remains; what only
 * the apply knows is looked up in the configuration.
 */
export class Plan implements Source {
  public readonly resources: readonly Resource[];
  private readonly modules = new Map<string, PlanModule>();
  private readonly root: PlanModule;

  public constructor(
    private readonly json: JsonObject,
    public readonly name: string,
    private readonly prefix: string,
    private readonly context: ReadContext,
  ) {
    const configuration = objectAt(objectAt(json, "configuration"), "root_module");
    this.root = new PlanModule("", configuration, { stack: name, prefix, context }, undefined, (variable) =>
      this.variable(variable),
    );
    this.modules.set("", this.root);
    this.resources = this.readResources();
  }

  public output(name: string): Value | undefined {
    const planned = member(objectAt(objectAt(objectAt(this.json, "planned_values"), "outputs"), name), "value");
    return planned === undefined ? this.root.output(name) : valueOf(planned);
  }

  private readResources(): readonly Resource[] {
    const changes = changesByAddress(this.json);
    const planned = listed(objectAt(objectAt(this.json, "planned_values"), "root_module"));
    const known = new Set(planned.map(({ address }) => address));
    // Data sources that are already read are in the state before the plan only.
    const read = listed(priorState(this.json)).filter(({ data, address }) => data && !known.has(address));
    const own = [...planned, ...read].map((one) =>
      this.module(one.module).add(one, changes.get(one.address) ?? { unknown: null }),
    );
    const others = [...forgotten(this.json, known), ...deferred(this.json)].map((one) =>
      this.module(one.listed.module).made(one.listed, one.change),
    );
    const missing = missingPart(this.json);
    if (missing !== undefined) return [...own, ...others, this.rest(missing)];
    // A block whose instances are deferred has none in the plan, and may have some later.
    const isWhole = listAt(this.json, "deferred_changes").length === 0;
    return [...own, ...others, ...(isWhole ? [...this.modules.values()].flatMap((module) => module.absent()) : [])];
  }

  /** Stands for what the file does not have. */
  private rest(unread: string): Resource {
    const id = `the rest of plan ${this.name}`;
    return new Resource(
      { id, type: PLAN, data: false, stack: this.name, unread, read: () => undefined, attributes: () => [] },
      this.context,
    );
  }

  private module(address: string): PlanModule {
    const known = this.modules.get(address);
    if (known) return known;
    const steps = moduleSteps(address);
    const last = steps.at(-1);
    if (!last || last.address !== address) return this.root;
    const outer = this.module(steps.at(-2)?.address ?? "");
    const call: ModuleCall = { outer, json: outer.call(last.name), ...(last.key !== undefined && { key: last.key }) };
    const made = new PlanModule(
      address,
      objectAt(call.json, "module"),
      { stack: this.name, prefix: this.prefix, context: this.context },
      call,
    );
    outer.addChild(last.name, last.key, made);
    this.modules.set(address, made);
    return made;
  }

  private variable(name: string): Value | undefined {
    const value = member(objectAt(objectAt(this.json, "variables"), name), "value");
    return value === undefined ? undefined : valueOf(value);
  }
}
