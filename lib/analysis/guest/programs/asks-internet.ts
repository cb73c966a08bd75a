import { parseAddress } from "../../../domain/ipv4";
import { PLATFORM_ADDRESS } from "../../../domain/special-ranges";
import { isPublic, knownAddress } from "../../model/address";
import { statement, type Truth } from "../../unknown/truth";
import type { Boot } from "../cloud-init/boot";

/** Words of programs and libraries that open connections, or send packets of their own. */
const CONNECTS =
  /\b(ping|fping|hping3|nping|curl|wget|nc|ncat|netcat|socat|telnet|openssl|dig|host|nslookup|getent|traceroute|mtr|connect|connect_ex|create_connection|sendto|getaddrinfo|urlopen|urllib|requests|httpx|aiohttp|http\.client|scapy)\b|\/dev\/(tcp|udp)\//;

/** `https://example.org`, and names of hosts with a usual ending. */
const HOST_NAME = /\bhttps?:\/\/[a-z0-9]|(?<![\w./-])(?:[a-z0-9-]+\.)+(?:com|net|org|io)\b(?![\w/])/i;

const ADDRESS = /(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.])/g;

/**
 * Whether a program of the guest's own connects to the internet, so that it notices when it is gone: it names an address
 * or a host there, itself or in the files that it names, and has the means to connect. Neither: it watches something
 * else. One of both: only the running program knows.
 */
export function asksInternet(boot: Boot, program: string): Truth {
  const text = textsOf(boot, program).join("\n");
  const connects = text === "" || CONNECTS.test(text);
  const names = HOST_NAME.test(text) || (text.match(ADDRESS) ?? []).some(isOnInternet);
  if (connects === names) return names;
  return statement(`${boot.machine}: ${program} notices when the internet is gone`);
}

const isOnInternet = (text: string): boolean =>
  parseAddress(text) !== undefined && text !== PLATFORM_ADDRESS && isPublic(knownAddress(text));

/** The program without its comments, the files whose paths it names, and the units that start it. */
function textsOf({ files }: Boot, program: string): string[] {
  const found = new Map<string, string>();
  const take = (path: string): void => {
    const text = found.has(path) ? undefined : files.get(path);
    if (text === undefined) return;
    const code = withoutComments(text);
    found.set(path, code);
    for (const [named] of code.matchAll(/\/[\w./-]+/g)) take(named);
  };
  take(program);
  if (found.size === 0) return [];
  for (const [path, text] of files)
    if (path.startsWith("/etc/systemd/system/") && text.includes(program)) found.set(path, withoutComments(text));
  return [...found.values()];
}

const withoutComments = (text: string): string => text.replace(/^\s*[#;].*$/gm, "").replace(/^\s*"""[^]*?"""$/gm, "");
