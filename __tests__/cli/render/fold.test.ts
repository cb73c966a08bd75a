import { foldLines } from "../../../lib/cli/render/fold";

test("a note is folded at words, with an indented rest", () => {
  expect(foldLines("note  vm-a: one two three four", 16)).toBe("note  vm-a: one\n      two three\n      four");
});

test("headlines and the lines of findings are folded, without cutting a word", () => {
  expect(foldLines("DROPPED  vm-a -> 203.0.113.10:443 stops here", 24)).toBe(
    "DROPPED  vm-a ->\n  203.0.113.10:443 stops\n  here",
  );
  expect(foldLines("  fix   aaaaaaaaaaaaaaaaaaaaaaaaaaaa bb", 20)).toBe(
    "  fix   aaaaaaaaaaaaaaaaaaaaaaaaaaaa\n        bb",
  );
  expect(foldLines("\u001b[31mDROPPED\u001b[39m  vm-a -> 203.0.113.10:443", 16)).toBe(
    "\u001b[31mDROPPED\u001b[39m  vm-a ->\n  203.0.113.10:443",
  );
  expect(foldLines("vm-a: internet traffic goes nowhere", 20)).toBe(
    "vm-a: internet\n      traffic goes\n      nowhere",
  );
});

test("rows of a table and short lines are not folded", () => {
  const table =
    "  Source  State   Address Prefix  Next Hop Type\n> Default  Active  0.0.0.0/0       Internet\nnote  short";
  expect(foldLines(table, 20)).toBe(table);
});
