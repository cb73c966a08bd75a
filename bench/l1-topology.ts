import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { LinuxVirtualMachine } from "@cdktf/provider-azurerm/lib/linux-virtual-machine";
import { NetworkInterface } from "@cdktf/provider-azurerm/lib/network-interface";
import {
  NetworkSecurityGroup,
  type NetworkSecurityGroupSecurityRule,
} from "@cdktf/provider-azurerm/lib/network-security-group";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { PublicIp } from "@cdktf/provider-azurerm/lib/public-ip";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { RouteServer } from "@cdktf/provider-azurerm/lib/route-server";
import { RouteServerBgpConnection } from "@cdktf/provider-azurerm/lib/route-server-bgp-connection";
import { RouteTable } from "@cdktf/provider-azurerm/lib/route-table";
import { Subnet } from "@cdktf/provider-azurerm/lib/subnet";
import { SubnetNetworkSecurityGroupAssociation } from "@cdktf/provider-azurerm/lib/subnet-network-security-group-association";
import { SubnetRouteTableAssociation } from "@cdktf/provider-azurerm/lib/subnet-route-table-association";
import { VirtualMachineRunCommand } from "@cdktf/provider-azurerm/lib/virtual-machine-run-command";
import { VirtualNetwork } from "@cdktf/provider-azurerm/lib/virtual-network";
import { VirtualNetworkGateway } from "@cdktf/provider-azurerm/lib/virtual-network-gateway";
import { VirtualNetworkGatewayConnection } from "@cdktf/provider-azurerm/lib/virtual-network-gateway-connection";
import { WindowsVirtualMachine } from "@cdktf/provider-azurerm/lib/windows-virtual-machine";
import { Password } from "@cdktf/provider-random/lib/password";
import { RandomProvider } from "@cdktf/provider-random/lib/provider";
import { App, Fn, type ITerraformDependable, TerraformResource, TerraformStack, TerraformVariable, Token } from "cdktf";

/*
 * What library-topology.ts makes, by somebody without the library: the provider's own classes, and a finished text for
 * the NVA in which the addresses are filled in. No checks, no choices.
 */
const count = Number(process.argv[2]);
const userDataTemplate = readFileSync(join(__dirname, "user-data.txt"), "utf8");
const changeTemplate = readFileSync(join(__dirname, "change.txt"), "utf8");

const app = new App();
const stack = new TerraformStack(app, "bench");
new AzurermProvider(stack, "azurerm", { features: [{}] });
new RandomProvider(stack, "random");
const resourceGroup = new ResourceGroup(stack, "resource-group", { name: "rg-bench", location: "japaneast" });
const common = { resourceGroupName: resourceGroup.name, location: resourceGroup.location };

const DENY_ALL: NetworkSecurityGroupSecurityRule = {
  name: "DenyAllInBound",
  priority: 4096,
  direction: "Inbound",
  access: "Deny",
  protocol: "*",
  sourcePortRange: "*",
  sourceAddressPrefix: "*",
  destinationPortRange: "*",
  destinationAddressPrefix: "*",
};

const variable = (name: string, type = "string", sensitive?: boolean): TerraformVariable =>
  new TerraformVariable(stack, name, { type, sensitive, nullable: false });
const circuitId = variable("circuit_id").stringValue;
const sshPublicKey = variable("ssh_public_key").stringValue;
const operatorSources = variable("operator_sources", "list(string)").listValue;

for (let n = 0; n < count; n++) topology(n);
app.synth();

