import { execFile, execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import type { RequestListener, ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { filledIn } from "../../../lib/constructs/internal/egress-script";
import { formatAddress } from "../../../lib/domain/ipv4";

/* Reflectors on the loopback interface, and the scripts of an egress check that ask them. */

export const folder = mkdtempSync(join(tmpdir(), "egress-script-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** What a reflector answers: a text, or anything else that a server can do. */
export type Answer = string | ((response: ServerResponse) => void);

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
      ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", ...subject, ...out],
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
export async function reflector(...answers: readonly Answer[]): Promise<string> {
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
export async function closedPort(): Promise<string> {
  const url = await reflector("");
  const server = servers.pop()!;
  await new Promise((resolve) => server.close(resolve));
  return url;
}

/** A folder with these programs of the system, and scripts of the test's own. */
export function programs(names: readonly string[], own: Readonly<Record<string, string>> = {}): string {
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

/** Runs a script; a status other than 0, a second line or a word on standard error fails the test. */
export async function run(shell: string, reflectors: readonly string[], options: RunOptions = {}): Promise<Result> {
  const { expected = "20.1.2.3", seconds = 0, path = process.env.PATH!, environment = {} } = options;
  const values = { REFLECTORS: reflectors.join(" "), EXPECTED: expected, SECONDS: String(seconds) };
  const isWindows = shell === "pwsh";
  const file = join(folder, isWindows ? "egress-check.ps1" : "egress-check.sh");
  writeFileSync(file, filledIn(isWindows ? "windows" : "linux", values));
  const trusted = { CURL_CA_BUNDLE: join(folder, "cert.pem"), WGETRC: join(folder, "wgetrc") };
  const binary = execFileSync("sh", ["-c", `command -v ${shell}`], { encoding: "utf8" }).trim();
  const { stdout, stderr } = await new Promise<{ stdout: string; stderr: string }>((resolve, reject) => {
    execFile(binary, [file], { env: { PATH: path, ...trusted, ...environment } }, (error, stdout, stderr) => {
      if (error) reject(new Error(error.message));
      else resolve({ stdout, stderr });
    });
  });
  expect(stderr).toBe("");
  expect(stdout).toMatch(/^\{.*\}\r?\n$/);
  return JSON.parse(stdout) as Result;
}

export const brief = ({ egress, answers, error }: Result): unknown[] => [
  egress,
  answers.map((one) => one.address || one.error),
  ...(error === "" ? [] : [error]),
];
export const NOBODY = "no reflector answered with a public IPv4 address";
export const NOT_PUBLIC = "not a public IPv4 address";
export const redirect =
  (location: string): Answer =>
  (response) =>
    response.writeHead(302, { location }).end();
export const failing: Answer = (response) => response.writeHead(503).end("20.1.2.3");
export const silent: Answer = () => undefined;

/** Addresses at and beside the edges of special ranges, and others at random. */
export function addresses(): string[] {
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
  return [...tuples, ...sampled, ...named];
}

export const NO_ADDRESSES = [
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
