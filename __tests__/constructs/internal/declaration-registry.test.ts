import { TerraformOutput } from "cdktf";
import { article } from "../../support/apps";

test("two constructs of one Terraform address, which cdktf would merge silently, are named", () => {
  const { app, stack } = article();
  new TerraformOutput(stack, "a.b", { value: 1 });
  new TerraformOutput(stack, "ab", { value: 2 });
  expect(() => app.synth()).toThrow("FT056");
});