function topology(n: number): void {
  const hub = `hub${n}`;
  const site = `site${n}`;
  const jump = `jump${n}`;
  const nva = `nva${n}`;
  const hubOctets = `10.${2 * n}`;
  const siteOctets = `10.${2 * n + 1}`;
  const authorizationKeys = [1, 2].map((i) => variable(`authorization_key_${2 * n + i}`, "string", true).stringValue);

  const password = new Password(stack, `${hub}-password`, {
    length: 24,
    minUpper: 1,
    minLower: 1,
    minNumeric: 1,
    minSpecial: 1,
    overrideSpecial: "!#%*+-=?@",
  });

  const hubNetwork = network(hub, `${hubOctets}.0.0/16`);
  const client = subnet(hubNetwork, hub, "default", `${hubOctets}.0.0/24`, {
    rules: [
      allow("AllowJumpServerInBound", 100, {
        destinationPortRange: "3389",
        sourceAddressPrefix: `${hubOctets}.220.0/24`,
      }),
      DENY_ALL,
    ],
  });
  const jumpSubnet = subnet(hubNetwork, hub, "jump", `${hubOctets}.220.0/24`, {
    rules: [
      allow("AllowOperatorInBound", 100, { destinationPortRange: "3389", sourceAddressPrefixes: operatorSources }),
      DENY_ALL,
    ],
    escape: true,
  });
  const hubGatewaySubnet = subnet(hubNetwork, hub, "GatewaySubnet", `${hubOctets}.200.0/24`);
  const hubRouteServerSubnet = subnet(hubNetwork, hub, "RouteServerSubnet", `${hubOctets}.210.0/24`);
  windows(hub, client, password.result, undefined, undefined);
  windows(jump, jumpSubnet, password.result, `${hubOctets}.220.10`, publicIp(jump));
  const hubGateway = gateway(hub, hubGatewaySubnet, [client, jumpSubnet, hubGatewaySubnet, hubRouteServerSubnet]);
  connection(hub, hubGateway, authorizationKeys[0]);

  const siteNetwork = network(site, `${siteOctets}.0.0/16`);
  const nvaSubnet = subnet(siteNetwork, site, "nva", `${siteOctets}.0.0/24`, {
    rules: [
      allow("AllowBgpFromRouteServer", 100, {
        destinationPortRange: "179",
        sourceAddressPrefix: `${siteOctets}.210.0/24`,
      }),
      allow("AllowForwardedTraffic", 110, {
        protocol: "*",
        destinationPortRange: "*",
        sourceAddressPrefixes: ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"],
        destinationAddressPrefix: "Internet",
      }),
      allow("AllowSshFromAdmins", 120, { destinationPortRange: "22", sourceAddressPrefix: `${hubOctets}.220.0/24` }),
      DENY_ALL,
    ],
    escape: true,
  });
  const siteGatewaySubnet = subnet(siteNetwork, site, "GatewaySubnet", `${siteOctets}.200.0/24`);
  const routeServerSubnet = subnet(siteNetwork, site, "RouteServerSubnet", `${siteOctets}.210.0/24`);
  const siteGateway = gateway(site, siteGatewaySubnet, [nvaSubnet, siteGatewaySubnet, routeServerSubnet]);
  const routeServer = new RouteServer(stack, `${site}-route-server`, {
    ...common,
    name: `rs-${site}`,
    sku: "Standard",
    subnetId: routeServerSubnet.subnet.id,
    publicIpAddressId: publicIp(`rs-${site}`).id,
    branchToBranchTrafficEnabled: true,
    timeouts: { create: "90m", update: "90m", delete: "90m" },
    dependsOn: [siteGateway],
  });
  const address = `${siteOctets}.0.10`;
  const peers = Fn.sort(Fn.tolist(routeServer.virtualRouterIps));
  const filled = (template: string): string =>
    template
      .replaceAll("@HOSTNAME@", `vm-${nva}`)
      .replaceAll("@ADDRESS@", address)
      .replaceAll("@ADMINS@", `${hubOctets}.220.0/24`)
      .replaceAll("@GATEWAY@", `${siteOctets}.0.1`)
      .replaceAll("@ROUTE_SERVER_SUBNET@", `${siteOctets}.210.0/24`);
  const peer0 = Token.asString(Fn.element(peers, 0));
  const peer1 = Token.asString(Fn.element(peers, 1));
  // Escaped as a string of the Terraform language: cdktf's own base64encode takes no quotes.
  const literal = (text: string): string =>
    JSON.stringify(text)
      .replaceAll("${", () => "$${")
      .replaceAll("%{", "%%{")
      .replaceAll("@PEER_0@", () => `\${${peer0}}`)
      .replaceAll("@PEER_1@", () => `\${${peer1}}`);
  const change = filled(changeTemplate);
  const digest = createHash("sha256")
    .update(change.replace(/@PEER_[01]@/g, "\n"))
    .digest("hex");
  const machine = new LinuxVirtualMachine(stack, `${nva}-vm`, {
    ...machineConfig(nva, nic(nva, nvaSubnet, address, publicIp(nva), true)),
    adminSshKey: [{ username: "azureuser", publicKey: sshPublicKey }],
    sourceImageReference: { publisher: "Canonical", offer: "ubuntu-24_04-lts", sku: "server", version: "latest" },
    customData: `\${base64encode(${literal(filled(userDataTemplate))})}`,
    lifecycle: { ignoreChanges: ["custom_data"] },
    dependsOn: nvaSubnet.ready,
  });
  const peer = new RouteServerBgpConnection(stack, `${nva}-peer`, {
    name: `vm-${nva}`,
    routeServerId: routeServer.id,
    peerAsn: 65001,
    peerIp: address,
    dependsOn: [machine],
  });
  const trigger = new TerraformResource(stack, `${nva}-trigger`, { terraformResourceType: "terraform_data" });
  trigger.addOverride("triggers_replace", Fn.substr(Fn.sha256(Fn.join(" ", [digest, peer0, peer1])), 0, 12));
  new VirtualMachineRunCommand(stack, `${nva}-change`, {
    name: Token.asString(
      Fn.format("%s-%s-%s", [
        "nva-config",
        trigger.getStringAttribute("triggers_replace"),
        Fn.formatdate("YYYYMMDDhhmmss", Fn.plantimestamp()),
      ]),
    ),
    lifecycle: { ignoreChanges: ["name"], replaceTriggeredBy: [`terraform_data.${trigger.friendlyUniqueId}`] },
    location: common.location,
    virtualMachineId: machine.id,
    source: { script: `\${${literal(change)}}` },
    timeouts: { create: "60m" },
    dependsOn: [peer],
  });
  connection(site, siteGateway, authorizationKeys[1], [routeServer, peer, machine]);
}

