import { readGuest } from "../../../../lib/analysis/guest/read-guest";
import type { Guest } from "../../../../lib/analysis/model/guest";

const guest = (...commands: readonly string[]): Guest =>
  readGuest(["#!/bin/bash", ...commands].join("\n"), "vm").guest!;

const CONFIGURED = [
  "apt-get install -y quagga",
  "cat <<EOF > /etc/quagga/zebra.conf\nip forwarding\nEOF",
  "cat <<EOF > /etc/quagga/bgpd.conf\nrouter bgp 65001\n network 10.50.0.0/16\n neighbor 10.1.1.4 remote-as 65515\nEOF",
];

test("Quagga is read as FRR is: it needs no policy, and advertises networks that are not in its table", () => {
  const { bgp, forwards, unread } = guest(
    ...CONFIGURED,
    "systemctl enable zebra.service",
    "systemctl start zebra bgpd",
  );
  expect(unread).toEqual([]);
  expect(forwards).toEqual({ value: true, because: "/etc/quagga/Quagga.conf: ip forwarding" });
  expect(bgp).toMatchObject({
    asn: 65001,
    originates: [{ prefix: "10.50.0.0/16", present: true }],
    neighbors: [{ address: "10.1.1.4", remoteAsn: 65515, multihop: 255, in: [], out: [] }],
  });
});

test("Quagga that nothing starts, or that another image brings, is left unread", () => {
  expect(guest(...CONFIGURED).unread).toMatchObject([{ line: "nothing starts bgpd", affects: "bgp" }]);
  expect(guest(...CONFIGURED.slice(1), "systemctl restart quagga").unread).toMatchObject([
    { line: "no package quagga", affects: "bgp" },
  ]);
});

test("Quagga's files beside FRR are not those of the daemon that runs", () => {
  const { bgp, unread } = guest("apt-get install -y frr", ...CONFIGURED.slice(1));
  expect(bgp).toBeUndefined();
  expect(unread).toMatchObject([
    { file: "/etc/quagga/zebra.conf", affects: "bgp" },
    { file: "/etc/quagga/bgpd.conf", affects: "bgp" },
  ]);
});
