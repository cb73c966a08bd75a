import "../../../lib/analysis/jest";
import { userDataSerializer } from "../../../lib/analysis/kinds/user-data-serializer";
import { article, Template } from "../../support/apps";

describe("user data in a snapshot", () => {
  const text = '#cloud-config\nruncmd:\n  - echo "one"\n';

  it("is printed as lines, from base64 and from an expression", () => {
    expect({
      a: { custom_data: Buffer.from(text).toString("base64"), name: "a" },
      b: { user_data: '${base64encode("#!/bin/sh\\nip route add 10.1.0.0/16 via ${azurerm_x.y.address}\\n")}' },
    }).toMatchInlineSnapshot(`
     {
       "a": {
         "custom_data": 
           #cloud-config
           runcmd:
             - echo "one",
         "name": "a",
       },
       "b": {
         "user_data": 
           #!/bin/sh
           ip route add 10.1.0.0/16 via \${azurerm_x.y.address},
       },
     }
    `);
  });

  it("stays as it is where it cannot be decoded", () => {
    expect([{ custom_data: "${base64encode(local.text)}" }, { custom_data: "AAEC" }, { custom_data: null }])
      .toMatchInlineSnapshot(`
     [
       {
         "custom_data": "\${base64encode(local.text)}",
       },
       {
         "custom_data": "AAEC",
       },
       {
         "custom_data": null,
       },
     ]
    `);
  });

  it("of an NVA has a line for each line of frr.conf", () => {
    const machine = new Template(article().stack).one("linux_virtual_machine", "vm-nva100");
    const print = (value: unknown): string =>
      Object.values(value as object)
        .map((one: object) => userDataSerializer.serialize(one, {}, "", 0, [], print))
        .join("");
    const printed = userDataSerializer.serialize({ custom_data: machine.custom_data }, {}, "", 0, [], print);
    expect(printed).toContain("\n     neighbor route-server timers 2 7\n");
    expect(printed).toMatch(/\n {5}neighbor \$\{.*virtual_router_ips.*\} peer-group route-server\n/);
  });
});
