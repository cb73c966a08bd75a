import { synth } from "../../lib/index";
import { article } from "../support/apps";

test("synth() rethrows what is not an error of the library", () => {
  const { app } = article();
  jest.spyOn(app, "synth").mockImplementation(() => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- what a broken app may do
    throw "no error object";
  });
  expect(() => synth(app)).toThrow("no error object");
});

test("synth() prints the report without a stack trace or advice to skip it, and sets the exit code", () => {
  const written: string[] = [];
  const write = jest.spyOn(process.stderr, "write").mockImplementation((text) => written.push(String(text)) > 0);
  try {
    synth(article({ nva: { asn: 65515 } }).app);
    expect(process.exitCode).toBe(1);
  } finally {
    write.mockRestore();
    process.exitCode = undefined;
  }
  expect(written.join("")).toContain(
    "error[FT003] asn-reserved: ASN 65515 belongs to the Route Server\n  at    main/nva100  asn",
  );
  expect(written.join("")).not.toMatch(/skipValidation|\n\s+at .*:\d+:\d+/);
});
