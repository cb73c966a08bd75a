import { execFileSync, spawnSync } from "node:child_process";
import { join } from "node:path";
import { DEFAULT_EGRESS_HEALTH, healthConfig } from "../../lib/nva/health-config";
import { describeWithTools } from "../support/tools";

describeWithTools(["python3"], "the NVA's own programs", () => {
  test.each([
    ["the health daemon decides", "test_forced_tunnel_egress.py"],
    ["the status command shows what operators need", "test_forced_tunnel_status.py"],
  ])("%s: their own tests pass", (_, file) => {
    const { status, stderr } = spawnSync("python3", [join(__dirname, file)], { encoding: "utf8" });
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: expect.stringMatching(/Ran [1-9]\d* tests[^]*\nOK/) as string,
    });
  });

  test("the health daemon reads what the library writes", () => {
    const knownAnswer = {
      server: "1.0.0.1:80",
      host: "example.org",
      path: "/a?b=%20#c",
      text: "a = b: [c] # ; %(x)s 日本",
    };
    const options = { knownAnswer, lossPercent: 50, holdRoundsAtMost: 10, drainSeconds: 0.5 };
    const read = [
      "import json, sys",
      `sys.path.insert(0, ${JSON.stringify(__dirname)})`,
      "from test_forced_tunnel_egress import read",
      "print(json.dumps(read(sys.stdin.read())))",
    ].join("\n");
    const settings = (input: string): unknown =>
      JSON.parse(execFileSync("python3", ["-c", read], { input, encoding: "utf8" }));
    expect(settings(healthConfig({ ...DEFAULT_EGRESS_HEALTH, ...options }))).toMatchObject({
      always: false,
      known: [["1.0.0.1", 80], "example.org", "/a?b=%20#c", knownAnswer.text],
      loss_percent: 50,
      hold_rounds_at_most: 10,
      drain_seconds: 0.5,
    });
    const always = healthConfig({ ...DEFAULT_EGRESS_HEALTH, ...options, announce: "always" });
    expect(settings(always)).toMatchObject({ always: true, anchors: [], known: [], drain_seconds: 0.5 });
  });
});
