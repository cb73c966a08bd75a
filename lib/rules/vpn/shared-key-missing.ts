import type { ConstructRule } from "../rule";

/** FT197. */
export const sharedKeyMissing: ConstructRule = {
  id: "FT197",
  name: "shared-key-missing",
  severity: "error",
  summary: "A VPN connection has no shared key.",
  why: "Gateway and VPN device prove by the key who they are. Without one, Azure generates a key that the device does not have.",
  sources: ["https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-vpn-faq"],
  check: (app) =>
    app.vpnConnections
      .filter(({ hasKey }) => !hasKey)
      .map(({ path }) => ({
        at: { path, prop: "sharedKey" },
        text: `${path} has no shared key`,
        got: "no sharedKey",
        want: "the key that the VPN device has, too",
        fix: 'sharedKey: new TerraformVariable(stack, "shared_key", { sensitive: true }).stringValue',
      })),
};
