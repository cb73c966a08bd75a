import { fails, passes, type Case } from "../case";

export const CASES: readonly Case[] = [
  passes("user-data-too-large", "exactly as many bytes as Azure accepts", ({ nva }) => (nva.userDataBytes = 65_535)),
  fails("user-data-too-large", "one byte too many", ({ nva }) => (nva.userDataBytes = 65_536), [
    {
      at: "main/nva100 files.0.path",
      text: "the user data of the NVA has 65536 bytes, 1 more than the limit",
      got: "65536 bytes",
      want: "at most 65535 bytes before base64 (Azure)",
      fix: "download large files in a command of the first boot instead of listing them in files",
    },
  ]),
  fails(
    "user-data-too-large",
    "too many bytes without additional files",
    ({ nva }) => {
      nva.userDataBytes = 70_000;
      nva.filePaths = [];
    },
    [
      {
        at: "main/nva100 files",
        text: "the user data of the NVA has 70000 bytes, 4465 more than the limit",
        got: "70000 bytes",
        fix: "download large files in a command of the first boot instead of listing them in files",
      },
    ],
  ),
];
