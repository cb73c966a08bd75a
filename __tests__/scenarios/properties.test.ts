import * as fc from "fast-check";
import type { Topology } from "../../lib/analysis/model/azure";
import { overview } from "../../lib/analysis/forwarding/overview";
import { allRoutes } from "../../lib/analysis/routes/effective-routes";
import { without } from "../../lib/analysis/model/removal";
import { emptyStack, Template } from "../support/apps";
import { runs } from "../support/runs";
import { describeWithTools } from "../support/tools";
import { build, topologies } from "../support/topologies";
import { ask, read } from "../support/analysis/ask";
import type { Route } from "../support/analysis/azure";
import { Kernel } from "../support/analysis/kernel";
import { address, likeT, reordered, routerAddresses, routers, routesTo } from "../support/analysis/random";
import { alone } from "../support/analysis/situations";

const machinesOf = (topology: Topology): string[] => topology.machines.map(({ name }) => name);
const pairsOf = (names: readonly string[]): [from: string, to: string][] =>
  names.flatMap((from) => names.filter((to) => to !== from).map((to): [string, string] => [from, to]));

describeWithTools(["ip", "namespaces"], "selection of a route", () => {
  const RESERVED: readonly Route[] = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"].map(
    (prefix) => [prefix, "None"],
  );
  const OWN: readonly Route[] = [
    ["0.0.0.0/0", "Internet"],
    ["10.0.0.0/16", "VnetLocal"],
  ];
  let kernel: Kernel;
  beforeAll(() => {
    kernel = new Kernel();
  });
  afterAll(() => kernel.remove());

  it("agrees with the kernel's on random tables", () => {
    const hops = ["None", "Internet", "10.0.0.50", "10.0.0.51"];
    fc.assert(
      fc.property(routesTo(hops), fc.uniqueArray(address, { minLength: 20, maxLength: 40 }), (routes, destinations) => {
        // A default of the user's takes the reserved blocks along, unless it leads nowhere (rows 1.5, 1.19).
        const takesAlong = routes.some(([prefix, hop]) => prefix === "0.0.0.0/0" && hop !== "None");
        const system = takesAlong ? OWN : [...OWN, ...RESERVED];
        const expected = kernel.select(routes, system, destinations);
        const azure = alone({ publicIp: true }).table("lone_default", routes);
        for (const host of ["50", "51"])
          azure.vm(`to${host}`, "lone_default", { address: `10.0.0.${host}`, forwarding: true });
        const topology = read(azure);
        const found = destinations.map(
          (to) => ask(topology, "vm-alone", to).out[0]!.hops[0]!.decisions.find(({ kind }) => kind === "route")?.text,
        );
        expect(found).toEqual(expected);
      }),
      { numRuns: runs(20, 60), seed: 21 },
    );
  });
});

describe("a path", () => {
  it("ends, however routes lead round and round, and a loop says where it comes again", () => {
    fc.assert(
      fc.property(routers, address, (azure, to) => {
        const topology = read(azure);
        for (const from of machinesOf(topology)) {
          for (const destination of [to, ...routerAddresses]) {
            const started = performance.now();
            const result = ask(topology, from, destination);
            expect(performance.now() - started).toBeLessThan(1000);
            // A way out has the verdict of its answer too, whose circle stands in the way back.
            const traces = [...result.out, ...result.back];
            for (const { hops, cycle = [], verdict } of traces) {
              expect(hops.length).toBeLessThan(100);
              if (cycle.length > 0) expect(verdict).toBe("loop");
            }
            if (result.verdict === "loop") expect(traces.some(({ cycle = [] }) => cycle.length > 0)).toBe(true);
          }
        }
      }),
      { numRuns: runs(20, 60), seed: 22 },
    );
  });

  it("has a verdict that its faults bear out, and the overview says the same", () => {
    fc.assert(
      fc.property(likeT, (azure) => {
        const topology = read(azure);
        for (const line of overview(topology)) {
          const result = ask(topology, line.machine);
          expect({ machine: line.machine, verdict: line.verdict, egress: line.egress }).toEqual({
            machine: line.machine,
            verdict: result.verdict,
            egress: result.egress,
          });
          const arrives = ["tunnelled", "exempt", "direct", "delivered"].includes(result.verdict);
          if (arrives) expect(result.reason).toBeUndefined();
          // Who goes out directly may be told why it is not tunnelled.
          if (result.verdict !== "direct")
            expect({ machine: line.machine, faults: result.faults.length > 0 }).toEqual({
              machine: line.machine,
              faults: !arrives,
            });
        }
      }),
      { numRuns: runs(15, 40), seed: 23 },
    );
  });
});

