/**
 * True for a text that may be the name of a service tag: "Internet", "Storage.WestEurope". Microsoft adds tags, so no list
 * of them is complete.
 * @see https://learn.microsoft.com/azure/virtual-network/service-tags-overview
 */
export const isServiceTag = (text: string): boolean => /^[a-z][a-z0-9]*(\.[a-z0-9]+)*$/i.test(text);
