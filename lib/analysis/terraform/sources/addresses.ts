/** One part of an address: "module.net", "module.net[0]". */
export interface ModuleStep {
  readonly name: string;
  readonly key?: string | number;
  /** The address up to here. */
  readonly address: string;
}

const STEP = /(?:^|\.)module\.([^.[\]]+)(?:\[(\d+|"(?:[^"\\]|\\.)*")\])?/y;

/** The modules of an address, from the outermost; none for what is in the root. */
export function moduleSteps(address: string): readonly ModuleStep[] {
  const steps: ModuleStep[] = [];
  STEP.lastIndex = 0;
  for (let match = STEP.exec(address); match; match = STEP.exec(address)) {
    const [, name = "", key] = match;
    steps.push({
      name,
      address: address.slice(0, match.index + match[0].length),
      ...(key !== undefined && { key: keyOf(key) }),
    });
    STEP.lastIndex = match.index + match[0].length;
  }
  return steps;
}

function keyOf(text: string): string | number {
  if (!text.startsWith('"')) return Number(text);
  try {
    return JSON.parse(text) as string;
  } catch {
    return text.slice(1, -1);
  }
}
