import type { Resource } from "../terraform/resource";
import { blocks, text } from "../terraform/attributes";
import type { MachineScript } from "./machine-scripts";

/** Publishers of plain operating systems. In their images, the kernel does not forward. */
const PLAIN_LINUX =
  /^(canonical|debian|credativ|redhat|rhel|suse|oracle|openlogic|almalinux|resf|procomputers|microsoftcblmariner|azurelinux|kinvolk|ntegralinc)/i;
const PLAIN_WINDOWS = /^MicrosoftWindows(Server|Desktop)$/i;

/** Why it is not known what a machine without user data does with packets that are not for it. */
export function withoutUserData(resource: Resource, scripts: readonly MachineScript[]): string {
  const publisher = publisherOf(resource);
  const usual = PLAIN_LINUX.test(publisher)
    ? "net.ipv4.ip_forward is 0 in its image"
    : PLAIN_WINDOWS.test(publisher)
      ? "IpEnableRouter is 0 in its image, and a change takes effect after a restart"
      : undefined;
  const has = scripts.length > 0 ? scripts.map(unreadScript).join(", ") : "it has no user data";
  return usual === undefined ? `${has}, and what its image does is not known` : `${has}: ${usual}`;
}

/** True for an image that is not a plain operating system. */
export const isProduct = (resource: Resource): boolean =>
  blocks(resource, "plan").length > 0 || (publisherOf(resource) !== "" && !isPlain(publisherOf(resource)));

const isPlain = (publisher: string): boolean => PLAIN_LINUX.test(publisher) || PLAIN_WINDOWS.test(publisher);

function publisherOf(resource: Resource): string {
  const [image] = [...blocks(resource, "source_image_reference"), ...blocks(resource, "storage_image_reference")];
  return (image && text(image, "publisher")) ?? "";
}

const unreadScript = ({ id, text: commands = "" }: MachineScript): string =>
  /IpEnableRouter/i.test(commands) ? `${id} sets IpEnableRouter` : `the script of ${id} is not read`;
