import type { Changes } from "../apps";

/** The topology's changes with a value at a place. */
export function changesWith(construct: keyof Changes, prop: string, value: unknown): Changes {
  const nested = prop.split(".").reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);
  // Without sources the jump server would be warned about; that is not what is tried.
  const jumpServer = {
    jumpServer: { operatorSources: ["203.0.113.0/24"], ...((nested as { jumpServer?: object })?.jumpServer ?? {}) },
  };
  const whole =
    construct === "hub" && !prop.startsWith("jumpServer")
      ? { ...jumpServer, ...(nested as object) }
      : construct === "hub" && prop !== "jumpServer"
        ? jumpServer
        : nested;
  return { [construct]: whole };
}
