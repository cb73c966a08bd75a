import type { Topology } from "../../../../lib/analysis/model/azure";
import { readTopology } from "../../../../lib/analysis/kinds/read-topology";

/** A plan's expression: a constant, or references. */
type Expression = readonly string[] | { readonly constant: unknown };

interface Block {
  readonly type: string;
  readonly name?: string;
  /** Keys of its instances. */
  readonly keys?: readonly string[];
  readonly forEach?: Expression;
  /** What is known before apply, by instance. */
  readonly values?: (key: string) => object;
  /** What is not, by attribute: `ip_configuration.subnet_id` is one of a block. */
  readonly unknown: Readonly<Record<string, readonly string[]>>;
  /** Lists of which single elements are not. */
  readonly elements?: Readonly<Record<string, readonly boolean[]>>;
}

const json = (expression: Expression): object =>
  "constant" in expression ? { constant_value: expression.constant } : { references: expression };

const nested = (unknown: Block["unknown"], leaf: (references: readonly string[]) => unknown): object =>
  Object.fromEntries(
    Object.entries(unknown).map(([name, references]) => {
      const [block = "", attribute] = name.split(".");
      return attribute === undefined ? [block, leaf(references)] : [block, [{ [attribute]: leaf(references) }]];
    }),
  );

const configurationOf = ({ type, name = "this", forEach, unknown }: Block): object => ({
  address: `${type}.${name}`,
  type,
  name,
  mode: "managed",
  ...(forEach && { for_each_expression: json(forEach) }),
  expressions: nested(unknown, (references) => json(references)),
});

interface Instance {
  readonly address: string;
  readonly unknown: object;
  readonly json: object;
}

function instancesOf({ type, name = "this", keys, values, unknown, elements }: Block, prefix: string): Instance[] {
  return (keys ?? [undefined]).map((key) => {
    const address = `${prefix}${type}.${name}${key === undefined ? "" : `["${key}"]`}`;
    const resource = { address, type, name, mode: "managed", ...(key !== undefined && { index: key }) };
    const known = { name: key ?? name, ...values?.(key ?? "") };
    return { address, unknown: { ...nested(unknown, () => true), ...elements }, json: { ...resource, values: known } };
  });
}

/** A plan with a module `vm` that is given `interfaces`. */
const planned = (root: readonly Block[], vm: readonly Block[], interfaces: Expression): Topology =>
  readTopology([{ name: "plan.json", text: plan(root, vm, interfaces) }]);

function plan(root: readonly Block[], vm: readonly Block[], interfaces: Expression = []): string {
  const [own, inner] = [
    root.flatMap((block) => instancesOf(block, "")),
    vm.flatMap((block) => instancesOf(block, "module.vm.")),
  ];
  return JSON.stringify({
    format_version: "1.2",
    terraform_version: "1.11.4",
    planned_values: {
      root_module: {
        resources: own.map((one) => one.json),
        child_modules: [{ address: "module.vm", resources: inner.map((one) => one.json) }],
      },
    },
    resource_changes: [...own, ...inner].map(({ address, unknown }) => ({
      address,
      change: { actions: ["create"], after: {}, after_unknown: unknown },
    })),
    configuration: {
      root_module: {
        resources: root.map(configurationOf),
        module_calls: {
          vm: {
            expressions: { interfaces: json(interfaces) },
            module: { resources: vm.map(configurationOf), variables: { interfaces: {} } },
          },
        },
      },
    },
  });
}

const SUBNETS: Block = { type: "azurerm_subnet", keys: ["a", "b"], unknown: { id: [] } };
const GROUP: Block = { type: "azurerm_network_security_group", unknown: { id: [] } };
const nic = (subnet: readonly string[], more: Partial<Block> = {}): Block => ({
  type: "azurerm_network_interface",
  unknown: { id: [], "ip_configuration.subnet_id": subnet },
  ...more,
});
const vm = (nics: readonly string[]): Block => ({
  type: "azurerm_linux_virtual_machine",
  unknown: { network_interface_ids: nics },
});

const subnetsOf = ({ nics }: Topology): string[] => nics.map(({ subnet }) => subnet);
const machineNics = ({ machines }: Topology): (readonly string[])[] => machines.map(({ nics }) => nics);

const SUBNET_B = 'azurerm_subnet.this["b"]';

describe("a list of objects that a module is given", () => {
  const perInterface = nic(["each.value.subnet_id", "each.value"], { keys: ["n"], forEach: ["var.interfaces"] });
  const ofAll = vm(["var.interfaces", "azurerm_network_interface.this"]);

  it("has the one id of the type that is looked for", () => {
    const topology = planned(
      [SUBNETS, GROUP],
      [perInterface, ofAll],
      [`${SUBNET_B}.id`, SUBNET_B, "azurerm_network_security_group.this.id", "azurerm_network_security_group.this"],
    );
    expect(subnetsOf(topology)).toEqual([SUBNET_B]);
    expect(machineNics(topology)).toEqual([['module.vm.azurerm_network_interface.this["n"]']]);
  });

  it("may be indexed", () => {
    const indexed = nic(["var.interfaces[0].subnet_id", "var.interfaces[0]", "var.interfaces"]);
    const topology = planned([SUBNETS], [indexed, vm(["azurerm_network_interface.this.id"])], [`${SUBNET_B}.id`]);
    expect(subnetsOf(topology)).toEqual([SUBNET_B]);
  });

  it("does not tell which of several ids of the type is meant, and no VM is lost", () => {
    const topology = planned([SUBNETS], [perInterface, ofAll], ['azurerm_subnet.this["a"].id', `${SUBNET_B}.id`]);
    expect(subnetsOf(topology)).toEqual([
      'module.vm.azurerm_network_interface.this["n"].ip_configuration[0].subnet_id',
    ]);
    expect(machineNics(topology)).toEqual([['module.vm.azurerm_network_interface.this["n"]']]);
  });
});

