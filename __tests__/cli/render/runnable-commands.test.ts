import { runnableCommands } from "../../../lib/cli/render/runnable-commands";

const TEXT = "terraform show -json x.tfplan | npx forced-tunnel routes -\nnpx forced-tunnel check";

test("the installed package prints commands for npx", () => {
  expect(runnableCommands(TEXT, false)).toBe(TEXT);
});

test("a clone, where npx does not find the command, prints commands for npm run", () => {
  expect(runnableCommands(TEXT, true)).toBe(
    "terraform show -json x.tfplan | npm run -s forced-tunnel -- routes -\nnpm run -s forced-tunnel -- check",
  );
});
