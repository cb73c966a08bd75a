import { fails, passes, type Case } from "../case";

export const CASES: readonly Case[] = [
  passes("time-zone-unknown", "a Windows time zone", ({ client }) => (client.shutdownTimeZone = "Tokyo Standard Time")),
  fails("time-zone-unknown", "an IANA name", ({ client }) => (client.shutdownTimeZone = "Asia/Tokyo"), [
    {
      at: "main/hub00/client dailyShutdown.timeZone",
      text: '"Asia/Tokyo" is not a Windows time zone; Tokyo Standard Time is',
      got: '"Asia/Tokyo"',
      want: "one of 106 names, such as Tokyo Standard Time or UTC (azurerm)",
      fix: 'timeZone: "Tokyo Standard Time"',
    },
  ]),
  fails("time-zone-unknown", "another letter case", ({ client }) => (client.shutdownTimeZone = "tokyo standard time"), [
    {
      at: "main/hub00/client dailyShutdown.timeZone",
      text: '"tokyo standard time" is not a Windows time zone; Tokyo Standard Time is',
      got: '"tokyo standard time"',
      fix: 'timeZone: "Tokyo Standard Time"',
    },
  ]),
  fails("time-zone-unknown", "a typing error", ({ client }) => (client.shutdownTimeZone = "Tokio Standard Time"), [
    {
      at: "main/hub00/client dailyShutdown.timeZone",
      text: '"Tokio Standard Time" is not a Windows time zone; Tokyo Standard Time is',
      got: '"Tokio Standard Time"',
      fix: 'timeZone: "Tokyo Standard Time"',
    },
  ]),
  fails("time-zone-unknown", "an unknown name", ({ client }) => (client.shutdownTimeZone = "Mars"), [
    {
      at: "main/hub00/client dailyShutdown.timeZone",
      text: '"Mars" is not a Windows time zone',
      got: '"Mars"',
      fix: 'timeZone: "UTC"',
    },
  ]),
];
