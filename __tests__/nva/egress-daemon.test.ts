import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describeWithTools } from "../support/tools";

describeWithTools(["python3"], "the health daemon's decisions", () => {
  test("pass their own tests", () => {
    const { status, stderr } = spawnSync("python3", [join(__dirname, "test_forced_tunnel_egress.py")], {
      encoding: "utf8",
    });
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: expect.stringMatching(/Ran [1-9]\d* tests[^]*\nOK/) as string,
    });
  });
});
