import { readTopology } from "../../../../lib/analysis/kinds/read-topology";

test.each([
  ["a/cdk.tf.json", "a"],
  ["cdk.tf.json", "cdk"],
  [".json", "stack"],
  ["x\\net.tfstate.json", "net.tfstate"],
])("the file %s is the stack %s, and a second one gets a number", (name, stack) => {
  const text = JSON.stringify({ resource: { azurerm_public_ip: { p: {} } } });
  expect(
    readTopology([
      { name, text },
      { name: "other.json", text: "{}" },
      { name, text },
    ]).publicIps.map((ip) => ip.id),
  ).toEqual([`${stack}-2:azurerm_public_ip.p`, `${stack}:azurerm_public_ip.p`]);
});
