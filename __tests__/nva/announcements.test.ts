import { parse } from "yaml";
import type { WrittenAnnouncement } from "../../lib/nva/announcements";
import { type CloudInitFile, NVA_PATHS } from "../../lib/nva/cloud-init";
import { nvaUserData, type NvaUserDataOptions } from "../../lib/nva/user-data";
import { ARTICLE_NVA } from "./article-options";

const SERVICE: WrittenAnnouncement = {
  prefix: "10.200.0.1/32",
  prepend: 0,
  loopback: { tcpPorts: [53, 443], udpPorts: [53] },
};

function files(options: Partial<NvaUserDataOptions>): ReadonlyMap<string, string> {
  const { write_files } = parse(nvaUserData({ ...ARTICLE_NVA, ...options }), { version: "1.1" }) as {
    readonly write_files: readonly CloudInitFile[];
  };
  return new Map(write_files.map(({ path, content }) => [path, content]));
}

const frr = (options: Partial<NvaUserDataOptions>): string => files(options).get(NVA_PATHS.frrConfig)!;

describe("an NVA with a service of its own", () => {
  const own = files({ announces: [SERVICE] });

  test("has the address on a link that is named after it, and advertises what the link has", () => {
    expect(own.get(NVA_PATHS.frrConfig)).toContain("interface ft-0ac80001\n ip address 10.200.0.1/32\nexit\n");
    expect(own.get(NVA_PATHS.frrConfig)).toContain("  network 10.200.0.1/32\n");
    expect(own.get(NVA_PATHS.frrConfig)).toContain(
      "route-map to-route-server permit 20\n match ip address prefix-list announced-1\nexit\n",
    );
  });

  test("never learns the address from others, which would bring it back after the service has failed", () => {
    expect(own.get(NVA_PATHS.frrConfig)).toMatch(
      /prefix-list from-route-server deny 10\.200\.0\.1\/32\nip prefix-list from-route-server permit 10/,
    );
  });

  test("lets private sources connect to its ports, and to no others", () => {
    const input = own.get(NVA_PATHS.natRuleset)!.split("chain input")[1]!;
    expect(input.match(/ip daddr .*/g)).toEqual([
      "ip daddr 10.200.0.1 tcp dport { 53, 443 } ip saddr $private accept",
      "ip daddr 10.200.0.1 udp dport { 53 } ip saddr $private accept",
    ]);
  });

  test("has the program that watches the ports, started with the health daemon", () => {
    expect(own.get(NVA_PATHS.egressConfig)).toMatch(
      /\n\n\[service 10\.200\.0\.1\]\nlink = ft-0ac80001\ntcp = 53 443\nudp = 53\n$/,
    );
    expect(own.get(NVA_PATHS.servicesDropIn)).toContain("Wants=forced-tunnel-egress-services.service");
    expect(own.has(NVA_PATHS.servicesUnit)).toBe(true);
    expect(files({}).has(NVA_PATHS.servicesDaemon)).toBe(false);
  });
});

test("a prefix of others is routed back to Azure, and forwarded without translation", () => {
  const own = files({ announces: [{ prefix: "10.50.0.0/16", prepend: 2 }] });
  expect(own.get(NVA_PATHS.frrConfig)).toContain("\nip route 10.50.0.0/16 10.100.0.1\n");
  expect(own.get(NVA_PATHS.frrConfig)).toContain(" set as-path prepend 65001 65001\n");
  expect(own.get(NVA_PATHS.natRuleset)).toContain("oifname $wan ip saddr $private ip daddr 10.50.0.0/16 accept");
});

test("what has another next hop is not forwarded by the NVA", () => {
  const own = files({ announces: [{ prefix: "10.50.0.0/16", prepend: 0, nextHop: "10.100.0.50" }] });
  expect(own.get(NVA_PATHS.frrConfig)).toContain(
    " match ip address prefix-list announced-1\n set ip next-hop 10.100.0.50\n",
  );
  expect(own.get(NVA_PATHS.natRuleset)).not.toContain("10.50.0.0/16");
});

test("the default route has the next hop of a load balancer", () => {
  expect(frr({ nextHop: "10.100.0.100", prepend: 1 })).toContain(
    " match ip address prefix-list default-route\n set as-path prepend 65001\n set ip next-hop 10.100.0.100\nexit\n",
  );
});

describe("an NVA that never advertises a default route", () => {
  const own = files({ defaultRoute: "never", announces: [SERVICE] });

  test("has no trace of one in frr.conf", () => {
    const text = own.get(NVA_PATHS.frrConfig)!;
    expect(text).not.toContain("0.0.0.0/0");
    expect(text).not.toContain("redistribute");
    expect(text).not.toContain("default-route");
  });

  test("asks nothing of the internet, and keeps the daemon that repairs ruleset and forwarding", () => {
    expect(own.has(NVA_PATHS.probeUnit)).toBe(false);
    expect(own.get(NVA_PATHS.egressConfig)).not.toContain("anchors");
    expect(own.get(NVA_PATHS.egressDaemon)).toContain('return "this NVA is set to advertise none"');
    expect(files({}).get(NVA_PATHS.egressDaemon)).not.toContain("set to advertise none");
  });
});
