import { Azure } from "./azure";
import { ESCAPE, nva, onCircuit, OPERATOR, site } from "./situations";

/** The article's site, and as many hubs on its circuit as asked for: a client and a jump server in each. */
export function manyHubs(count: number): Azure {
  const azure = new Azure();
  for (let index = 0; index < count; index++) {
    const [number, range] = [String(index).padStart(2, "0"), `10.${index}`];
    const hub = `hub${number}`;
    azure
      .vnet(hub, `${range}.0.0/16`)
      .subnet(hub, "default", `${range}.0.0/24`)
      .subnet(hub, "jump", `${range}.220.0/24`)
      .nsg(`${hub}_default`)
      .nsg(`${hub}_jump`, [OPERATOR])
      .table(`${hub}_jump`, ESCAPE)
      .vm(hub, `${hub}_default`, { address: `${range}.0.4` })
      .vm(`jump${number}`, `${hub}_jump`, { address: `${range}.220.10`, publicIp: true });
    onCircuit(azure, hub, range);
  }
  return nva(onCircuit(site(azure, "hub100", "10.100"), "hub100", "10.100"), "nva100", "hub100", "10.100.0.10");
}
