import { ANALYTICS } from "./analytics";
import { API_MANAGEMENT } from "./api-management";
import { APPLICATIONS } from "./applications";
import { ARTIFICIAL_INTELLIGENCE } from "./artificial-intelligence";
import { AUTOMATION } from "./automation";
import { CLUSTERS } from "./clusters";
import { COMPUTE } from "./compute";
import { DATA_FACTORY } from "./data-factory";
import { DATABASES } from "./databases";
import { DEVICES } from "./devices";
import { EDGE } from "./edge";
import { GOVERNANCE } from "./governance";
import { IDENTITY } from "./identity";
import { KEYS } from "./keys";
import { MESSAGING } from "./messaging";
import { MONITORING } from "./monitoring";
import { NAMES } from "./names";
import { ON_PREMISES } from "./on-premises";
import { RECOVERY } from "./recovery";
import { SPRING_CLOUD } from "./spring-cloud";
import { STORAGE } from "./storage";
import { TAKEN_AS_WORKING } from "./taken-as-working";
import type { NoBearing } from "../no-bearing";

/** Every group of types that have no bearing on packets. */
export const NO_BEARING: readonly NoBearing[] = [
  ANALYTICS,
  API_MANAGEMENT,
  APPLICATIONS,
  ARTIFICIAL_INTELLIGENCE,
  AUTOMATION,
  CLUSTERS,
  COMPUTE,
  DATA_FACTORY,
  DATABASES,
  DEVICES,
  EDGE,
  GOVERNANCE,
  IDENTITY,
  KEYS,
  MESSAGING,
  MONITORING,
  NAMES,
  ON_PREMISES,
  RECOVERY,
  SPRING_CLOUD,
  STORAGE,
  TAKEN_AS_WORKING,
];
