import * as v from "valibot";
import type { Assumptions } from "../../analysis/model/assumptions";
import { parsePrefix, parseSource } from "../../domain/ipv4";

const asn = v.pipe(
  v.number("an AS number: a whole number from 1 to 4294967295"),
  v.integer("an AS number: a whole number"),
  v.minValue(1, "an AS number from 1"),
  v.maxValue(4_294_967_295, "an AS number up to 4294967295"),
);
const prefix = v.pipe(
  v.string('a prefix: "10.0.0.0/8"'),
  v.check((text) => parsePrefix(text) !== undefined, 'a prefix: "10.0.0.0/8"'),
);
const prefixOrAddress = v.pipe(
  v.string('a prefix or an address: "172.16.0.0/16"'),
  v.check((text) => parseSource(text) !== undefined, 'a prefix or an address: "172.16.0.0/16"'),
);

const links = v.optional(v.array(v.picklist(["primary", "secondary"], '"primary" or "secondary"')));

const edge = v.pipe(
  v.strictObject({
    name: v.optional(v.string("a string")),
    circuit: v.optional(v.string("the circuit's name, id or Terraform address")),
    connection: v.optional(v.string("the VPN connection's name, id or Terraform address")),
    asn,
    links,
    announces: v.array(
      v.union(
        [prefix, v.strictObject({ prefix, asPath: v.optional(v.array(asn)), links })],
        'a prefix: "10.0.0.0/8", or {"prefix": "10.0.0.0/8", "asPath": [64512]}',
      ),
      "a list of prefixes",
    ),
  }),
  v.check(
    ({ circuit, connection }) => (circuit === undefined) !== (connection === undefined),
    'either "circuit" or "connection": what it is on the far side of',
  ),
);

const guest = v.strictObject({
  announces: v.optional(v.array(prefix, "a list of prefixes")),
  asn: v.optional(asn),
  prepend: v.optional(
    v.pipe(v.number("a whole number"), v.integer("a whole number"), v.minValue(0, "a whole number from 0")),
  ),
  forwards: v.optional(v.boolean("true or false")),
  translates: v.optional(v.boolean("true or false")),
  sendsBy: v.optional(v.record(prefix, v.string("a NIC's name"), 'NICs by prefix: {"0.0.0.0/0": "nic-outside"}')),
  tunnels: v.optional(v.array(prefixOrAddress, 'a list of prefixes or addresses: ["172.16.0.0/16"]')),
});

const values = v.record(
  v.string(),
  v.union(
    [v.string(), v.number(), v.boolean(), v.array(v.string())],
    "a string, a number, true or false, or a list of strings",
  ),
);

/** The shape of {@link Assumptions}, as a file has them. */
export const ASSUMPTIONS: v.GenericSchema<unknown, Assumptions> = v.strictObject({
  onPremises: v.optional(v.array(edge, "a list of on-premises routers")),
  machines: v.optional(v.record(v.string(), guest)),
  values: v.optional(values),
});

/** Shown where a file of assumptions cannot be read. */
export const ASSUMPTIONS_EXAMPLE =
  '{"values": {"var.enabled": true}, "machines": {"vm-fw": {"announces": ["0.0.0.0/0"]}}}';

/** Both; what `later` says beats what `earlier` says about the same machine or value. */
export const mergeAssumptions = (earlier: Assumptions, later: Assumptions): Assumptions => ({
  onPremises: [...(earlier.onPremises ?? []), ...(later.onPremises ?? [])],
  machines: { ...earlier.machines, ...later.machines },
  values: { ...earlier.values, ...later.values },
});
