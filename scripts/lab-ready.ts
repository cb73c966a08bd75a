import { eventually } from "../lib/lab/namespaces";
import { NvaLab } from "../lib/lab/nva-lab";

/* Ends with 0 where this machine can boot the lab's machines; else says why not, and ends with 1. */

const HOST = 10;
const SECONDS = 60;

async function main(): Promise<void> {
  const lab = new NvaLab();
  try {
    const machine = lab.addNva(HOST, "#cloud-config\n");
    machine.boot();
    await eventually(SECONDS, () => {
      machine.run("systemctl", "is-active", "multi-user.target");
    });
    console.log("the lab's machines boot here");
  } finally {
    await lab.end();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
