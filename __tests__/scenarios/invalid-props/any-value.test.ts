import * as fc from "fast-check";
import { ForcedTunnelingError, findingsOf } from "../../../lib/index";
import { article, forgetTokens } from "../../support/apps";
import { changesWith } from "../../support/invalid-props/changes";
import { PLACES } from "../../support/invalid-props/mistakes";
import { runs } from "../../support/runs";

test("any value in any prop is accepted or reported, and throws no other error", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...PLACES),
      fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true, withSet: true }),
      ([construct, prop], value) => {
        try {
          findingsOf(article(changesWith(construct, prop, value)).stack);
        } catch (error) {
          expect(error).toBeInstanceOf(ForcedTunnelingError);
        }
        forgetTokens();
      },
    ),
    { numRuns: runs(300, 1_000), seed: 7 },
  );
});
