import { execFileSync, spawnSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { filledIn } from "../../../lib/constructs/internal/egress-script";
import { parseAddress } from "../../../lib/domain/ipv4";
import { isPublicAddress } from "../../../lib/domain/special-ranges";
import { addresses, brief, closedPort, failing, folder, NO_ADDRESSES, programs, reflector, run } from "./reflectors";

describe("the script for Windows", () => {
  const values = { REFLECTORS: "https://a.example https://b.example", EXPECTED: "20.1.2.3", SECONDS: "0" };
  const text = filledIn("windows", values);

  test("has no placeholder left, no non-ASCII character, and always ends with exit code 0", () => {
    expect(text).not.toMatch(/@[A-Z]+@/);
    // PowerShell 5.1 reads a script without a byte order mark in the system's code page.
    expect(text).toMatch(/^[\n\x20-\x7e]*$/);
    expect(text.trimEnd()).toMatch(/\nexit 0$/);
    expect(text.match(/\bexit\b/g)!.filter((_, i) => i > 0)).toHaveLength(text.match(/exit code/g)!.length);
  });

  test("accepts the same addresses as the script for Linux: its expressions are read as they are written", () => {
    const octet = /^\$octet = '(.*)'$/m.exec(text)![1]!;
    const [, first, second] = /^\$notPublic = '(.*)' \+\n {2}'(.*)'$/m.exec(text)!;
    const isAddress = new RegExp(`^${octet}(\\.${octet}){3}$`);
    const isNotPublic = new RegExp(first! + second!);
    for (const address of addresses())
      expect([address, isAddress.test(address), !isNotPublic.test(address)]).toEqual([
        address,
        true,
        isPublicAddress(parseAddress(address)!),
      ]);
    expect(NO_ADDRESSES.filter((one) => isAddress.test(one))).toEqual([]);
  });

  test("gives the same reasons as the script for Linux, on which the verdict depends", () => {
    const reasons = (script: string): string[] => [
      ...new Set([...script.matchAll(/reason ?= ?'([^']+)'/g)].map(([, reason]) => reason!)),
    ];
    const linux = reasons(filledIn("linux", values)).filter((reason) => !reason.includes("wget"));
    expect(reasons(text).sort()).toEqual(linux.sort());
  });
});

const hasPowerShell = spawnSync("sh", ["-c", "command -v pwsh"]).status === 0;

// PowerShell is in no package registry of Debian or Ubuntu, so a pipeline without it must pass.
(hasPowerShell ? describe : describe.skip)(
  `the script for Windows in PowerShell${hasPowerShell ? "" : ": NOT RUN"}`,
  () => {
    /** On Linux, PowerShell finds curl under the name that it has on Windows. */
    const path = (): string => {
      const own = programs([]);
      symlinkSync(execFileSync("sh", ["-c", "command -v curl"], { encoding: "utf8" }).trim(), join(own, "curl.exe"));
      return `${own}:${process.env.PATH}`;
    };
    const environment = { HOME: folder, POWERSHELL_TELEMETRY_OPTOUT: "1" };

    test("prints what the script for Linux prints", async () => {
      const page = await reflector("<html>20.9.9.9</html>");
      const urls = [
        await closedPort(),
        await reflector(failing),
        page,
        await reflector("52.1.1.1"),
        await reflector("10.0.0.4"),
      ];
      const both = [...urls, await reflector("20.1.2.3\n"), await reflector("20.1.2.3")];
      const result = await run("pwsh", both, { path: path(), environment });
      expect(result).toEqual(await run("dash", both));
      expect(result.egress).toBe("20.1.2.3");
    });

    test("asks again until an expected address is seen", async () => {
      const url = await reflector("52.1.1.1", "20.1.2.3");
      expect(brief(await run("pwsh", [url], { seconds: 60, path: path(), environment }))).toEqual([
        "20.1.2.3",
        ["20.1.2.3"],
      ]);
    });
  },
);
