import { readFileSync } from "node:fs";
import { overview, readTopology } from "../lib/analysis/index";

/* Prints how many milliseconds the verdict of every VM takes, once the file has been read. */
const file = process.argv[2]!;
const topology = readTopology([{ name: file, text: readFileSync(file, "utf8") }]);
const begin = process.hrtime.bigint();
overview(topology);
process.stdout.write(String(Number(process.hrtime.bigint() - begin) / 1e6));
