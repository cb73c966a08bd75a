import { readFileSync } from "node:fs";
import { join } from "node:path";
import { countResources, type Configuration } from "./same-resources";

/* What the command costs that reads Terraform JSON: a process of its own for each question, as its users have it. */

/** Topologies in one file: the last makes 20,000 resources. */
export const ANALYSED = [1, 100, 572] as const;

/** The folder that a program of so many topologies has written into: its one stack's file. */
export const stackFile = (folder: string): string => join(folder, "stacks/bench/cdk.tf.json");

/** How many resources a file has. */
export const resourcesIn = (file: string): number => countResources(JSON.parse(readFileSync(file, "utf8")) as Configuration);
