import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Command } from "commander";
import { checkCommand } from "../../lib/cli/commands/check-command";
import { diffCommand } from "../../lib/cli/commands/diff-command";
import { drawCommand } from "../../lib/cli/commands/draw-command";
import { explainCommand } from "../../lib/cli/commands/explain-command";
import { pathCommand } from "../../lib/cli/commands/path-command";
import { routesCommand } from "../../lib/cli/commands/routes-command";
import { synthesize, synthesized } from "./example-pages";
import { Azure } from "./analysis/azure";
import { FIREWALL_ADDRESS, firewallHub } from "./analysis/firewall-hub";
import { defaultSite } from "./analysis/premises";
import { alone, peered, t } from "./analysis/situations";

/*
 * Blocks of the docs that begin with "$ npx forced-tunnel …", or with the script of this repository, show what that
 * command prints now. A comment on the line before the block, <!-- topology: no tunnel -->, names what it is asked of: one
 * of the topologies below, or an app of this repository. Without one it is main.ts.
 */

const BLOCK =
  /^(?:<!-- topology: (?<topology>[^\n]+?) -->\n)?```text\n\$ (?:npx forced-tunnel|npm run -s forced-tunnel --) (?<line>[^\n]+)\n(?<shown>[^]*?)^```$/gm;

const FENCE = "```";

/** Topologies that a comment may name. */
const TOPOLOGIES: Readonly<Record<string, () => Azure>> = {
  "no NVA, default outbound access": () => alone(),
  "default site of a VPN gateway": () => defaultSite(),
  "no NVA, private subnet": () => alone({ privateSubnet: true }),
  "client with NAT gateway, no session": () =>
    t({ routeServer: { branch_to_branch_traffic_enabled: false } }).natGateway("hub00_default"),
  "two NVAs, one without forwarding": () => t({ second: { forwarding: false } }),
  "NVA subnet without its route": () => t().noTable("hub100_nva"),
  "security group on GatewaySubnet": () => t().nsg("hub100_GatewaySubnet"),
  "branch-to-branch is a variable": () => {
    const azure = t();
    return azure.set("route_server.hub100", {
      branch_to_branch_traffic_enabled: azure.var("branch_to_branch", { type: "bool" }),
    });
  },
  "branch-to-branch off": () => t({ routeServer: { branch_to_branch_traffic_enabled: false } }),
  "client denies the internet": () =>
    t().nsg("hub00_default", [{ priority: 100, direction: "Outbound", access: "Deny", to: "VirtualNetwork" }]),
  "NVA's NIC without forwarding": () => t({ nva: { forwarding: false } }),
  "NVA that does not forward": () => t({ nva: { forwards: false } }),
  "NVA that does not translate": () => t({ nva: { translates: false } }),
  "NVA without a public IP": () => t({ nva: { publicIp: false } }),
  "NVA that drops": () => t({ nva: { commands: ["iptables -P FORWARD DROP"] } }),
  "next hop behind the circuit": () => t().table("hub00_default", [["0.0.0.0/0", "10.100.0.10"]]),
  "peering without access": () =>
    peered().set("virtual_network_peering.hub00-hub100", { allow_virtual_network_access: false }),
  "peering without forwarded traffic": () =>
    peered().set("virtual_network_peering.hub00-hub100", { allow_forwarded_traffic: false }),
  "NVA subnet without propagation": () =>
    t()
      .table("hub100_nva", [["0.0.0.0/0", "Internet"]], { bgp_route_propagation_enabled: false })
      .nsg("hub100_nva", [{ priority: 100, direction: "Inbound", access: "Allow" }]),
  "client with a public IP": () =>
    t({ client: { address: "10.0.0.4", publicIp: true } }).nsg("hub00_default", [
      { priority: 100, direction: "Inbound", access: "Allow" },
    ]),
  "client behind an Azure Firewall": () => firewallHub(),
  "Azure Firewall without rules": () => firewallHub({ group: {} }),
  "answers through an Azure Firewall": () =>
    firewallHub()
      .subnet("hub", "jump", "10.0.9.0/24")
      .vm("jump", "hub_jump", { address: "10.0.9.4" })
      .table("spoke_app", [["10.0.0.0/16", FIREWALL_ADDRESS]]),
  "NVA without ebgp-multihop": () => t({ nva: { multihop: false } }),
  "client subnet without propagation": () => t().table("hub00_default", [], { bgp_route_propagation_enabled: false }),
  "jump server without operators": () => t().nsg("hub00_jump"),
  "FastPath at the site": () =>
    t().set("virtual_network_gateway_connection.conn-hub100", { express_route_gateway_bypass: true }),
};

