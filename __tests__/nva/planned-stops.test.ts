import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { nvaUserData } from "../../lib/nva/user-data";
import { describeWithTools } from "../support/tools";
import { ARTICLE_NVA } from "./article-options";

describeWithTools(["python3"], "planned maintenance", () => {
  test("withdraws the default first: the daemon's own tests, with a stand-in for Azure's metadata service", () => {
    const { status, stderr } = spawnSync("python3", [join(__dirname, "test_forced_tunnel_events.py")], {
      encoding: "utf8",
    });
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: expect.stringMatching(/Ran [1-9]\d* tests[^]*\nOK/) as string,
    });
  });
});

test("the NVAs of a site neither stop for maintenance nor upgrade at the same time", () => {
  const texts = [0, 1, 2].map((order) => nvaUserData({ ...ARTICLE_NVA, order }));
  const found = (pattern: RegExp): (string | undefined)[] => texts.map((text) => pattern.exec(text)?.[1]);
  expect(found(/stop_delay_seconds = (\d+)/)).toEqual([undefined, "300", "600"]);
  expect(found(/OnCalendar=\*-\*-\* (\d\d:\d\d)/)).toEqual(["00:00", "01:00", "02:00"]);
});
