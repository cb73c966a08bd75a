/** Types of the provider azurerm, from their names without "azurerm_". */
export const azurerm = (names: string): readonly string[] =>
  names
    .trim()
    .split(/\s+/)
    .map((name) => `azurerm_${name}`);
