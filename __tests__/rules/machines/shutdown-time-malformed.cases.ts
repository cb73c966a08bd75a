import { fails, passes, type Case } from "../case";

export const CASES: readonly Case[] = [
  passes("shutdown-time-malformed", "23:59", ({ client }) =>
    Object.assign(client, { shutdownTime: "2359", shutdownTimeZone: "UTC" }),
  ),
  fails("shutdown-time-malformed", "three digits", ({ client }) => (client.shutdownTime = "900"), [
    {
      at: "main/hub00/client dailyShutdown.time",
      text: '"900" is not a time of four digits',
      got: '"900"',
      want: '"0000" to "2359" (azurerm)',
      fix: 'time: "0900"',
    },
  ]),
  fails("shutdown-time-malformed", "only an hour", ({ client }) => (client.shutdownTime = "9"), [
    {
      at: "main/hub00/client dailyShutdown.time",
      text: '"9" is not a time of four digits',
      got: '"9"',
      fix: 'time: "0900"',
    },
  ]),
  fails("shutdown-time-malformed", "a time with a colon", ({ client }) => (client.shutdownTime = "18:30"), [
    {
      at: "main/hub00/client dailyShutdown.time",
      text: '"18:30" is not a time of four digits',
      got: '"18:30"',
      fix: 'time: "1830"',
    },
  ]),
  fails("shutdown-time-malformed", "midnight as 2400", ({ client }) => (client.shutdownTime = "2400"), [
    {
      at: "main/hub00/client dailyShutdown.time",
      text: '"2400" is not a time of four digits',
      got: '"2400"',
      fix: 'time: "0000"',
    },
  ]),
];
