import type { Machine } from "../../lib/lab/machine";
import { ADDRESS_PLAN } from "../../lib/lab/address-plan";
import { eventually } from "../../lib/lab/namespaces";
import { NvaLab } from "../../lib/lab/nva-lab";
import { describeWithTools } from "../support/tools";
import { LAB_TOOLS, userData } from "./support";

const HOST = 10;
const SERVICE = "10.200.0.1";
const KEEPER = "forced-tunnel-egress-services";

describeWithTools(LAB_TOOLS, "a service of an NVA that advertises no default route, on real systemd", () => {
  let lab: NvaLab;
  let nva: Machine;

  const isAdvertised = (): boolean =>
    nva
      .attempt("vtysh", "-c", `show bgp ipv4 unicast neighbors ${ADDRESS_PLAN.routeServer[0]} advertised-routes`)
      .stdout.includes(`${SERVICE}/32`);
  const becomes = (advertised: boolean, seconds: number): Promise<void> =>
    eventually(seconds, () => expect(isAdvertised()).toBe(advertised));

  beforeAll(async () => {
    lab = new NvaLab();
    lab.startPackageServer();
    await lab.startRouteServer([HOST]);
    nva = lab.addNva(
      HOST,
      userData(HOST, {
        defaultRoute: "never",
        announces: [{ prefix: `${SERVICE}/32`, prepend: 0, loopback: { tcpPorts: [8080] } }],
        files: [
          {
            path: "/etc/systemd/system/web.service",
            content: `[Service]\nExecStart=python3 -m http.server --bind ${SERVICE} 8080\nRestart=on-failure\nRestartSec=1\n[Install]\nWantedBy=multi-user.target\n`,
          },
        ],
        commands: ["systemctl enable --now web"],
      }),
    );
    nva.boot();
  }, 60_000);

  afterAll(() => lab?.end());

  test("is advertised after the first boot, when it listens", async () => {
    await becomes(true, 120);
    expect(nva.attempt("cloud-init", "status", "--wait").stdout).toMatch(/status: done/);
    expect(nva.log("-u", "forced-tunnel-egress")).toContain("this NVA is set to advertise none");
    expect(nva.run("systemctl", "show", "-p", "NRestarts", KEEPER).trim()).toBe("NRestarts=0");
    expect(nva.run("ip", "route", "show", "default", "proto", "200")).toBe("");
  }, 200_000);

  test("is withdrawn when it stops, and comes back", async () => {
    nva.run("systemctl", "stop", "web");
    await becomes(false, 5);
    nva.run("systemctl", "start", "web");
    await becomes(true, 10);
  }, 60_000);

  test("is withdrawn when the program that watches it is killed, and comes back", async () => {
    nva.run("systemctl", "kill", "-s", "KILL", KEEPER);
    await becomes(false, 5);
    await becomes(true, 15);
  }, 60_000);

  test("is there again after a power cut", async () => {
    await nva.cutPower();
    nva.boot();
    await becomes(true, 60);
  }, 120_000);

  test("stops with the health daemon", async () => {
    nva.run("systemctl", "stop", "forced-tunnel-egress");
    expect(isAdvertised()).toBe(false);
    nva.run("systemctl", "start", "forced-tunnel-egress");
    await becomes(true, 15);
  }, 60_000);
});
