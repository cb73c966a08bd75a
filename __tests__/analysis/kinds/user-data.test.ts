import { gzipSync } from "node:zlib";
import { configured } from "../terraform/support";

describe("user data", () => {
  const text =
    "#cloud-config\nruncmd: [sysctl --system]\nwrite_files:\n  - path: /etc/sysctl.d/a.conf\n    content: net.ipv4.ip_forward = 1\n";
  const forwards = (attributes: object, type = "azurerm_linux_virtual_machine"): unknown =>
    configured({ [type]: { m: { name: "m", ...attributes } } }).machines[0]?.guest?.forwards.value;

  test.each([
    ["base64", { custom_data: Buffer.from(text).toString("base64") }],
    ["zipped", { custom_data: gzipSync(text).toString("base64") }],
    ["base64encode", { custom_data: `\${base64encode(${JSON.stringify(text)})}` }],
    ["base64gzip", { custom_data: `\${base64gzip(${JSON.stringify(text)})}` }],
    ["with something unknown in it", { custom_data: `\${base64encode(${JSON.stringify(`${text}# \${var.x}\n`)})}` }],
    [
      "yamlencode",
      {
        custom_data:
          '${base64encode("#cloud-config\\n${yamlencode({runcmd = ["sysctl --system"], write_files = [{path = "/etc/sysctl.d/a.conf", content = "net.ipv4.ip_forward = 1\\n"}]})}")}',
      },
    ],
    ["as user_data", { user_data: Buffer.from(text).toString("base64") }],
  ])("%s is read", (_, attributes) => {
    expect(forwards(attributes)).toBe(true);
  });

  test("os_profile of azurerm_virtual_machine has the text itself", () => {
    expect(forwards({ os_profile: { custom_data: text } }, "azurerm_virtual_machine")).toBe(true);
  });
});