interface SubnetParts {
  readonly subnet: Subnet;
  readonly ready: ITerraformDependable[];
}

function network(name: string, prefix: string): VirtualNetwork {
  return new VirtualNetwork(stack, `${name}-vnet`, { ...common, name: `vnet-${name}`, addressSpace: [prefix] });
}

function subnet(
  { name: virtualNetworkName }: VirtualNetwork,
  owner: string,
  name: string,
  prefix: string,
  options?: { readonly rules: NetworkSecurityGroupSecurityRule[]; readonly escape?: boolean },
): SubnetParts {
  const id = `${owner}-${name}`;
  const created = new Subnet(stack, id, {
    resourceGroupName: resourceGroup.name,
    virtualNetworkName,
    name,
    addressPrefixes: [prefix],
    defaultOutboundAccessEnabled: options ? false : undefined,
  });
  const ready: ITerraformDependable[] = [created];
  if (options) {
    const group = new NetworkSecurityGroup(stack, `${id}-nsg`, {
      ...common,
      name: `vnet-${owner}-${name}-nsg-japaneast`,
      securityRule: options.rules,
    });
    ready.push(
      new SubnetNetworkSecurityGroupAssociation(stack, `${id}-nsg-association`, {
        subnetId: created.id,
        networkSecurityGroupId: group.id,
      }),
    );
  }
  if (options?.escape) {
    const table = new RouteTable(stack, `${id}-rt`, {
      ...common,
      name: `rt-${name}Subnet-${owner}`,
      route: [{ name: "0_0_0_0_0", addressPrefix: "0.0.0.0/0", nextHopType: "Internet" }],
    });
    ready.push(
      new SubnetRouteTableAssociation(stack, `${id}-rt-association`, { subnetId: created.id, routeTableId: table.id }),
    );
  }
  return { subnet: created, ready };
}