describe("a write-only argument", () => {
  const table = ["azurerm_route_table.this.id", "azurerm_route_table.this"];

  it("is null in the plan, and what its configuration says", () => {
    const subnet: Block = { type: "azurerm_subnet", values: () => ({ route_table_id_wo: null }), unknown: { id: [] } };
    const text = plan([subnet, { type: "azurerm_route_table", unknown: { id: [] } }], []);
    const written = JSON.parse(text) as { configuration: { root_module: { resources: Record<string, object>[] } } };
    const of = (): Topology => readTopology([{ name: "plan.json", text: JSON.stringify(written) }]);
    expect(of().subnets.map(({ routeTable }) => routeTable)).toEqual([undefined]);
    Object.assign(written.configuration.root_module.resources[0]!["expressions"]!, {
      route_table_id_wo: json(table),
    });
    expect(of().subnets.map(({ routeTable }) => routeTable)).toEqual(["azurerm_route_table.this"]);
  });
});

describe("a map of ids", () => {
  it("is indexed by what each.value holds, where that is known", () => {
    const constant = { n: { subnet: "b" }, m: { subnet: "a" } };
    const block = nic(["azurerm_subnet.this", "each.value.subnet", "each.value"], {
      keys: ["m", "n"],
      forEach: { constant },
    });
    const topology = planned([SUBNETS, block], [], []);
    expect(subnetsOf(topology)).toEqual(['azurerm_subnet.this["a"]', SUBNET_B]);
  });

  it("the same where a module is given the list that it is made of", () => {
    const interfaces = {
      constant: [
        { name: "n", subnet: "b" },
        { name: "m", subnet: "a" },
      ],
    };
    const given = nic(["azurerm_subnet.this", "each.value.subnet", "each.value"], {
      keys: ["m", "n"],
      forEach: ["var.interfaces"],
    });
    expect(subnetsOf(planned([], [SUBNETS, given], interfaces))).toEqual([
      'module.vm.azurerm_subnet.this["a"]',
      'module.vm.azurerm_subnet.this["b"]',
    ]);
  });
});

describe("a machine's NICs", () => {
  it("are all instances of what a `for` names, in the order of their keys, with a note", () => {
    const topology = planned(
      [SUBNETS, nic([`${SUBNET_B}.id`], { keys: ["b", "a"] }), vm(["azurerm_network_interface.this"])],
      [],
      [],
    );
    expect(machineNics(topology)).toEqual([
      ['azurerm_network_interface.this["a"]', 'azurerm_network_interface.this["b"]'],
    ]);
    expect(topology.notes.map(({ text }) => text)).toContain(
      "the plan does not tell the order of network_interface_ids: that of their keys is taken",
    );
  });

  it("are not known where nothing tells them, and the machine is there", () => {
    const topology = planned([vm([])], [], []);
    expect(machineNics(topology)).toHaveLength(1);
    expect(topology.machines[0]!.nics).toHaveLength(1);
    expect(topology.nics).toHaveLength(1);
  });
});

describe("a list of which single elements are known after apply", () => {
  const references = [
    "azurerm_network_interface.a.id",
    "azurerm_network_interface.a",
    "azurerm_network_interface.b.id",
  ];
  const known = "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/networkInterfaces/nic-old";
  const machine = (list: unknown, elements: readonly boolean[], nics = references): Block => ({
    ...vm(nics),
    values: () => ({ network_interface_ids: list }),
    elements: { network_interface_ids: elements },
  });
  const nicsOf = (block: Block): (readonly string[])[] =>
    machineNics(planned([SUBNETS, nic([SUBNET_B], { name: "a" }), nic([SUBNET_B], { name: "b" }), block], [], []));

  it.each<[string, Block, readonly string[]]>([
    ["all, of a null", machine(null, [true, true]), ["azurerm_network_interface.a", "azurerm_network_interface.b"]],
    ["one", machine([null], [true], references.slice(0, 2)), ["azurerm_network_interface.a"]],
    ["the second", machine([known, null], [false, true], references.slice(2)), [known, "azurerm_network_interface.b"]],
    [
      "more than there are references",
      machine([null, null], [true, true], references.slice(2)),
      [
        "azurerm_linux_virtual_machine.this.network_interface_ids[0]",
        "azurerm_linux_virtual_machine.this.network_interface_ids[1]",
      ],
    ],
  ])("%s", (_, block, expected) => {
    expect(nicsOf(block)).toEqual([expected]);
  });
});

describe("a NIC whose machine has no instances in the plan", () => {
  const none = (more: object): boolean[] => {
    const nics = nic([SUBNET_B]);
    const text = JSON.parse(plan([SUBNETS, nics, { ...vm([`${nics.type}.this.id`]), keys: [] }], [])) as {
      configuration: { root_module: { resources: object[] } };
    };
    const resources = text.configuration.root_module.resources.map((one) =>
      "type" in one && one.type === "azurerm_linux_virtual_machine" ? { ...one, ...more } : one,
    );
    const json = { ...text, configuration: { root_module: { resources } } };
    return readTopology([{ name: "plan.json", text: JSON.stringify(json) }]).nics.map(({ unused = false }) => unused);
  };

  it.each([
    ["count", { count_expression: { constant_value: 0 } }, true],
    ["for_each", { for_each_expression: { references: ["var.machines"] } }, true],
    ["neither", {}, false],
  ])("%s", (_, more, unused) => {
    expect(none(more)).toEqual([unused]);
  });
});
