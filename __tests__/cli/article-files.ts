import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { InputFile } from "../../lib/analysis/terraform/input-file";

/** The article's topology as Terraform JSON. */
export const ARTICLE_FILE = join(__dirname, "../fixtures/terraform/cdk.tf.json");

export const ARTICLE: InputFile = { name: "cdk.tf.json", text: readFileSync(ARTICLE_FILE, "utf8") };

/**
 * The same, where only the apply knows whether the Route Server passes routes on (`branch_to_branch` false: it does
 * not, no tunnel).
 */
export const UNDECIDED: InputFile = {
  ...ARTICLE,
  text: replaced(
    '"branch_to_branch_traffic_enabled": true',
    '"branch_to_branch_traffic_enabled": "${var.branch_to_branch}"',
  ),
};

/** The same with another text in the place of one. */
export function replaced(from: string, to: string): string {
  if (!ARTICLE.text.includes(from)) throw new Error(`The article's topology has no ${from}`);
  return ARTICLE.text.replace(from, to);
}
