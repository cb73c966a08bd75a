import { TerraformOutput } from "cdktf";
import { article } from "../../support/apps";

test("two constructs with one Terraform address are refused: cdktf would merge them without a message", () => {
  const { app, stack } = article();
  new TerraformOutput(stack, "a.b", { value: 1 });
  new TerraformOutput(stack, "ab", { value: 2 });
  expect(() => app.synth()).toThrow("FT056");
});
