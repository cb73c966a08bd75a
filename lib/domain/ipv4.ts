import { Address4 } from "ip-address";

/** An IPv4 prefix in CIDR notation, taken apart. */
export interface Ipv4Prefix {
  /** As written, for example "10.0.0.0/16". */
  readonly text: string;
  /** Prefix length, 0 to 32. */
  readonly length: number;
  /** First address covered, as a number. */
  readonly first: number;
  /** Last address covered, as a number. */
  readonly last: number;
  /** False where the written address has bits set beyond the prefix length ("10.0.0.5/24"). */
  readonly aligned: boolean;
}

const DOTTED = /^\d{1,3}(\.\d{1,3}){3}$/;

type Remembered = Map<string, Ipv4Prefix | undefined>;

const prefixes: Remembered = new Map();
const sources: Remembered = new Map();

function remembered(
  known: Remembered,
  text: string,
  parse: (text: string) => Ipv4Prefix | undefined,
): Ipv4Prefix | undefined {
  const found = known.get(text);
  if (found !== undefined || known.has(text)) return found;
  const parsed = parse(text);
  known.set(text, parsed);
  return parsed;
}

/** The prefix, or undefined where the text is none: the mask is required, leading zeros are refused. */
export function parsePrefix(text: string): Ipv4Prefix | undefined {
  // Every rule asks for the same few again.
  return remembered(prefixes, text, parseText);
}

function parseText(text: string): Ipv4Prefix | undefined {
  const [address = "", mask, ...rest] = text.split("/");
  if (mask === undefined || rest.length > 0 || !/^\d{1,2}$/.test(mask)) return undefined;
  const written = parseAddress(address);
  if (written === undefined || Number(mask) > 32) return undefined;
  const length = Number(mask);
  const size = 2 ** (32 - length);
  const first = Math.floor(written / size) * size;
  return { text, length, first, last: first + size - 1, aligned: first === written };
}

/** The address as a number, or undefined where the text is no dotted IPv4 address. */
export function parseAddress(text: string): number | undefined {
  if (!DOTTED.test(text)) return undefined;
  try {
    return new Address4(text).toArray().reduce((number, octet) => number * 256 + octet, 0);
  } catch {
    return undefined;
  }
}

/** A prefix, or an address as the prefix of its own; undefined where the text is neither. */
export function parseSource(text: string): Ipv4Prefix | undefined {
  return remembered(sources, text, () => parseText(text) ?? parseText(`${text}/32`));
}

/** A number as a dotted address. */
export function formatAddress(address: number): string {
  return Address4.fromBigInt(BigInt(address)).correctForm();
}

/** True where every address of `inner` is in `outer`. */
export function contains(outer: Ipv4Prefix, inner: Ipv4Prefix): boolean {
  return outer.first <= inner.first && inner.last <= outer.last;
}

/** True where a text is a longer prefix inside another one. */
export function isInside(inner: string, outer: string): boolean {
  const [a, b] = [parsePrefix(inner), parsePrefix(outer)];
  return a !== undefined && b !== undefined && a.length > b.length && contains(b, a);
}

/** True where a text is a prefix in another one, or the same text: what is known only after apply equals itself alone. */
export function liesIn(inner: string, outer: string): boolean {
  const [a, b] = [parsePrefix(inner), parsePrefix(outer)];
  return a && b ? contains(b, a) : inner === outer;
}

/** True where the two share an address. */
export function overlaps(a: Ipv4Prefix, b: Ipv4Prefix): boolean {
  return a.first <= b.last && b.first <= a.last;
}

/** The prefix as it has to be written: without host bits. */
export function canonical(prefix: Ipv4Prefix): string {
  return `${formatAddress(prefix.first)}/${prefix.length}`;
}

/** The n-th address of a prefix, counted from 0. */
export function hostAddress(prefix: Ipv4Prefix, n: number): string {
  return formatAddress(prefix.first + n);
}

/** The n-th prefix of the given length inside a prefix, counted from 0. */
export function subPrefix(prefix: Ipv4Prefix, length: number, n: number): string {
  return `${formatAddress(prefix.first + n * 2 ** (32 - length))}/${length}`;
}

/** For prefixes written in this library's own code. */
export function mustParse(text: string): Ipv4Prefix {
  const prefix = parsePrefix(text);
  if (!prefix) throw new RangeError(`${text} is not a valid IPv4 prefix`);
  return prefix;
}
