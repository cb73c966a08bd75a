/** Ids in groups that are joined one by one (a disjoint-set forest). */
export class Groups {
  private readonly parents = new Map<string, string>();

  /** The id that stands for the group of this one. */
  public root(id: string): string {
    let at = id;
    for (let parent = this.parents.get(at); parent !== undefined; parent = this.parents.get(at)) {
      const above = this.parents.get(parent);
      // Every second id on the way skips its parent, so that the next search is half as long.
      if (above !== undefined) this.parents.set(at, above);
      at = parent;
    }
    return at;
  }

  /** Makes one group of the groups of two ids. */
  public join(one: string, other: string): void {
    const [a, b] = [this.root(one), this.root(other)];
    if (a !== b) this.parents.set(a, b);
  }
}
