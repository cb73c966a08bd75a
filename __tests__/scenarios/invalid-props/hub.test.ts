import { testRejectionOfMistakesIn } from "../../support/invalid-props/expect-rejected";

testRejectionOfMistakesIn("hub");
