import { DeploymentVariables, findingsOf } from "../../lib/index";
import { emptyStack, Template } from "../support/apps";

test("two sets of deployment variables in a stack are reported: Terraform would have one of each", () => {
  const { stack } = emptyStack();
  new DeploymentVariables(stack, "a", 1);
  new DeploymentVariables(stack, "b", 1);
  expect(findingsOf(stack).map(({ id, text }) => `${id} ${text}`)).toContainEqual(
    expect.stringMatching(/^FT056 .*circuit_id/),
  );
});

test("several circuits have variables of their own, by name", () => {
  const { stack } = emptyStack();
  const variables = new DeploymentVariables(stack, "variables", { circuits: { east: 2, west: 1 } });
  expect(Object.keys(new Template(stack).json.variable!).filter((name) => /circuit|key_/.test(name))).toEqual([
    "authorization_key_east_1",
    "authorization_key_east_2",
    "authorization_key_west_1",
    "circuit_id_east",
    "circuit_id_west",
  ]);
  expect(variables.circuit("east").authorizationKeys).toHaveLength(2);
  expect(() => variables.circuitId).toThrow("there are several circuits");
  expect(() => variables.circuit("north")).toThrow('circuit("east")');
});

test("with one circuit there are no names", () => {
  const { stack } = emptyStack();
  expect(() => new DeploymentVariables(stack, "variables", 1).circuit("east")).toThrow("read circuitId");
});
