import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { APPS, hasCreates, pictureOf, withCreates } from "../support/example-pages";
import { links } from "../support/markdown";
import { filled, transcripts } from "../support/transcripts";

/* The pages and pictures of docs/examples are what the apps make now (npm run transcripts). */

const ROOT = join(__dirname, "../..");
const pageOf = (name: string): string => `docs/examples/${name}.md`;
const read = (file: string): string => readFileSync(join(ROOT, file), "utf8");

test("every app has a page and a picture, and there are no others", () => {
  const files = APPS.flatMap(({ name }) => [`${name}.md`, `${name}.svg`]);
  expect(readdirSync(join(ROOT, "docs/examples")).sort()).toEqual(files.sort());
});

describe.each(APPS)("docs/examples/$name.md", ({ name, app }) => {
  const page = existsSync(join(ROOT, pageOf(name))) ? read(pageOf(name)) : "";

  test("links to the app and shows its picture", () => {
    const targets = links(pageOf(name), page).map(({ target }) => target);
    expect(targets).toContain(`../../${app}`);
    expect(targets).toContain(`${name}.svg`);
  });

  test("the picture is what draw makes of the app", async () =>
    expect(await pictureOf(app)).toBe(read(`docs/examples/${name}.svg`)));

  test("shows what routes and check print of the app", async () => {
    const shown = transcripts(page);
    expect(shown.map(({ line }) => line)).toEqual(expect.arrayContaining(["routes", "check"]));
    expect(shown.map(({ topology }) => topology)).toEqual(shown.map(() => app));
    expect(await filled(page, "no folder but the app's")).toBe(page);
  });

  test("counts what the app creates", () => {
    expect(hasCreates(page)).toBe(true);
    expect(withCreates(page, app)).toBe(page);
  });
});
