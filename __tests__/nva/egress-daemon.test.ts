import { spawnSync } from "node:child_process";
import { join } from "node:path";
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
});
