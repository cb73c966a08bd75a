import { fails, passes, type Case } from "../case";
import { place } from "../declaration-builder";

export const CASES: readonly Case[] = [
  passes("tags-refused", "50 tags, and a value that is known after apply", ({ app }) => {
    app.tags.push({
      at: place("main/x", "tags"),
      tags: Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`t${i}`, i === 0 ? undefined : ""])),
    });
  }),
  fails(
    "tags-refused",
    "51 tags",
    ({ app }) => {
      app.tags.push({
        at: place("main/x", "tags"),
        tags: Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`t${i}`, "v"])),
      });
    },
    [
      {
        at: "main/x tags",
        text: "the resource has 51 tags",
        got: "51 tags",
        want: "at most 50 (Azure)",
        fix: "remove t50",
      },
    ],
  ),
  fails(
    "tags-refused",
    "a name with a slash, and an empty name",
    ({ app }) => app.tags.push({ at: place("main/x", "tags"), tags: { "cost/center": "1", "": "2" } }),
    [
      {
        at: "main/x tags",
        text: 'the tag name "cost/center" contains a /',
        got: '"cost/center"',
        fix: '"cost-center": …',
      },
      {
        at: "main/x tags",
        text: 'the tag name "" is empty',
        got: '""',
        fix: '"name": …',
      },
    ],
  ),
  fails(
    "tags-refused",
    "a long name",
    ({ app }) => app.tags.push({ at: place("main/x", "tags"), tags: { ["k".repeat(513)]: "1" } }),
    [
      {
        at: "main/x tags",
      },
    ],
  ),
  fails(
    "tags-refused",
    "a long value",
    ({ app }) => app.tags.push({ at: place("main/x", "tags"), tags: { note: "v".repeat(257) } }),
    [
      {
        at: "main/x tags.note",
        text: "the value of tag note has 257 characters",
      },
    ],
  ),
  fails(
    "tags-refused",
    "two names that differ only in letter case",
    ({ app }) => app.tags.push({ at: place("main/x", "tags"), tags: { env: "1", Env: "2" } }),
    [
      {
        at: "main/x tags.Env",
        also: "main/x tags.env",
        text: "the tags env and Env differ only in letter case",
        got: "env, Env",
        fix: "remove Env",
      },
    ],
  ),
];
