import { asset } from "../../lib/nva/asset";
import { DEFAULT_EGRESS_HEALTH, HEALTH_LIMITS, healthConfig } from "../../lib/nva/health-config";

test("the health daemon's configuration says what the daemon has no default for, and what differs from its default", () => {
  expect(healthConfig({ ...DEFAULT_EGRESS_HEALTH, failures: 5 })).toBe(
    "[egress]\nanchors = 1.1.1.1:443 8.8.8.8:443 9.9.9.9:443\ninterval_seconds = 1\ntimeout_seconds = 0.5\nfailures = 5\nsuccesses = 2\n",
  );
  const knownAnswer = { server: "1.0.0.1:80", host: "example.org", path: "/probe", text: "it is me" };
  const other = { ...DEFAULT_EGRESS_HEALTH, knownAnswer, lossPercent: 50, holdRoundsAtMost: 10, drainSeconds: 0 };
  expect(healthConfig({ ...other, stopDelaySeconds: 300 }).split("\n")).toEqual(
    expect.arrayContaining([
      "known_answer = 1.0.0.1:80 example.org /probe it is me",
      "loss_percent = 50",
      "hold_rounds_at_most = 10",
      "drain_seconds = 0",
      "stop_delay_seconds = 300",
    ]),
  );
  expect(healthConfig({ ...other, announce: "always" })).toMatch(
    /^\[egress\]\nannounce = always\ninterval_seconds = 1\n(?!.*(anchors|known_answer))/s,
  );
});

test("the health daemon has the documented defaults and limits", () => {
  const daemon = asset("forced-tunnel-egress");
  const key = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  for (const [name, { from, to }] of Object.entries(HEALTH_LIMITS))
    expect(daemon).toContain(`"${key(name)}": (${from}, ${to})`);
  for (const name of ["lossPercent", "holdRoundsAtMost", "drainSeconds"] as const)
    expect(daemon).toContain(`"${key(name)}": ${DEFAULT_EGRESS_HEALTH[name]}`);
});
