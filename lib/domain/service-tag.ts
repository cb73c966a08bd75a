/**
 * True for the name of a service tag ("Storage.WestEurope"), which stands for prefixes that Microsoft changes every week.
 * IPv6 prefixes may begin with a letter, but they have a colon.
 * @see https://learn.microsoft.com/azure/virtual-network/service-tags-overview
 */
export const isServiceTag = (text: string): boolean => /^[a-z][^:]*$/i.test(text);
