import { execFileSync } from "node:child_process";
import type { Route } from "./azure";

/** The kernel's order where prefixes are equal: what a user says before what the system does (lower metrics first). */
const METRIC = { user: 10, system: 30 };

/** A network namespace that answers which route an address takes: next hops are devices. */
export class Kernel {
  private readonly name = `routes-${process.pid}`;
  private readonly devices = new Map<string, string>();

  public constructor() {
    execFileSync("ip", ["netns", "add", this.name]);
  }

  public remove(): void {
    execFileSync("ip", ["netns", "del", this.name]);
  }

  private batch(lines: readonly string[]): string {
    return execFileSync("ip", ["-n", this.name, "-4", "-batch", "-"], {
      input: lines.join("\n"),
      encoding: "utf8",
      stdio: "pipe",
    });
  }

  private device(hop: string): string {
    const known = this.devices.get(hop);
    if (known) return known;
    const made = `d${this.devices.size}`;
    this.batch([`link add ${made} type veth peer name ${made}peer`, `link set ${made} up`, `link set ${made}peer up`]);
    this.devices.set(hop, made);
    return made;
  }

  /** For each destination "prefix -> next hop", as one table with these routes answers. */
  public select(user: readonly Route[], system: readonly Route[], destinations: readonly string[]): string[] {
    const line =
      (metric: number) =>
      ([prefix, hop]: Route): string =>
        `route add ${prefix} dev ${this.device(hop)} metric ${metric}`;
    this.batch(["route flush table main", ...user.map(line(METRIC.user)), ...system.map(line(METRIC.system))]);
    const answers = this.batch(destinations.map((to) => `route get fibmatch ${to}`))
      .trim()
      .split("\n");
    const hops = new Map([...this.devices].map(([hop, device]) => [device, hop]));
    return answers.map((answer) => {
      const [, to = "", device = ""] = /^(\S+) dev (\S+)/.exec(answer) ?? [];
      const prefix = to === "default" ? "0.0.0.0/0" : to.includes("/") ? to : `${to}/32`;
      return `${prefix} -> ${hops.get(device)}`;
    });
  }
}
