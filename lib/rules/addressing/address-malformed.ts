import { parseAddress } from "../../domain/ipv4";
import type { Declaration } from "../declaration";
import { edit } from "../edit";
import { chosenAddresses, freeAddressFix, type ChosenAddress } from "../machines/machines";
import type { ConstructRule } from "../rule";

/** FT016. The provider accepts "hello" as an address. */
export const addressMalformed: ConstructRule = {
  id: "FT016",
  name: "address-malformed",
  severity: "error",
  summary: "A private address is not a valid IPv4 address.",
  why: "The provider accepts any text as an address, so terraform validate and plan pass, and Azure rejects it at apply.",
  sources: [
    "https://github.com/hashicorp/terraform-provider-azurerm/blob/v4.55.0/internal/services/network/network_interface_resource.go",
  ],
  otherwise: "Azure, at apply",
  check: (app) =>
    [...chosenAddresses(app), ...peerAddresses(app)]
      .filter(({ text }) => parseAddress(text) === undefined)
      .map((chosen) => ({
        at: chosen.at,
        text: `${JSON.stringify(chosen.text)} is not a valid IPv4 address`,
        got: JSON.stringify(chosen.text),
        want: "four numbers from 0 to 255, without leading zeros and without a prefix length",
        fix: fix(app, chosen),
      })),
};

/** Addresses of BGP peers that are not NVAs of the app: the address of an NVA is checked once. */
function peerAddresses(app: Declaration): ChosenAddress[] {
  const known = new Set(app.nvas.map(({ privateIpAddress }) => privateIpAddress));
  return app.routeServers.flatMap(({ network, peers }) =>
    peers.flatMap(({ at, address }) =>
      address === undefined || known.has(address)
        ? []
        : [{ at: { path: at.path, prop: "privateIpAddress" }, text: address, network, subnetName: undefined }],
    ),
  );
}

/** The address that was most likely meant, without prefix length, blanks and leading zeros; else a free one. */
function fix(app: Declaration, chosen: ChosenAddress): string {
  const meant = chosen.text.replace(/\/.*$|\s/g, "").replace(/\b0+(?=\d)/g, "");
  return parseAddress(meant) === undefined ? freeAddressFix(app, chosen) : edit(chosen.at, meant);
}
