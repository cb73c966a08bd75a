import { existsSync, readFileSync } from "node:fs";
import * as v from "valibot";
import type { Acceptance, RuleConfiguration } from "../../findings/configuration";
import { SEVERITIES } from "../../findings/rule";
import type { Assumptions } from "../../analysis/model/assumptions";
import { ASSUMPTIONS } from "./assumptions-file";
import { parseJsonFile } from "./parse-json-file";
import { oneLine, UserError } from "./user-error";

/** Settings of a folder for every run, in the same folder as cdktf.json. */
const PROJECT_FILE = "forced-tunnel.json";

/** The contents of {@link PROJECT_FILE}. */
export interface Project extends Required<RuleConfiguration> {
  readonly assume: Assumptions;
}

const REASON = "a reason, for the next reader";
const rule = v.string('a rule, such as "single-nva"');
const reason = v.pipe(v.string(REASON), v.trim(), v.minLength(1, REASON));

const PROJECT = v.strictObject({
  accept: v.optional(
    v.array(
      v.strictObject({ rule, at: v.optional(v.string("a name, Terraform address or construct path")), reason }),
      "a list",
    ),
    [],
  ),
  severity: v.optional(v.record(v.string(), v.picklist(SEVERITIES, '"error", "undecided" or "warning"')), {}),
  assume: v.optional(ASSUMPTIONS, {}),
});

const EXAMPLE = '{"accept": [{"rule": "single-nva", "at": "vm-nva100", "reason": "one NVA is enough until March"}]}';

/**
 * Reads {@link PROJECT_FILE} of the folder that the command is called in; there need not be one.
 * @throws UserError where it does not fit; an acceptance without a reason does not
 */
export function readProject(): Project {
  return existsSync(PROJECT_FILE)
    ? parseJsonFile(PROJECT, read(), PROJECT_FILE, EXAMPLE)
    : { accept: [], severity: {}, assume: {} };
}

/**
 * What `--accept FT101="reason"` says; `FT101@vnet-hub100/nva="reason"` of one component.
 * @throws UserError where it has no reason
 */
export function parseAcceptance(option: string): Acceptance {
  const { id, at, why = "" } = /^(?<id>[\w-]+)(?:@(?<at>[^=]+))?(?:=(?<why>.*))?$/s.exec(option)?.groups ?? {};
  if (id === undefined || why.trim() === "") {
    const sentence = id === undefined ? "--accept needs a rule and a reason" : `${id} is accepted without a reason`;
    throw new UserError(
      {
        text: sentence,
        got: option,
        want: 'RULE="REASON", or RULE@COMPONENT="REASON"',
        fix: `--accept ${id ?? "single-nva"}="why it is acceptable"`,
      },
      2,
    );
  }
  return { rule: id, ...(at === undefined ? {} : { at }), reason: why.trim() };
}

function read(): string {
  try {
    return readFileSync(PROJECT_FILE, "utf8");
  } catch (error) {
    throw new UserError(
      {
        text: `${PROJECT_FILE} cannot be read`,
        got: oneLine(error),
        want: EXAMPLE,
        fix: "correct the file, or remove it",
      },
      2,
    );
  }
}
