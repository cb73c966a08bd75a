import { mustParse, parseAddress } from "../../lib/domain/ipv4";
import { isPrivate, isPublicAddress } from "../../lib/domain/special-ranges";

test("a prefix is private where one range of RFC 1918 holds all of it", () => {
  expect(["10.0.0.0/8", "172.31.0.0/16", "192.168.1.0/24"].map((text) => isPrivate(mustParse(text)))).toEqual([
    true,
    true,
    true,
  ]);
  expect(
    ["10.0.0.0/7", "172.32.0.0/16", "100.64.0.0/10", "0.0.0.0/0"].map((text) => isPrivate(mustParse(text))),
  ).toEqual([false, false, false, false]);
});

test("public addresses are those that are reachable from anywhere", () => {
  const isPublic = (text: string): boolean => isPublicAddress(parseAddress(text) ?? Number.NaN);
  expect(["1.1.1.1", "8.8.8.8", "168.63.129.17", "223.255.255.255"].filter((text) => !isPublic(text))).toEqual([]);
  expect(
    [
      "0.0.0.1",
      "10.0.0.4",
      "100.64.0.1",
      "127.0.0.1",
      "168.63.129.16",
      "192.0.2.1",
      "240.0.0.1",
      "255.255.255.255",
    ].filter(isPublic),
  ).toEqual([]);
});
