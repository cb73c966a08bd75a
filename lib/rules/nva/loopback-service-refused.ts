import { parsePrefix } from "../../domain/ipv4";
import { isPort } from "../../domain/port";
import type { AnnouncementDeclaration, Declaration } from "../declaration";
import { edit, inside } from "../edit";
import type { ConstructReported, ConstructRule } from "../rule";

/** FT176. */
export const loopbackServiceRefused: ConstructRule = {
  id: "FT176",
  name: "loopback-service-refused",
  severity: "error",
  summary: "A loopback service is not one address with ports at which a program of its own can listen.",
  why: "The NVA has one address for each service, and advertises it while a program listens at all its ports. SSH and BGP listen at every address: their ports would be open to everybody, and would prove nothing.",
  sources: ["docs/nva.md"],
  check: (app) =>
    app.nvas
      .flatMap(({ announces }) => announces)
      .flatMap((one) => (one.ports ? [...notOneAddress(one), ...withoutPorts(app, one), ...refusedPorts(one)] : [])),
};

const ONE_ADDRESS = 32;

function notOneAddress({ at, prefix = "" }: AnnouncementDeclaration): ConstructReported[] {
  const parsed = parsePrefix(prefix);
  if (!parsed?.aligned || parsed.length === ONE_ADDRESS) return [];
  const place = inside(at, "prefix");
  const address = `${prefix.replace(/\/.*$/, "")}/${ONE_ADDRESS}`;
  const text = `a loopback service has one address, not the prefix ${prefix}`;
  return [{ at: place, text, got: JSON.stringify(prefix), want: "a prefix of length 32", fix: edit(place, address) }];
}

function withoutPorts(app: Declaration, { at, prefix, ports = [] }: AnnouncementDeclaration): ConstructReported[] {
  // A misspelt prop is a finding of its own, and the constructor continues without it.
  const { path, prop } = inside(at, "loopback");
  const isRejected = app.propProblems.some((one) => one.at.path === path && one.at.prop.startsWith(`${prop}.`));
  if (ports.length > 0 || isRejected) return [];
  return [
    {
      at: inside(at, "loopback"),
      text: `the service ${prefix ?? at.prop} has no port, so nothing can reach it and nothing shows that it works`,
      got: "no port",
      want: "at least one TCP or UDP port",
      fix: "loopback: { tcpPorts: [443] }",
    },
  ];
}

/** Programs of the NVA listen there at every address. */
const TAKEN: Readonly<Record<string, string>> = { "tcp 22": "SSH", "tcp 179": "BGP" };

function refusedPorts({ at, ports = [] }: AnnouncementDeclaration): ConstructReported[] {
  return ports.flatMap(({ protocol, port, prop }, i) => {
    const place = inside(at, prop);
    if (port === undefined) return [];
    const owner = TAKEN[`${protocol} ${port}`];
    const isTwice = ports.slice(0, i).some((other) => other.protocol === protocol && other.port === port);
    if (isPort(port) && !isTwice && owner === undefined) return [];
    const text = !isPort(port)
      ? `${port} is not a port`
      : isTwice
        ? `${protocol.toUpperCase()} port ${port} is listed twice`
        : `TCP port ${port} of the NVA is ${owner}'s at every address`;
    const want = owner === undefined ? "each port from 1 to 65535 once" : "a port of the service";
    return [{ at: place, text, got: String(port), want, fix: `remove ${port} from ${prop.split(".")[1]}` }];
  });
}
