import { overview } from "../../../lib/analysis";
import { caseTopology } from "../../support/cases";

/** "vm: verdict as egress" of each machine. */
const verdicts = (name: string): string[] =>
  overview(caseTopology(name)).map(({ machine, verdict, reason, egress }) =>
    [`${machine}: ${verdict}`, ...egress.map((one) => `as ${one.name}`), ...(reason ? [`(${reason})`] : [])].join(" "),
  );

const DEFAULT = "as a default outbound address";
const NONE = "dropped (no-egress-identity)";

test.each([
  ["reports/05-nva-behind-internal-lb-no-outbound", [`vm-app: ${NONE}`, `vm-nva1: ${NONE}`, `vm-nva2: ${NONE}`]],
  [
    "reports/05b-same-with-ip-based-pool",
    [`vm-app: tunnelled ${DEFAULT} ${DEFAULT}`, `vm-nva1: direct ${DEFAULT}`, `vm-nva2: direct ${DEFAULT}`],
  ],
  ["foreign/nva-behind-internal-standard-lb", [`nva: ${NONE}`, `vm: ${NONE}`]],
  ["reports/s05a-implicit-snat-of-an-inbound-rule", [`vm-job: direct ${DEFAULT}`, "vm-web: direct as lb-pub"]],
  ["reports/s05c-outbound-snat-disabled", [`vm-job: ${NONE}`, `vm-web: ${NONE}`]],
  ["reports/47-nat-gateway-beside-load-balancer", ["vm-web: direct as ng-main"]],
])("%s", (name, expected) => {
  expect(verdicts(name)).toEqual(expected);
});
