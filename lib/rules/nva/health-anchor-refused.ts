import { parseAddress } from "../../domain/ipv4";
import { isPublicAddress } from "../../domain/special-ranges";
import { DEFAULT_EGRESS_HEALTH } from "../../nva/health-config";
import type { NvaDeclaration } from "../declaration";
import { edit } from "../edit";
import type { ConstructReported, ConstructRule } from "../rule";

/** FT052. */
export const healthAnchorRefused: ConstructRule = {
  id: "FT052",
  name: "health-anchor-refused",
  severity: "error",
  summary:
    "A health anchor of an NVA, or the server of its known answer, is missing or not a public address with a port.",
  why: "The NVA advertises its default route while a public address answers; another address proves nothing about the internet.",
  sources: ["https://www.iana.org/assignments/iana-ipv4-special-registry"],
  check: (app) => app.nvas.flatMap((nva) => [...missing(nva), ...refused(nva)]),
};

const WANT = "a public IPv4 address, a colon and a port from 1 to 65535";

function missing({ path, healthAnchors }: NvaDeclaration): ConstructReported[] {
  if (healthAnchors.length > 0) return [];
  const text = `NVA ${path} has no health anchor, so its health daemon does not start`;
  return [
    {
      at: { path, prop: "health.anchors" },
      text,
      got: "[]",
      want: "at least one anchor",
      fix: `anchors: ${JSON.stringify(DEFAULT_EGRESS_HEALTH.anchors)}`,
    },
  ];
}

function refused({ path, healthAnchors, knownAnswerServer }: NvaDeclaration): ConstructReported[] {
  const server = { at: { path, prop: "health.knownAnswer.server" }, anchor: knownAnswerServer };
  return [...healthAnchors, server].flatMap(({ at, anchor }) => {
    const refusal = anchor === undefined ? undefined : anchorRefusal(anchor);
    if (refusal === undefined) return [];
    return [
      {
        at,
        text: `${JSON.stringify(anchor)} ${refusal}`,
        got: JSON.stringify(anchor),
        want: WANT,
        fix: edit(at, meant(String(anchor), at === server.at ? 80 : 443)),
      },
    ];
  });
}

const addressOf = (anchor: string): string => anchor.replace(/:.*$/, "");

function anchorRefusal(anchor: string): string | undefined {
  const number = parseAddress(addressOf(anchor));
  if (number === undefined) return "does not begin with an IPv4 address";
  if (!anchor.includes(":")) return "has no port";
  const port = anchor.slice(anchor.indexOf(":") + 1);
  if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65535) return "has no port from 1 to 65535";
  return isPublicAddress(number) ? undefined : "is not a public address";
}

function meant(anchor: string, port: number): string {
  const address = addressOf(anchor);
  const number = parseAddress(address);
  const isMeant = number !== undefined && isPublicAddress(number);
  return `${isMeant ? address : addressOf(String(DEFAULT_EGRESS_HEALTH.anchors[0]))}:${port}`;
}
