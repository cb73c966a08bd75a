import { check } from "../../../lib/analysis/check/check";
import type { CheckReport } from "../../../lib/analysis/results";
import { read } from "../../support/analysis/ask";
import type { Attributes, Azure } from "../../support/analysis/azure";
import { t } from "../../support/analysis/situations";

/* The article's topology with more resources beside it. */

export const SUBNET = "${azurerm_subnet.hub00_default.id}";
export const VNET = "${azurerm_virtual_network.hub00.id}";

/** T, the article's topology, with more resources: their addresses and attributes. */
export function withMore(more: Readonly<Record<string, Attributes>>): Azure {
  const azure = t();
  for (const [address, attributes] of Object.entries(more)) {
    const [type = "", name = ""] = address.split(".");
    (azure.resource[type] ??= {})[name] = attributes;
  }
  return azure;
}

export const reportOf = (more: Readonly<Record<string, Attributes>>): CheckReport => check(read(withMore(more)));
export const concerns = ({ coverage }: CheckReport): string[] => coverage.notModelled.map(({ text }) => text);
export const verdicts = ({ machines }: CheckReport): string[] =>
  machines.map(({ machine, verdict }) => `${machine} ${verdict}`).sort();

export const AS_READ = ["vm-hub00 tunnelled", "vm-jump00 exempt", "vm-nva100 exempt"];
export const HUB_OPEN = ["vm-hub00 undetermined", "vm-jump00 undetermined", "vm-nva100 exempt"];
export const ALL_OPEN = ["vm-hub00 undetermined", "vm-jump00 undetermined", "vm-nva100 undetermined"];
