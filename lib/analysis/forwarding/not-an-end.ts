import { parseAddress } from "../../domain/ipv4";
import { nearestNames } from "../../domain/nearest-name";
import { isServiceTag } from "../../domain/service-tag";
import type { Machine, Topology } from "../model/azure";
import { findComponent, kindOf, withArticle } from "../model/find";
import { TopologyError } from "../model/topology-error";
import { shown } from "../unknown/value";

/** What a user gives as the end of a path, and what has no single address; undefined where it may be a VM's name. */
export const notAnEnd = (topology: Topology, text: string): TopologyError | undefined =>
  hostName(topology, text) ?? addressWithPort(text) ?? otherComponent(topology, text) ?? serviceTag(topology, text);

/** "example.com", "https://example.com/login". */
const HOST =
  /^(?:[a-z][a-z0-9+.-]*:\/\/)?((?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9])?\.)+(?:[a-z]{2,}|xn--[a-z0-9-]+))(?::\d+)?(?:\/.*)?$/i;

/** Terraform's addresses have dots too. */
const TERRAFORM_ADDRESS = /(^|\.|:)(azurerm|azapi|module|data)[_.]/;

function hostName({ machines }: Topology, text: string): TopologyError | undefined {
  const names = machines.map(({ name }) => shown(name));
  const isOther = TERRAFORM_ADDRESS.test(text) || nearestNames(text, names).length > 0;
  const host = isOther ? undefined : HOST.exec(text)?.[1];
  return host === undefined
    ? undefined
    : new TopologyError({
        text: `${host} is a host name, and the files do not have its address`,
        got: text,
        want: 'an address, or "internet" for any address of the internet',
        fix: "internet",
        more: `for its address: dig +short ${host}`,
      });
}

/** "10.0.0.4:443". */
function addressWithPort(text: string): TopologyError | undefined {
  const [, address, port] = /^(?:\w+:\/\/)?(\d+(?:\.\d+){3}):?(\d*)\/?$/.exec(text) ?? [];
  if (address === undefined || parseAddress(address) === undefined) return undefined;
  return new TopologyError({
    text: `${text} is not an address alone`,
    got: text,
    want: "an address, with its port as an option",
    fix: port ? `${address} --tcp ${port}` : address,
  });
}

/** A VNet, a route table, a security group: the VMs in it could be meant. */
function otherComponent(topology: Topology, text: string): TopologyError | undefined {
  const component = findComponent(topology, text);
  const label = component && kindOf(topology, component.id)?.label;
  if (!component || label === undefined || label === "VM") return undefined;
  const inside = machinesIn(topology, component.id).map(({ name }) => shown(name));
  return new TopologyError({
    text: `${text} is ${withArticle(label)}, and not an end of a path`,
    got: component.id,
    want: 'a VM, a network interface, a private endpoint, an address or "internet"',
    have: (inside.length > 0 ? inside : topology.machines.map(({ name }) => shown(name))).join(", ") || "no VM",
    ...(inside[0] !== undefined && { fix: inside[0] }),
  });
}

function machinesIn({ machines, nics, subnets }: Topology, id: string): readonly Machine[] {
  const homes = new Set(
    subnets
      .filter((subnet) => [subnet.id, subnet.network, subnet.routeTable, subnet.securityGroup].includes(id))
      .map((subnet) => subnet.id),
  );
  const inside = new Set(nics.filter(({ subnet }) => homes.has(subnet)).map((nic) => nic.id));
  return machines.filter((machine) => machine.nics.some((nic) => inside.has(nic)));
}

/** The name of a tag that a route or a rule has. */
function serviceTag({ routeTables, securityGroups }: Topology, text: string): TopologyError | undefined {
  if (!isServiceTag(text)) return undefined;
  const named = [
    ...routeTables.flatMap(({ routes }) => routes.map(({ prefix }) => prefix)),
    ...securityGroups.flatMap(({ rules }) => rules.flatMap((rule) => [...rule.sources, ...rule.destinations])),
  ];
  if (!named.some((one) => one.toLowerCase() === text.toLowerCase())) return undefined;
  return new TopologyError({
    text: `${text} is a service tag, which has many addresses`,
    got: text,
    want: "one address of the service",
    fix: "20.60.0.10",
    more: "Microsoft lists the addresses of its tags: az network list-service-tags --location REGION",
  });
}
