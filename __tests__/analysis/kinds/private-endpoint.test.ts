import { configured } from "../terraform/support";
import { id, network } from "./sample-resources";

test("a private endpoint has its static address, or the one in the state", () => {
  const endpoint = (block: object): object => ({ name: "e", subnet_id: id("azurerm_subnet.s"), ...block });
  const { privateEndpoints } = configured({
    ...network,
    azurerm_private_endpoint: {
      a: endpoint({ ip_configuration: [{ private_ip_address: "10.0.0.7" }] }),
      b: endpoint({ private_service_connection: [{ private_ip_address: "10.0.0.8" }] }),
      c: endpoint({}),
    },
  });
  expect(privateEndpoints.map(({ subnet, address }) => [subnet, address])).toEqual(
    ["10.0.0.7", "10.0.0.8", undefined].map((address) => ["azurerm_subnet.s", address]),
  );
});
