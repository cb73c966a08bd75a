import { fails, passes, type Case } from "../case";

export const CASES: readonly Case[] = [
  passes("timers-refused", "the slowest timers, and timers that are known after apply", ({ nva }) =>
    Object.assign(nva, { keepaliveSeconds: undefined, holdSeconds: 180 }),
  ),
  passes("timers-refused", "a hold time that is known after apply", ({ nva }) =>
    Object.assign(nva, { keepaliveSeconds: 60, holdSeconds: undefined }),
  ),
  fails("timers-refused", "a hold time of less than three keepalives", ({ nva }) => (nva.holdSeconds = 8), [
    {
      at: "main/nva100 holdSeconds",
      text: "holdSeconds must be at least three keepalives of 3 seconds, got 8",
      got: "8",
      want: "a whole number from 9 to 180 (RFC 4271, Route Server)",
      fix: "holdSeconds: 9",
    },
  ]),
  fails("timers-refused", "a hold time that no peer accepts", ({ nva }) => (nva.holdSeconds = 2), [
    {
      at: "main/nva100 holdSeconds",
      text: "holdSeconds must be at least 3, got 2",
      got: "2",
      fix: "holdSeconds: 9",
    },
  ]),
  fails("timers-refused", "a hold time above that of the Route Server", ({ nva }) => (nva.holdSeconds = 240), [
    {
      at: "main/nva100 holdSeconds",
      text: "the Route Server reduces a hold time of 240 seconds to 180",
      got: "240",
      fix: "holdSeconds: 180",
    },
  ]),
  fails("timers-refused", "a keepalive of 0 seconds", ({ nva }) => (nva.keepaliveSeconds = 0), [
    {
      at: "main/nva100 keepaliveSeconds",
      text: "keepaliveSeconds must be between 1 and 60, got 0",
      got: "0",
      fix: "keepaliveSeconds: 2",
    },
  ]),
  fails("timers-refused", "a keepalive of half a second", ({ nva }) => (nva.keepaliveSeconds = 0.5), [
    {
      at: "main/nva100 keepaliveSeconds",
      text: "keepaliveSeconds must be between 1 and 60, got 0.5",
      got: "0.5",
      fix: "keepaliveSeconds: 2",
    },
  ]),
];
