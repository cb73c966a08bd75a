import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { schemaFiles } from "./schema-files";

/* Writes docs/schema from the types of the answers. */

const folder = join(__dirname, "../docs/schema");
mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder)) rmSync(join(folder, name));
for (const [name, text] of Object.entries(schemaFiles())) writeFileSync(join(folder, name), text);
