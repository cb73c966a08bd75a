import { changedPath } from "../../../../lib/analysis/guest/frr/as-path";
import type { AsPathChange } from "../../../../lib/analysis/model/guest";

/** What FRR 8.4.4 sends after its own AS number 65002 to a neighbor in AS 65515. */
it.each<[string, readonly AsPathChange[], string, string]>([
  ["as-override", [{ kind: "replace", asns: "neighbor", by: 65002 }], "65515 3356 65515", "65002 3356 65002"],
  ["replace", [{ kind: "replace", asns: [65004], by: 65002 }], "65515 65004", "65515 65002"],
  ["replace any", [{ kind: "replace", asns: "all", by: 65002 }], "65515 65004", "65002 65002"],
  ["exclude", [{ kind: "exclude", asns: [65515, 65004] }], "65515 65004 3356 65515", "3356"],
  ["prepend last-as", [{ kind: "repeat-first", times: 2 }], "65515 65004", "65515 65515 65515 65004"],
  ["prepend last-as of an empty path", [{ kind: "repeat-first", times: 2 }], "", ""],
  ["remove-private-AS", [{ kind: "remove-private", amongPublic: false }], "65515 65004", "65515"],
  [
    "remove-private-AS of a path with a public number",
    [{ kind: "remove-private", amongPublic: false }],
    "65004 3356",
    "65004 3356",
  ],
  ["remove-private-AS all", [{ kind: "remove-private", amongPublic: true }], "65515 3356 65520", "65515 3356"],
  [
    "remove-private-AS replace-AS",
    [{ kind: "remove-private", amongPublic: false, by: 65002 }],
    "65515 65004",
    "65515 65002",
  ],
  [
    "remove-private-AS all replace-AS",
    [{ kind: "remove-private", amongPublic: true, by: 65002 }],
    "65515 12076 64512 3356",
    "65515 12076 65002 3356",
  ],
  [
    "changes in their order",
    [
      { kind: "exclude", asns: [65515] },
      { kind: "prepend", asns: [65515, 65099] },
    ],
    "65515 65004",
    "65515 65099 65004",
  ],
])("%s", (_, changes, path, expected) => {
  const numbers = path === "" ? [] : path.split(" ").map(Number);
  expect(changedPath(changes, numbers, 65515).join(" ")).toBe(expected);
});
