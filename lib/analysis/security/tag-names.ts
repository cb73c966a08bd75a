/** Azure does not distinguish upper and lower case in tags. */
export const isTag = (text: string, tag: string): boolean => text.toLowerCase() === tag.toLowerCase();
