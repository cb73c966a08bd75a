import { refusals } from "../../../lib/analysis/faults/refusals/all";
import type { Azure } from "../../support/analysis/azure";
import { ask, read } from "../../support/analysis/ask";
import { hubAndSpoke } from "./hub-and-spoke";

const texts = (azure: Azure): string[] => refusals(read(azure)).map(({ text }) => text);

describe("what does not lie where it belongs", () => {
  it("everything lies right", () => {
    expect(texts(hubAndSpoke())).toEqual([]);
  });

  it("a subnet outside of its network is refused", () => {
    const azure = hubAndSpoke().set("virtual_network.spoke", { address_space: ["10.7.0.0/16"] });
    expect(texts(azure)).toEqual(["app is outside the address space of vnet-spoke"]);
    expect(ask(read(azure), "vm-app")).toMatchObject({ verdict: "refused", reason: "refused-by-azure" });
  });

  it("an address outside of its subnet is refused", () => {
    expect(texts(hubAndSpoke().set("subnet.hub_nva", { address_prefixes: ["10.0.9.0/24"] }))).toEqual([
      "the address of nic-nva is outside nva",
    ]);
  });

  it("what is not known is not judged, and IPv6 neither", () => {
    const azure = hubAndSpoke();
    azure
      .set("virtual_network.spoke", { address_space: [azure.var("space")] })
      .set("subnet.hub_nva", { address_prefixes: ["fd00::/64", "10.0.0.0/24"] });
    expect(texts(azure)).toEqual([]);
  });

  it("one of several ranges is enough", () => {
    expect(
      texts(hubAndSpoke().set("virtual_network.spoke", { address_space: ["192.168.0.0/24", "10.1.0.0/24"] })),
    ).toEqual([]);
  });
});