function publicIp(name: string): PublicIp {
  return new PublicIp(stack, `${name}-pip`, {
    ...common,
    name: `pip-${name}`,
    sku: "Standard",
    allocationMethod: "Static",
  });
}

function nic(
  name: string,
  { subnet: { id } }: SubnetParts,
  address: string | undefined,
  pip: PublicIp | undefined,
  forwarding: boolean,
): NetworkInterface {
  return new NetworkInterface(stack, `${name}-nic`, {
    ...common,
    name: `nic-${name}`,
    acceleratedNetworkingEnabled: false,
    ipForwardingEnabled: forwarding,
    ipConfiguration: [
      {
        name: "ipconfig1",
        subnetId: id,
        privateIpAddressAllocation: address === undefined ? "Dynamic" : "Static",
        privateIpAddress: address,
        publicIpAddressId: pip?.id,
      },
    ],
  });
}

function machineConfig(name: string, networkInterface: NetworkInterface) {
  return {
    ...common,
    name: `vm-${name}`,
    computerName: `vm-${name}`,
    size: "Standard_B2ms",
    adminUsername: "azureuser",
    networkInterfaceIds: [networkInterface.id],
    osDisk: { caching: "ReadWrite", storageAccountType: "StandardSSD_LRS" },
    secureBootEnabled: true,
    vtpmEnabled: true,
    bootDiagnostics: {},
  };
}

function windows(
  name: string,
  parts: SubnetParts,
  adminPassword: string,
  address: string | undefined,
  pip: PublicIp | undefined,
): void {
  new WindowsVirtualMachine(stack, `${name}-vm`, {
    ...machineConfig(name, nic(name, parts, address, pip, false)),
    adminPassword,
    sourceImageReference: {
      publisher: "MicrosoftWindowsServer",
      offer: "WindowsServer",
      sku: "2022-datacenter-azure-edition-smalldisk",
      version: "latest",
    },
    dependsOn: parts.ready,
  });
}

function gateway(name: string, { subnet: { id } }: SubnetParts, after: readonly SubnetParts[]): VirtualNetworkGateway {
  return new VirtualNetworkGateway(stack, `${name}-gateway`, {
    ...common,
    name: `ergw-${name}`,
    type: "ExpressRoute",
    sku: "ErGw1AZ",
    remoteVnetTrafficEnabled: true,
    ipConfiguration: [{ name: "ipconfig1", subnetId: id, privateIpAddressAllocation: "Dynamic" }],
    timeouts: { create: "90m", update: "90m", delete: "120m" },
    dependsOn: after.flatMap(({ ready }) => ready),
  });
}

function connection(
  name: string,
  { id }: VirtualNetworkGateway,
  authorizationKey: string | undefined,
  dependsOn?: ITerraformDependable[],
): void {
  new VirtualNetworkGatewayConnection(stack, `${name}-connection`, {
    ...common,
    name: `conn-${name}`,
    type: "ExpressRoute",
    virtualNetworkGatewayId: id,
    expressRouteCircuitId: circuitId,
    authorizationKey,
    routingWeight: 0,
    timeouts: { create: "60m", update: "60m", delete: "60m" },
    dependsOn,
  });
}

function allow(
  name: string,
  priority: number,
  rule: NetworkSecurityGroupSecurityRule,
): NetworkSecurityGroupSecurityRule {
  return {
    name,
    priority,
    direction: "Inbound",
    access: "Allow",
    protocol: "Tcp",
    sourcePortRange: "*",
    destinationAddressPrefix: "*",
    ...rule,
  };
}
