import type { MachineDeclaration } from "../declaration";
import { edit } from "../edit";
import type { ConstructRule } from "../rule";

/** FT022. The provider is case-sensitive, Azure is not: "Root" passes the provider only. */
export const adminUserNameRefused: ConstructRule = {
  id: "FT022",
  name: "admin-user-name-refused",
  severity: "error",
  summary: "Azure does not accept the name of the admin user.",
  why: "Azure rejects user names that attackers try first. It ignores letter case; the provider does not.",
  sources: ["https://learn.microsoft.com/rest/api/compute/virtual-machines/create-or-update#osprofile"],
  otherwise: "Azure, at apply",
  check: (app) =>
    app.machines.flatMap(({ path, operatingSystem, adminUsername }) => {
      const refusal = adminUsername === undefined ? undefined : userNameRefusal(operatingSystem, adminUsername);
      if (refusal === undefined) return [];
      const at = { path, prop: "adminUsername" };
      return [
        {
          at,
          text: `the user name ${JSON.stringify(adminUsername)} ${refusal}`,
          got: JSON.stringify(adminUsername),
          want: `1-${MAX_LENGTH[operatingSystem]} characters, not a reserved name such as admin or root (Azure)`,
          fix: edit(at, "azureuser"),
        },
      ];
    }),
};

const MAX_LENGTH = { windows: 20, linux: 64 } as const;

const REFUSED = new Set(
  (
    "administrator admin user user1 test user2 test1 user3 admin1 1 123 a actuser adm admin2 aspnet backup console david guest john " +
    "owner root server sql support support_388945a0 sys test2 test3 user4 user5"
  ).split(" "),
);

function userNameRefusal(system: MachineDeclaration["operatingSystem"], name: string): string | undefined {
  if (name === "") return "is empty";
  if (name.length > MAX_LENGTH[system]) return `has ${name.length} characters`;
  if (REFUSED.has(name.toLowerCase())) return "is reserved by Azure";
  if (system === "linux") return undefined;
  if (/[\\/"[\]:|<>+=;,?*@]/.test(name)) return "has a character that Windows does not accept in a user name";
  return name.endsWith(".") ? "ends with a full stop" : undefined;
}
