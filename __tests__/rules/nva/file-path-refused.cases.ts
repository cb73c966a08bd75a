import { fails, passes, type Case } from "../case";
import { place } from "../declaration-builder";

export const CASES: readonly Case[] = [
  passes("file-path-refused", "a path that is known after apply", ({ nva }) =>
    nva.filePaths.push({ at: place("main/nva100", "files.1.path"), filePath: undefined }),
  ),
  fails(
    "file-path-refused",
    "a relative path",
    ({ nva }) => nva.filePaths.push({ at: place("main/nva100", "files.1.path"), filePath: "motd" }),
    [
      {
        at: "main/nva100 files.1.path",
        text: '"motd" is not an absolute path',
        got: '"motd"',
        want: "an absolute path without .., not a file of the NVA",
        fix: 'path: "/opt/motd"',
      },
    ],
  ),
  fails(
    "file-path-refused",
    "a path with ..",
    ({ nva }) => nva.filePaths.push({ at: place("main/nva100", "files.1.path"), filePath: "/opt/../etc/passwd" }),
    [
      {
        at: "main/nva100 files.1.path",
        text: '"/opt/../etc/passwd" has a .. in it',
        got: '"/opt/../etc/passwd"',
        fix: 'path: "/opt/passwd"',
      },
    ],
  ),
  fails(
    "file-path-refused",
    "a directory",
    ({ nva }) => nva.filePaths.push({ at: place("main/nva100", "files.1.path"), filePath: "/" }),
    [
      {
        at: "main/nva100 files.1.path",
        text: '"/" is a directory',
        got: '"/"',
        fix: 'path: "/opt/file"',
      },
    ],
  ),
  fails(
    "file-path-refused",
    "a file that the NVA needs",
    ({ nva }) => nva.filePaths.push({ at: place("main/nva100", "files.1.path"), filePath: "/etc//frr/frr.conf" }),
    [
      {
        at: "main/nva100 files.1.path",
        text: '"/etc//frr/frr.conf" is a file of the NVA',
        got: '"/etc//frr/frr.conf"',
        fix: 'path: "/opt/frr.conf"',
      },
    ],
  ),
  fails(
    "file-path-refused",
    "the same path twice",
    ({ nva }) => nva.filePaths.push({ at: place("main/nva100", "files.1.path"), filePath: "/etc/./motd" }),
    [
      {
        at: "main/nva100 files.1.path",
        also: "main/nva100 files.0.path",
        text: '"/etc/./motd" is written twice',
        got: '"/etc/./motd"',
        fix: 'path: "/opt/motd"',
      },
    ],
  ),
];
