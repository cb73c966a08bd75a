import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { filledIn } from "../../../lib/constructs/internal/egress-script";
import { parseAddress } from "../../../lib/domain/ipv4";
import { isPublicAddress } from "../../../lib/domain/special-ranges";
import { describeWithTools } from "../../support/tools";
import {
  addresses,
  brief,
  closedPort,
  failing,
  folder,
  NO_ADDRESSES,
  NOBODY,
  NOT_PUBLIC,
  programs,
  redirect,
  reflector,
  run,
  silent,
} from "./reflectors";

describe.each(["dash", "bash"] as const)("in %s", (shell) => {
  describeWithTools(["dash", "curl", "openssl"], "the script for Linux, with real servers", () => {
    test("prints the address that all reflectors see", async () => {
      const urls = [await reflector("20.1.2.3"), await reflector("20.1.2.3\n"), await reflector("  20.1.2.3\r\n")];
      expect(await run(shell, urls)).toEqual({
        egress: "20.1.2.3",
        answers: urls.map((url) => ({ reflector: url, address: "20.1.2.3", error: "" })),
        error: "",
      });
    });

    test("needs one answer: outages, errors and pages in place of an address change nothing", async () => {
      const page = await reflector("<html><body>Your IP is 20.9.9.9</body></html>");
      const urls = [
        await closedPort(),
        await reflector(failing),
        page,
        await reflector("20.1.2.3"),
        await reflector(""),
      ];
      expect(brief(await run(shell, urls))).toEqual([
        "20.1.2.3",
        ["no connection", "HTTP error", NOT_PUBLIC, "20.1.2.3", NOT_PUBLIC],
      ]);
    });

    test("takes no address that is not on the internet, and follows no redirect", async () => {
      const urls = [
        await reflector("10.0.0.4"),
        await reflector("fe80::1"),
        await reflector(redirect(await reflector("20.1.2.3"))),
        await reflector('20.1.2.3","error":"'),
        await reflector("$(reboot)"),
        await reflector(`20.1.2.3${"9".repeat(5000)}`),
      ];
      expect(brief(await run(shell, urls))).toEqual(["", urls.map(() => NOT_PUBLIC), NOBODY]);
    });

    test("prints all answers if they differ, and the most frequent one as the egress", async () => {
      const urls = [await reflector("52.1.1.1"), await reflector("20.1.2.3"), await reflector("20.1.2.3")];
      expect(brief(await run(shell, urls))).toEqual(["20.1.2.3", ["52.1.1.1", "20.1.2.3", "20.1.2.3"]]);
    });

    test("says why no reflector can be reached", async () => {
      const urls = [await closedPort(), "https://reflector.invalid/ip"];
      expect(brief(await run(shell, urls))).toEqual(["", ["no connection", "name not resolved"], NOBODY]);
    });

    test("does not believe a server without a valid certificate", async () => {
      const environment = { CURL_CA_BUNDLE: "/dev/null" };
      const result = await run(shell, [await reflector("20.1.2.3"), await reflector("20.1.2.3")], { environment });
      expect([result.egress, result.error]).toEqual(["", NOBODY]);
      expect(result.answers[0]!.error).toMatch(/^(TLS failed|curl exit code \d+)$/);
    });

    test("uses neither a proxy nor the user's settings", async () => {
      const home = join(folder, "home");
      mkdirSync(home, { recursive: true });
      writeFileSync(join(home, ".curlrc"), 'user-agent = "x"\nproxy = "http://127.0.0.1:9"\n');
      const environment = { HOME: home, https_proxy: "http://127.0.0.1:9", ALL_PROXY: "http://127.0.0.1:9" };
      expect(brief(await run(shell, [await reflector("20.1.2.3")], { environment }))).toEqual([
        "20.1.2.3",
        ["20.1.2.3"],
      ]);
    });

    const withoutSleep = (): string => `${programs([], { sleep: "echo slept >> /dev/null" })}:${process.env.PATH}`;

    test("asks again until an expected address is seen", async () => {
      const url = await reflector(failing, "52.1.1.1", "20.1.2.4");
      const waiting = { expected: "20.1.2.3 20.1.2.4", seconds: 60, path: withoutSleep() };
      expect(brief(await run(shell, [url], waiting))).toEqual(["20.1.2.4", ["20.1.2.4"]]);
    });

    test("waits while one of two reflectors sees another address", async () => {
      const urls = [await reflector("20.1.2.3"), await reflector("52.1.1.1", "52.1.1.1", "20.1.2.3")];
      expect(brief(await run(shell, urls, { seconds: 60, path: withoutSleep() }))).toEqual([
        "20.1.2.3",
        ["20.1.2.3", "20.1.2.3"],
      ]);
    });

    test("ends when the time is over, with what it saw last", async () => {
      const started = Date.now();
      const url = await reflector("52.1.1.1", "52.1.1.2");
      expect(brief(await run(shell, [url], { seconds: 2 }))).toEqual(["52.1.1.2", ["52.1.1.2"]]);
      expect(Date.now() - started).toBeGreaterThan(2000);
    });

    test("accepts the public addresses, and no other text", () => {
      const parts = filledIn("linux", { REFLECTORS: "", EXPECTED: "", SECONDS: "0" }).split(/^end=/m);
      const ask = (texts: readonly string[]): string[] =>
        execFileSync(
          shell,
          ["-c", `${parts[0]}\nfor one; do is_public "$one" && echo yes || echo no; done`, "sh", ...texts],
          {
            encoding: "utf8",
          },
        )
          .trim()
          .split("\n");
      const all = addresses();
      expect(ask(all)).toEqual(all.map((address) => (isPublicAddress(parseAddress(address)!) ? "yes" : "no")));
      expect(ask(NO_ADDRESSES)).toEqual(NO_ADDRESSES.map(() => "no"));
    });
  });
});

const TOOLS = ["date", "tr", "sleep"] as const;

describeWithTools(["dash", "curl", "openssl"], "the script for Linux, with a server that does not answer", () => {
  test("tells a slow answer from a connection that is not made", async () => {
    expect(brief(await run("dash", [await reflector(silent)]))).toEqual(["", ["too slow"], NOBODY]);
  }, 30_000);
});

describeWithTools(["dash", "wget", "openssl"], "the script for Linux, without curl", () => {
  test("uses wget", async () => {
    const urls = [
      await reflector("20.1.2.3"),
      await reflector(failing),
      await reflector(redirect(await reflector("20.1.2.3"))),
      await closedPort(),
    ];
    expect(brief(await run("dash", urls, { path: programs([...TOOLS, "wget"]) }))).toEqual([
      "20.1.2.3",
      ["20.1.2.3", "wget exit code 8", "wget exit code 8", "wget exit code 4"],
    ]);
  });

  test("says so if there is no wget either", async () => {
    expect(brief(await run("dash", ["https://localhost:1/"], { path: programs(TOOLS) }))).toEqual([
      "",
      ["neither curl nor wget is installed"],
      NOBODY,
    ]);
  });
});
