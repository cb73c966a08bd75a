import type { ConstructReported, ConstructRule } from "../rule";
import { sshKeyRefusal } from "./ssh-key";

/** FT023. */
export const sshKeyRefused: ConstructRule = {
  id: "FT023",
  name: "ssh-key-refused",
  severity: "error",
  summary: "The SSH public key of a Linux machine is missing or not accepted.",
  why: "Azure accepts ssh-rsa keys of 2048 bits or more and ssh-ed25519 keys. Without a key nobody can log in to a Linux machine.",
  sources: ["https://learn.microsoft.com/azure/virtual-machines/linux/mac-create-ssh-keys"],
  otherwise: "terraform validate",
  check: (app) =>
    app.machines
      .filter(({ operatingSystem }) => operatingSystem === "linux")
      .flatMap(({ path, adminSshPublicKey: key }): ConstructReported[] => {
        if (key === undefined) return [];
        const refusal = key === null ? "is missing" : sshKeyRefusal(key);
        if (refusal === undefined) return [];
        return [
          {
            at: { path, prop: "adminSshPublicKey" },
            text: `the SSH public key ${refusal}`,
            got: key === null ? "none" : shown(key),
            want: "ssh-rsa of 2048 bits or more, or ssh-ed25519, as in a .pub file (Azure)",
            fix: `adminSshPublicKey: readFileSync(\`\${homedir()}/.ssh/id_ed25519.pub\`, "utf8"), made by ssh-keygen -t ed25519`,
          },
        ];
      }),
};

/** A key that is pasted into the wrong prop can be a private one. */
function shown(key: string): string {
  return key.includes("PRIVATE KEY") ? "(not shown)" : JSON.stringify(key);
}