/** One transcript of a page. */
export interface Transcript {
  readonly line: string;
  readonly shown: string;
  readonly topology?: string;
}

/** The transcripts of a page. */
export const transcripts = (markdown: string): Transcript[] =>
  [...markdown.matchAll(BLOCK)].map(({ groups }) => ({
    line: groups!.line!,
    shown: groups!.shown!,
    ...(groups!.topology !== undefined && { topology: groups!.topology }),
  }));

/** A folder with what main.ts synthesizes to, where a cdktf app has it. */
export const articleFolder = (): string => synthesize("main.ts");

/** The page with what its commands print now. */
export async function filled(markdown: string, folder: string): Promise<string> {
  const printed: string[] = [];
  for (const transcript of transcripts(markdown)) printed.push(await printedBy(transcript, folder));
  return markdown.replace(BLOCK, (block, ...rest: unknown[]) => {
    const { shown } = rest.at(-1) as { readonly shown: string };
    return `${block.slice(0, block.length - shown.length - FENCE.length)}${printed.shift()}${FENCE}`;
  });
}

/** What a command prints on stdout. */
export async function printedBy({ line, topology }: Transcript, article: string): Promise<string> {
  const app = topology !== undefined && topology.endsWith(".ts");
  const folder = topology === undefined ? article : app ? synthesized(topology) : situation(topology);
  const before = process.cwd();
  const written: string[] = [];
  const [write, tty, errors] = [
    process.stdout.write.bind(process.stdout),
    process.stdout.isTTY,
    process.stderr.write.bind(process.stderr),
  ];
  process.chdir(folder);
  process.stdout.write = (part: string | Uint8Array) => written.push(String(part)) > 0;
  process.stderr.write = () => true;
  process.stdout.isTTY = false;
  try {
    await run(words(line));
  } finally {
    process.stdout.write = write;
    process.stderr.write = errors;
    process.stdout.isTTY = tty;
    process.chdir(before);
    process.exitCode = undefined;
    if (topology !== undefined && !app) rmSync(folder, { recursive: true });
  }
  return written.join("");
}

async function run([name = "", ...args]: readonly string[]): Promise<void> {
  const command = [routesCommand(), pathCommand(), checkCommand(), diffCommand(), drawCommand(), explainCommand()].find(
    (one: Command) => one.name() === name,
  );
  if (!command) throw new Error(`no command ${name}`);
  await command.exitOverride().parseAsync([...args, ...(name === "explain" ? [] : ["--no-color"])], { from: "user" });
}

/** Split at blanks, but in quotes. */
const words = (line: string): string[] => [...line.matchAll(/"([^"]*)"|\S+/g)].map(([word, quoted]) => quoted ?? word);

function situation(name: string): string {
  const make = TOPOLOGIES[name];
  if (!make) throw new Error(`no topology "${name}"; there are ${Object.keys(TOPOLOGIES).join("; ")}`);
  const folder = mkdtempSync(join(tmpdir(), "transcripts-"));
  const file = join(folder, "cdktf.out", "cdk.tf.json");
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(make().json));
  return folder;
}

/** Names of topologies that no page asks for. */
export const unused = (pages: readonly string[]): string[] =>
  Object.keys(TOPOLOGIES).filter(
    (name) => !pages.some((text) => transcripts(text).some(({ topology }) => topology === name)),
  );
