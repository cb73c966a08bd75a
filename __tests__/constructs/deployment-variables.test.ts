import { DeploymentVariables, findingsOf } from "../../lib/index";
import { emptyStack } from "../support/apps";

test("two sets of deployment variables in a stack are reported: Terraform would have one of each", () => {
  const { stack } = emptyStack();
  new DeploymentVariables(stack, "a", 1);
  new DeploymentVariables(stack, "b", 1);
  expect(findingsOf(stack).map(({ id, text }) => `${id} ${text}`)).toContainEqual(
    expect.stringMatching(/^FT056 .*circuit_id/),
  );
});
