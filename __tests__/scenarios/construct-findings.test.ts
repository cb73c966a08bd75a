import { check } from "../../lib/analysis/check/check";
import { readTopology } from "../../lib/analysis/kinds/read-topology";
import { synthesized } from "../../lib/analysis/terraform/sources/synthesized";
import { article } from "../support/apps";

test("synthesis reports all findings of an app together", () => {
  const { app } = article({
    hub: { addressSpace: "10.100.0.0/16" },
    nva: { asn: 65515, privateIpAddress: "10.100.0.1" },
  });
  expect(() => app.synth()).toThrow(/FT003[^]*FT005[^]*FT013[^]*3 errors/);
});

test("a secret in plain text is refused and not printed", () => {
  const { app } = article({
    circuit: { authorizationKeys: ["my-secret-key-1", "my-secret-key-2"] },
    hub: { adminPassword: "my-secret-password" },
  });
  let message = "";
  try {
    app.synth();
  } catch (error) {
    message = (error as Error).message;
  }
  expect(message).toContain("secret-in-plain-text");
  expect(message).not.toContain("my-secret");
});

test("a risky setting does not stop the synthesis: check reports it at the construct", () => {
  const { app, stack } = article({ hub: { jumpServer: {} } });
  app.synth();
  const topology = readTopology(synthesized(stack));
  const finding = check(topology).findings.find(({ name }) => name === "jump-server-unreachable");
  const group = topology.securityGroups.find(({ id }) => id === finding?.at[0]);
  expect(group?.path).toBe("main/hub00/network/jump/nsg");
});