describe("what the constructs make", () => {
  it("tunnels whatever has no public IP of its own, and exempts the rest, whatever is chosen", () => {
    fc.assert(
      fc.property(topologies, (spec) => {
        const { stack } = emptyStack("topology", false);
        build(stack, spec);
        const topology = read(new Template(stack));
        const nics = new Map(topology.nics.map((nic) => [nic.id, nic]));
        const addressed = new Set(
          topology.machines
            .filter((machine) => machine.nics.some((nic) => nics.get(nic)?.publicIp !== undefined))
            .map(({ name }) => name),
        );
        const lines = overview(topology);
        expect(lines.map(({ machine, verdict, reason }) => ({ machine, verdict, reason }))).toEqual(
          lines.map(({ machine }) => ({
            machine,
            verdict: addressed.has(machine) ? "exempt" : "tunnelled",
            reason: undefined,
          })),
        );
        expect(lines.filter(({ verdict }) => verdict === "tunnelled")).toHaveLength(
          spec.hubs.filter(({ props }) => props.client !== "none").length,
        );
      }),
      { numRuns: runs(10, 30), seed: 27 },
    );
  });
});

describe("the order of resources in a file", () => {
  it("does not matter", () => {
    fc.assert(
      fc.property(likeT, fc.integer({ min: 1, max: 1_000_000 }), (azure, seed) => {
        const [one, other] = [azure.json, reordered(azure.json, seed)].map((json) => read({ json })) as [
          Topology,
          Topology,
        ];
        expect(JSON.stringify(overview(other))).toBe(JSON.stringify(overview(one)));
        expect(JSON.stringify(allRoutes(other))).toBe(JSON.stringify(allRoutes(one)));
        for (const from of machinesOf(one))
          expect(JSON.stringify(ask(other, from))).toBe(JSON.stringify(ask(one, from)));
      }),
      { numRuns: runs(10, 25), seed: 24 },
    );
  });
});

/** What may be taken away, as far as it is there. */
function partsOf(topology: Topology): string[] {
  const lists = [topology.gateways, topology.connections, topology.circuits, topology.routeServers, topology.peerings];
  const nvas = topology.bgpConnections.map(({ name }) => name);
  return [...nvas, ...nvas.map((nva) => `${nva} - rs-hub100`), ...lists.flat().map(({ id }) => id)];
}

describe("taking something away", () => {
  it("never lets machines reach each other that could not before", () => {
    fc.assert(
      fc.property(likeT, (azure) => {
        const topology = read(azure);
        const shut = pairsOf(machinesOf(topology)).filter(
          ([from, to]) => ask(topology, from, to).verdict === "dropped",
        );
        for (const part of partsOf(topology)) {
          const less = without(topology, part);
          const left = new Set(machinesOf(less));
          for (const [from, to] of shut.filter((pair) => pair.every((name) => left.has(name)))) {
            expect({ without: part, from, to, verdict: ask(less, from, to).verdict }).not.toMatchObject({
              verdict: "delivered",
            });
          }
        }
      }),
      { numRuns: runs(10, 25), seed: 25 },
    );
  });

  it("never makes a machine tunnelled by the NVA that is gone", () => {
    fc.assert(
      fc.property(likeT, (azure) => {
        const less = without(read(azure), "vm-nva100");
        for (const { egress } of overview(less))
          expect(egress.map(({ machine }) => machine)).not.toContain("vm-nva100");
      }),
      { numRuns: runs(10, 25), seed: 26 },
    );
  });
});
