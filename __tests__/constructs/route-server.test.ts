import { findingsOf } from "../../lib/index";
import { article, Template } from "../support/apps";

test("addPeer adds a BGP peer besides the NVAs, and reports an invalid one", () => {
  const { stack, site } = article();
  site.routeServer.addPeer("firewall", { name: "firewall", address: "10.100.0.20", asn: 65010 });
  expect(new Template(stack).one("route_server_bgp_connection", "firewall")).toMatchObject({
    peer_asn: 65010,
    peer_ip: "10.100.0.20",
  });
  site.routeServer.addPeer("broken", {} as { name: string; address: string; asn: number });
  expect(findingsOf(stack).map(({ id, at }) => [id, at[0]!.path])).toEqual(
    expect.arrayContaining([
      ["FT003", "main/hub100/routeServer/broken"],
      ["FT016", "main/hub100/routeServer/broken"],
    ]),
  );
});
