import { createHash } from "node:crypto";
import { Token } from "cdktf";
import { asset } from "../../nva/asset";
import { type Expression, hcl } from "./hcl";
import { isToken } from "./tokens";

/** What the script of an egress check is told. */
interface EgressScriptOptions {
  readonly reflectors: readonly string[];
  /** Public addresses of the NVAs. */
  readonly expected: readonly string[];
  readonly timeoutSeconds: number;
}

/** What stands for a script's placeholders; lists are separated by spaces. */
type EgressScriptValues = Readonly<Record<"REFLECTORS" | "EXPECTED" | "SECONDS", string>>;

/** A script, with references to what is known only at apply. */
interface EgressScript {
  readonly script: string;
  /** Eight hexadecimal digits, others for another script. */
  readonly digest: Expression;
}

/** The script that a client runs. */
export function egressScript(
  operatingSystem: "windows" | "linux",
  { reflectors, expected, timeoutSeconds }: EgressScriptOptions,
): EgressScript {
  const values: EgressScriptValues = {
    REFLECTORS: isToken(reflectors) ? hcl`join(" ", ${reflectors})`.toString() : reflectors.join(" "),
    EXPECTED: expected.join(" "),
    SECONDS: isToken(timeoutSeconds) ? Token.asString(timeoutSeconds) : String(timeoutSeconds),
  };
  const text = asset(ASSETS[operatingSystem]);
  const given = [createHash("sha256").update(text).digest("hex"), ...Object.values(values)].join(" ");
  return {
    // Terraform would read the shell's ${…} as its own.
    script: hcl`${filledIn(operatingSystem, values)}`.toString(),
    digest: hcl`substr(sha256(${given}), 0, 8)`,
  };
}

const ASSETS = { windows: "egress-check.ps1", linux: "egress-check.sh" } as const;

/** The script's text, with values for its placeholders. */
export function filledIn(operatingSystem: "windows" | "linux", values: EgressScriptValues): string {
  return asset(ASSETS[operatingSystem]).replace(
    /@(REFLECTORS|EXPECTED|SECONDS)@/g,
    (_, name: string) => values[name as keyof EgressScriptValues],
  );
}
