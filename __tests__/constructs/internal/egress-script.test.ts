import { execFile, execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import type { RequestListener, ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { filledIn } from "../../../lib/constructs/internal/egress-script";
import { formatAddress, parseAddress } from "../../../lib/domain/ipv4";
import { isPublicAddress } from "../../../lib/domain/special-ranges";
import { describeWithTools } from "../../support/tools";

const folder = mkdtempSync(join(tmpdir(), "egress-script-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** What a reflector answers: a text, or anything else that a server can do. */
type Answer = string | ((response: ServerResponse) => void);

interface Result {
  readonly egress: string;
  readonly answers: readonly { readonly reflector: string; readonly address: string; readonly error: string }[];
  readonly error: string;
}

const servers: Server[] = [];
let credentials: { readonly key: string; readonly cert: string } | undefined;

beforeAll(() => {
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
  const out = ["-keyout", key, "-out", cert];
  try {
    execFileSync(
      "openssl",
      [
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-days",
        "2",
        ...subject,
        ...out,
      ],
      { stdio: "ignore" },
    );
    credentials = { key: readFileSync(key, "utf8"), cert: readFileSync(cert, "utf8") };
    writeFileSync(join(folder, "wgetrc"), `ca_certificate=${cert}\n`);
  } catch {
    // The tests that need it are skipped by name.
  }
});
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A real HTTPS server on the loopback interface, and its URL. The answers are given in turn; the last one stays. */
async function reflector(...answers: readonly Answer[]): Promise<string> {
  let asked = 0;
  const listener: RequestListener = (_, response) => {
    const answer = answers[Math.min(asked++, answers.length - 1)]!;
    if (typeof answer === "string") response.end(answer);
    else answer(response);
  };
  const server = createServer({ ...credentials }, listener);
  servers.push(server);
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return `https://localhost:${(server.address() as AddressInfo).port}/ip`;
}

/** The URL of a port at which nothing listens. */
async function closedPort(): Promise<string> {
  const url = await reflector("");
  const server = servers.pop()!;
  await new Promise((resolve) => server.close(resolve));
  return url;
}

/** A folder with these programs of the system, and scripts of the test's own. */
function programs(names: readonly string[], own: Readonly<Record<string, string>> = {}): string {
  const path = mkdtempSync(join(folder, "programs-"));
  for (const name of names)
    symlinkSync(execFileSync("sh", ["-c", `command -v ${name}`], { encoding: "utf8" }).trim(), join(path, name));
  for (const [name, text] of Object.entries(own)) {
    writeFileSync(join(path, name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(path, name), 0o755);
  }
  return path;
}

interface RunOptions {
  readonly expected?: string;
  readonly seconds?: number;
  readonly path?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs the script in a shell; a status other than 0, a second line or a word on standard error fails the test. */
async function run(shell: string, reflectors: readonly string[], options: RunOptions = {}): Promise<Result> {
  const { expected = "20.1.2.3", seconds = 0, path = process.env.PATH!, environment = {} } = options;
  const text = filledIn("linux", { REFLECTORS: reflectors.join(" "), EXPECTED: expected, SECONDS: String(seconds) });
  const file = join(folder, "egress-check.sh");
  writeFileSync(file, text);
  const trusted = { CURL_CA_BUNDLE: join(folder, "cert.pem"), WGETRC: join(folder, "wgetrc") };
  const binary = execFileSync("sh", ["-c", `command -v ${shell}`], { encoding: "utf8" }).trim();
  const { stdout, stderr } = await new Promise<{ stdout: string; stderr: string }>((resolve, reject) => {
    execFile(binary, [file], { env: { PATH: path, ...trusted, ...environment } }, (error, stdout, stderr) => {
      if (error) reject(new Error(error.message));
      else resolve({ stdout, stderr });
    });
  });
  expect(stderr).toBe("");
  expect(stdout).toMatch(/^\{.*\}\n$/);
  return JSON.parse(stdout) as Result;
}

const brief = ({ egress, answers, error }: Result): unknown[] => [
  egress,
  answers.map((one) => one.address || one.error),
  ...(error === "" ? [] : [error]),
];
const NOBODY = "no reflector answered with a public IPv4 address";
const NOT_PUBLIC = "not a public IPv4 address";
const redirect =
  (location: string): Answer =>
  (response) =>
    response.writeHead(302, { location }).end();
const failing: Answer = (response) => response.writeHead(503).end("20.1.2.3");
const silent: Answer = () => undefined;

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
      const edges = [
        "0",
        "9",
        "10",
        "11",
        "63",
        "64",
        "99",
        "100",
        "127",
        "128",
        "168",
        "169",
        "172",
        "192",
        "198",
        "203",
        "223",
        "224",
        "255",
      ];
      const seconds = [
        "0",
        "2",
        "15",
        "16",
        "18",
        "19",
        "31",
        "32",
        "51",
        "63",
        "64",
        "88",
        "127",
        "128",
        "167",
        "168",
        "254",
      ];
      const tuples = edges.flatMap((a) => seconds.map((b) => `${a}.${b}.${a === "203" ? "113" : "99"}.16`));
      const sampled = fc.sample(fc.nat({ max: 2 ** 32 - 1 }), 300).map((number) => formatAddress(number));
      const named = [
        "192.0.2.7",
        "192.0.0.9",
        "192.88.99.1",
        "198.51.100.1",
        "203.0.113.1",
        "168.63.129.16",
        "168.63.129.17",
      ];
      const all = [...tuples, ...sampled, ...named];
      expect(ask(all)).toEqual(all.map((address) => (isPublicAddress(parseAddress(address)!) ? "yes" : "no")));
      const wrong = [
        "",
        ".",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.",
        ".1.2.3",
        "1..2.3",
        "01.2.3.4",
        "256.1.1.1",
        "20.1.2.3a",
        "20.1.2.-3",
        "20.1.2.3333",
        " 20.1.2.3",
        "*",
      ];
      expect(ask(wrong)).toEqual(wrong.map(() => "no"));
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
