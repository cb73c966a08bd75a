import * as fc from "fast-check";
import { STORAGE_ACCOUNT_ID } from "../monitoring";
import type { Row } from "./row";
import { noPrefix, publicPrefix, hostBits, badName } from "./values";

export const HUB_ROWS: readonly Row[] = [
  ["hub", "addressSpace", "FT004", noPrefix],
  ["hub", "addressSpace", "FT007", publicPrefix],
  ["hub", "addressSpace", "FT008", hostBits],
  [
    "hub",
    "addressSpace",
    "FT011",
    fc.constantFrom("10.1.0.0/25", "10.1.0.0/26", "10.1.0.0/28", "10.1.0.0/30", "10.1.0.0/31", "10.1.0.0/32"),
  ],
  [
    "hub",
    "moreAddressSpaces",
    "FT006",
    fc.constantFrom(["10.0.0.0/24"], ["10.0.0.0/8"], ["192.168.0.0/16", "192.168.4.0/24"]),
  ],
  ["hub", "client.subnetPrefix", "FT009", fc.constantFrom("10.1.0.0/24", "192.168.0.0/24", "10.0.0.0/15")],
  ["hub", "client.subnetPrefix", "FT010", fc.constantFrom("10.0.200.0/24", "10.0.192.0/18", "10.0.220.0/25")],
  ["hub", "client.subnetPrefix", "FT011", fc.integer({ min: 30, max: 32 }).map((length) => `10.0.1.0/${length}`)],
  ["hub", "gateway.subnetPrefix", "FT011", fc.integer({ min: 28, max: 32 }).map((length) => `10.0.1.0/${length}`)],
  ["hub", "jumpServer.subnetPrefix", "FT004", noPrefix],
  [
    "hub",
    "jumpServer.privateIpAddress",
    "FT013 FT014 FT016",
    fc.constantFrom("10.0.220.3", "10.0.221.10", "10.0.220.256", "jump"),
  ],
  ["hub", "client.privateIpAddress", "FT014", fc.constantFrom("10.0.220.10", "10.0.1.4")],
  ["hub", "virtualNetworkName", "FT019", fc.oneof(badName, fc.constant("v"), fc.constant("v".repeat(65)))],
  ["hub", "gateway.name", "FT019", badName],
  ["hub", "client.name", "FT019 FT021", badName],
  ["hub", "client.subnetName", "FT019", badName],
  ["hub", "client.name", "FT020", fc.constantFrom("vm-jump00", "VM-JUMP00", "vm-nva100")],
  [
    "hub",
    "client.computerName",
    "FT021",
    fc.oneof(fc.stringMatching(/^[a-z]{16,40}$/), fc.constantFrom("", "123", "a_b", "a.b", "a-", "a b")),
  ],
  [
    "hub",
    "client.adminUsername",
    "FT022",
    fc.constantFrom("admin", "Administrator", "ROOT", "user1", "", "a.", "x".repeat(21), "guest"),
  ],
  ["hub", "client", "FT023", fc.constant({ operatingSystem: "linux" })],
  ["hub", "gateway.routes", "FT024", fc.constant([{ name: "d", addressPrefix: "0.0.0.0/0", nextHopType: "Internet" }])],
  [
    "hub",
    "jumpServer.operatorSources",
    "FT029",
    fc.constantFrom(["0.0.0.0/0"], ["*"], ["Internet"], ["203.0.113.0/24", "0.0.0.0/0"], ["0.0.0.0/1", "128.0.0.0/1"]),
  ],
  [
    "hub",
    "jumpServer.operatorSources",
    "FT030",
    fc.constantFrom([""], ["home"], ["203.0.113.5/24"], ["203.0.113.0/33"], ["2001:db8::1"]),
  ],
  [
    "hub",
    "naming",
    "FT156",
    fc.constantFrom(
      () => undefined,
      () => "",
      () => 5,
      (kind: string) => (kind === "gateway" ? null : undefined),
      () => {
        throw new Error("no such kind");
      },
    ),
  ],
  ["hub", "adminPassword", "FT036", fc.string({ minLength: 1 }).filter((text) => !text.includes("${"))],
  ["hub", "gateway.sku", "FT035", fc.constantFrom("VpnGw1", "Basic", "ErGwScale", "ergw1az", "", "Premium")],
  [
    "hub",
    "client.routes",
    "FT037",
    fc.constantFrom(
      [{ name: "r", addressPrefix: "10.9.0.0/16", nextHopType: "VirtualAppliance" }],
      [{ name: "r", addressPrefix: "10.9.0.0/16", nextHopType: "Internet", nextHopIpAddress: "10.0.0.4" }],
      [{ name: "r", addressPrefix: "10.9.0.0/16", nextHopType: "Elsewhere" }],
    ),
  ],
  [
    "hub",
    "client.routes",
    "FT038",
    fc.constant([
      { name: "a", addressPrefix: "10.9.0.0/16", nextHopType: "None" },
      { name: "b", addressPrefix: "10.9.0.0/16", nextHopType: "Internet" },
    ]),
  ],
  [
    "hub",
    "client.securityRules",
    "FT039",
    fc
      .oneof(fc.constantFrom(99, 4097, 100, 4096, 0, -1, 150.5))
      .map((priority) => [{ name: "R", priority, direction: "Inbound", access: "Allow", sources: ["10.0.0.0/8"] }]),
  ],
  [
    "hub",
    "client.securityRules",
    "FT040",
    fc.constantFrom("70000", "443-80", "22,80", "http", "-1", "").map((port) => [
      {
        name: "R",
        priority: 200,
        direction: "Inbound",
        access: "Allow",
        sources: ["10.0.0.0/8"],
        destinationPorts: [port],
      },
    ]),
  ],
  [
    "hub",
    "client.securityRules",
    "FT029",
    fc
      .constantFrom("*", "Internet", "0.0.0.0/0")
      .map((source) => [{ name: "R", priority: 200, direction: "Inbound", access: "Allow", sources: [source] }]),
  ],
  ["hub", "client.acceleratedNetworking", "FT041", fc.constant(true)],
  [
    "hub",
    "client.image",
    "FT042",
    fc
      .constantFrom(
        "2022-datacenter-azure-edition-core",
        "2022-datacenter-azure-edition-hotpatch",
        "2025-datacenter-azure-edition",
      )
      .map((sku) => ({ publisher: "MicrosoftWindowsServer", offer: "WindowsServer", sku })),
  ],
  [
    "hub",
    "client.dailyShutdown",
    "FT044",
    fc.constantFrom("900", "2400", "0060", "9:00", "").map((time) => ({ time, timeZone: "UTC" })),
  ],
  [
    "hub",
    "client.dailyShutdown",
    "FT045",
    fc.constantFrom("Asia/Tokyo", "JST", "tokyo standard time", "UTC+13").map((timeZone) => ({ timeZone })),
  ],
  ["hub", "gateway.remoteVnetTraffic", "FT049", fc.constant(false)],
  [
    "hub",
    "tags",
    "FT055",
    fc.oneof(
      fc.constantFrom<Record<string, string>>({ "a<b": "x" }, { ["k".repeat(513)]: "x" }, { k: "v".repeat(257) }),
      fc.constant(Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`k${i}`, "v"]))),
    ),
  ],
  [
    "hub",
    "client.osDisk",
    "FT059",
    fc.constantFrom({ storageAccountType: "UltraSSD_LRS" }, { sizeGb: 4096 }, { sizeGb: -1 }, { sizeGb: 30.5 }),
  ],
  [
    "hub",
    "jumpServer.routes",
    "FT072",
    fc.constantFrom([], [{ name: "r", addressPrefix: "192.0.2.0/24", nextHopType: "Internet" }]),
  ],
  ["hub", "routeServerSubnetPrefix", "FT004", noPrefix],
  ["hub", "flowLogs", "FT200", badName.map((storageAccountId) => ({ storageAccountId }))],
  [
    "hub",
    "flowLogs",
    "FT201",
    fc.constantFrom(-1, 366, 0.5).map((retentionDays) => ({ storageAccountId: STORAGE_ACCOUNT_ID, retentionDays })),
  ],
  ["hub", "subnetCreation", "FT202", fc.constant("one-step")],
  ["hub", "diagnostics", "FT200", badName.map((logAnalyticsWorkspaceId) => ({ logAnalyticsWorkspaceId }))],
  ["hub", "client.routes", "FT077", fc.constant([{ name: "d", addressPrefix: "0.0.0.0/0", nextHopType: "Internet" }])],
  ["hub", "client.gatewayRoutes", "FT077", fc.constant(false)],
];
