import { eventually, Network } from "../../lib/lab/namespaces";
import { natRuleset } from "../../lib/nva/nat-ruleset";
import { describeWithTools } from "../support/tools";
import { addressSeenBy, buildFabric } from "./nva-fabric";

const ADDRESSES = ["10.100.0.10", "10.100.0.11", "10.100.0.12"] as const;
const SERVER = "198.51.100.10";
const CLIENTS = Array.from({ length: 12 }, (_, i) => `10.0.0.${i + 10}`);

describeWithTools(
  ["ip", "namespaces", "nft", "python3", "sysctl"],
  "an NVA with several addresses to leave with",
  () => {
    const net = new Network();
    let client: string, nva: string;
    beforeAll(() => ({ client, nva } = buildFabric(net)));
    afterAll(() => net.end());

    test("uses all of them, and one client keeps one, also after the ruleset is loaded again", async () => {
      net.ip(client, CLIENTS.map((address) => `addr add ${address}/24 dev eth0`).join("\n"));
      net.ip(
        nva,
        ADDRESSES.slice(1)
          .map((address) => `addr add ${address}/32 dev eth0`)
          .join("\n"),
      );
      net.run(nva, "sysctl", "-q", "net.ipv4.ip_forward=1");
      const ruleset = net.file(
        "nat.nft",
        natRuleset({
          privateIpAddress: ADDRESSES[0],
          furtherAddresses: ADDRESSES.slice(1),
          routeServerIps: ["10.100.210.4", "10.100.210.5"],
        }),
      );
      const load = (): string => net.run(nva, "nft", "-D", "wan=eth0", "-f", ruleset);
      const seen = (from: string): string | undefined => addressSeenBy(net, SERVER, client, 2, from);
      load();
      await eventually(5, () => expect(ADDRESSES).toContain(seen(CLIENTS[0]!)));

      const before = CLIENTS.map(seen);
      expect(new Set(before)).toEqual(new Set(ADDRESSES));
      load();
      expect(CLIENTS.map(seen)).toEqual(before);
    }, 60_000);

    test("leaves its own packets as they are", () => {
      for (const from of ADDRESSES) expect(addressSeenBy(net, SERVER, nva, 2, from)).toBe(from);
    });
  },
);
