import type { Boot } from "../cloud-init/boot";
import { prefixOf } from "../packet-filter/match";
import { type FoundTunnel, listed, networkOf } from "./tunnel";

const CONF = /^\/etc\/wireguard\/([\w.-]+)\.conf$/;

/** Commands of a configuration's own that may change everything: nothing is known of a tunnel that has them. */
const HOOKS = /^\s*(PreUp|PostUp|PreDown|PostDown)\s*=/im;

/** Tunnels of wg-quick, from their files: it leads routes for all allowed addresses into them. */
export const wireguardTunnels = (boot: Boot): FoundTunnel[] =>
  [...boot.files].flatMap(([path, text]) => {
    const [, name] = CONF.exec(path) ?? [];
    const started = (line: string): boolean => name !== undefined && starts(name, path).test(line);
    if (name === undefined || HOOKS.test(text) || !boot.unread.some(({ line }) => started(line))) return [];
    const addresses = valuesOf(text, "Address").flatMap((one) => prefixOf(one) ?? []);
    const allowed = valuesOf(text, "AllowedIPs").flatMap((one) => prefixOf(one) ?? []);
    const routed = /^\s*Table\s*=\s*(?!auto\b)/im.test(text) ? [] : allowed;
    return [
      {
        tunnel: {
          name,
          prefixes: [...addresses.map(networkOf), ...routed.map(networkOf)],
          addresses,
          remotes: valuesOf(text, "Endpoint").map((one) => one.replace(/:\d+$/, "")),
          line: path,
        },
        explains: started,
      },
    ];
  });

function starts(name: string, path: string): RegExp {
  const [unit, file] = [name, path].map((text) => text.replace(/[.+?^${}()|[\]\\*]/g, "\\$&"));
  return new RegExp(`^(sudo )?(wg-quick up (${unit}|${file})|systemctl .*\\bwg-quick@${unit}(\\.service)?)( |$)`);
}

const valuesOf = (text: string, key: string): string[] =>
  [...text.matchAll(new RegExp(`^\\s*${key}\\s*=\\s*(.*?)\\s*(#.*)?$`, "gim"))].flatMap(([, value]) => listed(value));
