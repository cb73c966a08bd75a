import type { FactId } from "../facts";
import { APPLY } from "./apply";
import { DATA_PATH, FORWARDING, ORDER } from "./data-path";
import type { CompleteFactTexts, FactText } from "./fact-text";
import { FIREWALLS } from "./firewalls";
import { INTERNET_ADDRESS } from "./internet-address";
import { LEARNED_DEFAULT } from "./learned-default";
import { ASSUMPTIONS, LIMITS, REGIONS } from "./networks";
import { PROPAGATION } from "./propagation";
import { RESERVED } from "./reserved";
import { SECURITY_GROUPS } from "./security-groups";
import { SELECTION } from "./selection";
import { SYSTEM_ROUTES } from "./system-routes";
import { VIRTUAL_WAN } from "./virtual-wan";

const TEXTS: CompleteFactTexts = {
  ...ORDER,
  ...SYSTEM_ROUTES,
  ...SELECTION,
  ...PROPAGATION,
  ...LEARNED_DEFAULT,
  ...INTERNET_ADDRESS,
  ...SECURITY_GROUPS,
  ...FORWARDING,
  ...DATA_PATH,
  ...LIMITS,
  ...REGIONS,
  ...RESERVED,
  ...APPLY,
  ...FIREWALLS,
  ...VIRTUAL_WAN,
  ...ASSUMPTIONS,
};

/** What Azure does, in words, with the evidence. */
export const textOf = (id: FactId): FactText => TEXTS[id];
