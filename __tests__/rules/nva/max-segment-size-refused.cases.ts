import { fails, passes, type Case } from "../case";

export const CASES: readonly Case[] = [
  passes("max-segment-size-refused", "the smallest size that every host accepts", ({ nva }) => {
    nva.maxSegmentSize = 536;
  }),
  passes("max-segment-size-refused", "the largest that fits Azure's network", ({ nva }) => {
    nva.maxSegmentSize = 1460;
  }),
  ...[535, 1461, 1360.5].map((size) =>
    fails(
      "max-segment-size-refused",
      `a segment of ${size} bytes`,
      ({ nva }) => {
        nva.maxSegmentSize = size;
      },
      [
        {
          at: "main/nva100 maxSegmentSize",
          text: `maxSegmentSize is ${size}`,
          want: "a whole number from 536 to 1460",
          fix: "maxSegmentSize: 1360",
        },
      ],
    ),
  ),
];
