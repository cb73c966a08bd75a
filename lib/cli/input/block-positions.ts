/** A string, a bracket, a comma; a colon behind a string makes it a key. */
const TOKEN = /"(?:[^"\\]|\\.)*"(\s*:)?|[{}[\]]/g;

/** Where the blocks of a configuration's resources begin, by type and name: "azurerm_subnet.hub". */
export function blockPositions(text: string): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  // The keys of the objects that are open; a list has none of its own.
  const open: string[] = [];
  let key = "";
  for (const { 0: token, 1: colon, index } of text.matchAll(TOKEN)) {
    if (token === "{" || token === "[") {
      open.push(key);
      key = "";
    } else if (token === "}" || token === "]") {
      open.pop();
      key = "";
    } else if (colon !== undefined) {
      key = keyIn(token.slice(0, -colon.length));
      const path = [...open.filter((one) => one !== ""), key];
      const [section, type, name, ...deeper] = path;
      if (section === "resource" && name !== undefined && deeper.length === 0 && !found.has(`${type}.${name}`))
        found.set(`${type}.${name}`, index);
    }
  }
  return found;
}

function keyIn(token: string): string {
  try {
    return JSON.parse(token) as string;
  } catch {
    return "";
  }
}
