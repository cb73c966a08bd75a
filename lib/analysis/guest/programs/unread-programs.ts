import type { GuestPart } from "../../model/guest";
import { EVERYTHING, leaveUnread } from "../cloud-init/boot";
import { at, FILTER, named, operands, type Place, type Program, type Programs } from "./program";

/** Programs that change packets or routes in a way that is not read. */
interface UnreadPrograms {
  readonly names: readonly string[];
  readonly affects: readonly GuestPart[];
  /** Why it may change them. */
  readonly reason: string;
  /** The arguments with which it changes something. @default any */
  readonly when?: (args: readonly string[]) => boolean;
}

const UNREAD: readonly UnreadPrograms[] = [
  {
    names: ["ufw"],
    affects: FILTER,
    reason: "makes rules of its own form once it is enabled",
    when: (args) => args.includes("enable"),
  },
  {
    names: ["firewall-cmd", "shorewall", "ferm", "csf", "ipset", "ufw-init", "ebtables", "conntrack"],
    affects: FILTER,
    reason: "changes the packet filter in a form of its own",
  },
  {
    names: ["bird", "birdc", "birdc6", "gobgpd", "gobgp", "exabgp", "openbgpd"],
    affects: ["bgp"],
    reason: "speaks BGP with a configuration of its own",
  },
  {
    names: ["bgpd"],
    affects: ["bgp"],
    reason: "started by hand, it may read another configuration",
    when: (args) => !args.some((word) => /^(-C|--dryrun|-v|--version)$/.test(word)),
  },
  {
    names: ["docker", "podman", "nerdctl"],
    affects: EVERYTHING,
    reason: "starts containers, which may change the machine's network",
    when: (args) => /^(run|compose|start|stack|exec)$/.test(args[0] ?? ""),
  },
  {
    names: ["docker-compose", "snap", "kubectl", "helm"],
    affects: EVERYTHING,
    reason: "starts services that nobody knows",
    when: (args) => /^(up|start|run|install|apply|upgrade)$/.test(operands(args)[0] ?? ""),
  },
  {
    names: [
      ...["wg", "wg-quick", "ipsec", "swanctl", "openvpn", "tailscale", "zerotier-cli", "ifdown", "ifconfig", "route"],
      ...["tc", "brctl", "vconfig"],
    ],
    affects: ["forward"],
    reason: "leads packets elsewhere: by tunnels, routes or NICs",
  },
  {
    names: ["crontab"],
    affects: EVERYTHING,
    reason: "starts commands later, which are not read",
    when: (args) => !args.includes("-l"),
  },
  {
    names: ["netplan", "networkctl"],
    affects: ["forward"],
    reason: "sets addresses and routes by files that are not read",
    when: (args) => /^(apply|try|up|down|reload|reconfigure)$/.test(operands(args)[0] ?? ""),
  },
  {
    names: ["poweroff", "halt", "shutdown"],
    affects: EVERYTHING,
    reason: "stops the machine",
    when: (args) => !args.includes("-r"),
  },
];

/** The programs that are left unread, by name, with what they may change. */
export const UNREAD_PROGRAMS: Programs = Object.fromEntries(
  UNREAD.flatMap((one) => Object.entries(named(one.names, unread(one)))),
);

function unread({ affects: parts, when = () => true }: UnreadPrograms): Program {
  const affects = (_: Place, args: readonly string[]): readonly GuestPart[] => (when(args) ? parts : []);
  return {
    affects,
    run: (place, args, command) => {
      leaveUnread(place.boot, at(place, command), affects(place, args));
      return undefined;
    },
  };
}
