import { isServiceTag } from "../../lib/domain/service-tag";

test.each(["Internet", "VirtualNetwork", "Storage.WestEurope", "AzureCloud.westus2"])("%s is a service tag", (text) => {
  expect(isServiceTag(text)).toBe(true);
});

test.each(["*", "10.0.0.0/8", "10.0.0.4", "10.0.0.0/33", "fd00::/8", "::1", ""])("%j is not a service tag", (text) => {
  expect(isServiceTag(text)).toBe(false);
});
