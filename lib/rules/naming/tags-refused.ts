import type { Place, TagsDeclaration } from "../declaration";
import { inside } from "../edit";
import { sameName } from "../networks";
import { pairs } from "../pairs";
import type { ConstructReported, ConstructRule } from "../rule";

const MAX_TAGS = 50;
const MAX_KEY_LENGTH = 512;
const MAX_VALUE_LENGTH = 256;

/** FT055. Azure checks the characters; the provider only counts. */
export const tagsRefused: ConstructRule = {
  id: "FT055",
  name: "tags-refused",
  severity: "error",
  summary: "Azure does not accept the tags of a resource.",
  why: "Azure accepts 50 tags for a resource, and rejects some characters in their names.",
  sources: ["https://learn.microsoft.com/azure/azure-resource-manager/management/tag-resources"],
  otherwise: "Azure, at apply",
  check: (app) => app.tags.flatMap((declared) => [...tooMany(declared), ...each(declared), ...twice(declared)]),
};

function tooMany({ at, tags }: TagsDeclaration): ConstructReported[] {
  const keys = Object.keys(tags);
  if (keys.length <= MAX_TAGS) return [];
  const fix = `remove ${keys.slice(MAX_TAGS).join(", ")}`;
  return [
    {
      at,
      text: `the resource has ${keys.length} tags`,
      got: `${keys.length} tags`,
      want: `at most ${MAX_TAGS} (Azure)`,
      fix,
    },
  ];
}

function each({ at, tags }: TagsDeclaration): ConstructReported[] {
  return Object.entries(tags).flatMap(([key, value]) => [...refusedKey(at, key), ...longValue(at, key, value)]);
}

function refusedKey(at: Place, key: string): ConstructReported[] {
  const strange = /[<>%&\\?/]/.exec(key)?.[0];
  const refusal =
    key === ""
      ? "is empty"
      : key.length > MAX_KEY_LENGTH
        ? `has ${key.length} characters`
        : strange && `contains a ${strange}`;
  if (!refusal) return [];
  const better = key.replace(/[<>%&\\?/]/g, "-").slice(0, MAX_KEY_LENGTH) || "name";
  const want = `1-${MAX_KEY_LENGTH} characters, none of < > % & \\ ? / (Azure)`;
  return [
    {
      at,
      text: `the tag name ${JSON.stringify(key)} ${refusal}`,
      got: JSON.stringify(key),
      want,
      fix: `${JSON.stringify(better)}: …`,
    },
  ];
}

function longValue(at: Place, key: string, value: string | undefined): ConstructReported[] {
  if (value === undefined || value.length <= MAX_VALUE_LENGTH) return [];
  const text = `the value of tag ${key} has ${value.length} characters`;
  const fix = `${JSON.stringify(key)}: ${JSON.stringify(value.slice(0, MAX_VALUE_LENGTH))}`;
  return [
    {
      at: inside(at, key),
      text,
      got: JSON.stringify(value),
      want: `at most ${MAX_VALUE_LENGTH} characters (Azure)`,
      fix,
    },
  ];
}

function twice({ at, tags }: TagsDeclaration): ConstructReported[] {
  return pairs(Object.keys(tags))
    .filter(([earlier, later]) => sameName(earlier, later))
    .map(([earlier, later]) => ({
      at: inside(at, later),
      also: inside(at, earlier),
      text: `the tags ${earlier} and ${later} differ only in letter case`,
      got: `${earlier}, ${later}`,
      want: "each tag once (Azure ignores the letter case of tag names)",
      fix: `remove ${later}`,
    }));
}
