import type { Declaration, EgressCheckDeclaration } from "../declaration";
import type { ConstructReported, ConstructRule } from "../rule";

/** FT173. */
export const egressCheckWithoutNva: ConstructRule = {
  id: "FT173",
  name: "egress-check-without-nva",
  severity: "error",
  summary: "An egress check has no NVA, or one without a public IP or a default route.",
  why: "The check compares the client's public address with those of the NVAs: without them, it can prove nothing. No client is tunnelled through an NVA that never advertises a default route.",
  sources: ["docs/nva.md"],
  check: (app) =>
    app.egressChecks.flatMap((one) => [...empty(one), ...withoutAddress(one), ...withoutDefault(app, one)]),
};

function empty({ path, nvas }: EgressCheckDeclaration): ConstructReported[] {
  if (nvas.length > 0) return [];
  const want = "at least one FrrNva with a public IP";
  return [{ at: { path, prop: "nvas" }, text: `${path} has no NVA`, got: "[]", want, fix: "nvas: [<the NVA>]" }];
}

function withoutAddress({ path, nvas }: EgressCheckDeclaration): ConstructReported[] {
  return nvas.flatMap((nva, i) =>
    nva.publicIp
      ? []
      : [
          {
            at: { path, prop: `nvas.${i}` },
            also: { path: nva.path, prop: "publicIp" },
            text: `NVA ${nva.path} has no public IP to compare with`,
            got: "publicIp: false",
            want: "an NVA with a public IP",
            fix: `remove publicIp: false from ${nva.path}, or the NVA from nvas`,
          },
        ],
  );
}

function withoutDefault(app: Declaration, { path, nvas }: EgressCheckDeclaration): ConstructReported[] {
  return nvas.flatMap((nva, i) =>
    app.nvas.some((one) => one.path === nva.path && !one.advertisesDefault)
      ? [
          {
            at: { path, prop: `nvas.${i}` },
            also: { path: nva.path, prop: "defaultRoute" },
            text: `no client is tunnelled through NVA ${nva.path}, which never advertises a default route`,
            got: 'defaultRoute: "never"',
            want: "an NVA that advertises a default route",
            fix: `remove ${nva.path} from nvas, or defaultRoute: "never" from ${nva.path}`,
          },
        ]
      : [],
  );
}
