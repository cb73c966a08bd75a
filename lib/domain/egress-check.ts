/**
 * Services on the internet that answer a request with the public address that it comes from. They have three operators,
 * so that an outage of one is not an outage of all.
 */
export const DEFAULT_REFLECTORS: readonly string[] = [
  "https://api.ipify.org",
  "https://ifconfig.me/ip",
  "https://checkip.amazonaws.com",
];

/** How many reflectors a check asks: one alone cannot be told from a lie, and the answers of all fit into 4 KB. */
export const REFLECTOR_COUNT = { from: 2, to: 8 } as const;

/** Seconds that a check waits for the routes, and the default. */
export const EGRESS_TIMEOUT = { from: 10, to: 3600, default: 300 } as const;

/** Host name and path of an https URL of at most 200 characters, without what a shell or JSON would read differently. */
export const REFLECTOR_PATTERN =
  "^https://[a-zA-Z0-9]([a-zA-Z0-9.-]*[a-zA-Z0-9])?(:[0-9]{1,5})?(/[a-zA-Z0-9._~/?&=%+-]*)?$";
export const MAX_REFLECTOR_LENGTH = 200;

/** A run id becomes a part of an Azure name of at most 80 characters; an empty one is no run. */
export const RUN_ID_PATTERN = "^[a-zA-Z0-9._-]{0,24}$";

/** True for the URL of a reflector. */
export const isReflector = (url: string): boolean =>
  url.length <= MAX_REFLECTOR_LENGTH && new RegExp(REFLECTOR_PATTERN).test(url);

/** The host of a reflector's URL, in lower case. */
export const reflectorHost = (url: string): string => /^https:\/\/([^/:]+)/.exec(url)?.[1]?.toLowerCase() ?? url;
