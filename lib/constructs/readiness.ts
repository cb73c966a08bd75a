import { dependable, TerraformStack, type TerraformResource } from "cdktf";

/**
 * A state of the deployment that resources can wait for. `needs` adds the resources that the state consists of,
 * `before` adds resources that wait for all of them. Both may be called in any order until synthesis. In one stack it
 * becomes `depends_on`; between stacks, a dependency of the stacks. Destroy uses the reverse order.
 */
export class Readiness {
  private readonly parts = new Set<TerraformResource>();
  private readonly waiting = new Set<TerraformResource>();
  private readonly wider: Readiness[] = [];

  /** Adds resources that must exist before this state is reached, or all resources of another readiness. */
  public needs(...parts: readonly (TerraformResource | Readiness)[]): this {
    for (const part of parts) {
      if (part instanceof Readiness) {
        part.wider.push(this);
        part.parts.forEach((resource) => this.add(resource));
      } else {
        this.add(part);
      }
    }
    return this;
  }

  /** Makes resources wait until this state is reached. */
  public before(...resources: readonly TerraformResource[]): this {
    for (const resource of resources) {
      this.waiting.add(resource);
      this.parts.forEach((part) => addDependency(resource, part));
    }
    return this;
  }

  /**
   * The resources that the state consists of so far.
   * @internal
   */
  public get resources(): readonly TerraformResource[] {
    return [...this.parts];
  }

  private add(part: TerraformResource): void {
    if (this.parts.has(part)) return;
    this.parts.add(part);
    this.waiting.forEach((resource) => addDependency(resource, part));
    this.wider.forEach((readiness) => readiness.add(part));
  }
}

/** Which edges exist already: one resource may wait for the same one for several reasons. */
const edges = new WeakMap<TerraformResource, Set<TerraformResource>>();

function addDependency(resource: TerraformResource, part: TerraformResource): void {
  const dependencies = edges.get(resource) ?? new Set();
  if (dependencies.has(part)) return;
  edges.set(resource, dependencies.add(part));
  const own = TerraformStack.of(resource);
  const other = TerraformStack.of(part);
  // depends_on cannot name a resource of another configuration: between stacks, cdktf keeps the order.
  if (own !== other) own.addDependency(other);
  else (resource.dependsOn ??= []).push(addressOf(part));
}

const addresses = new WeakMap<TerraformResource, string>();

/** Made once: cdktf keeps the whole call stack with each. */
function addressOf(part: TerraformResource): string {
  const address = addresses.get(part) ?? dependable(part);
  addresses.set(part, address);
  return address;
}
