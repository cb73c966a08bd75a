import { USER_DATA_LIMIT } from "../../nva/user-data";
import type { ConstructRule } from "../rule";

/** FT026. The provider checks that it is base64, not how long it is. */
export const userDataTooLarge: ConstructRule = {
  id: "FT026",
  name: "user-data-too-large",
  severity: "error",
  summary: "The user data of an NVA is too large.",
  why: "Azure hands a machine no more than 65,535 bytes at its first boot.",
  sources: ["https://learn.microsoft.com/azure/virtual-machines/custom-data"],
  otherwise: "Azure, at apply",
  check: (app) =>
    app.nvas
      .filter(({ userDataBytes }) => userDataBytes > USER_DATA_LIMIT)
      .map(({ path, userDataBytes, filePaths }) => ({
        at: filePaths[0]?.at ?? { path, prop: "files" },
        text: `the user data of the NVA has ${userDataBytes} bytes, ${userDataBytes - USER_DATA_LIMIT} more than the limit`,
        got: `${userDataBytes} bytes`,
        want: `at most ${USER_DATA_LIMIT} bytes before base64 (Azure)`,
        fix: "download large files in a command of the first boot instead of listing them in files",
      })),
};
