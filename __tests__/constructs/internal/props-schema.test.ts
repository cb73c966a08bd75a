import {
  ForcedTunnelingError,
  ForcedTunnelingHub,
  type ForcedTunnelingHubProps,
  FrrNva,
  type FrrNvaProps,
  findingsOf,
} from "../../../lib/index";
import { article, emptyStack } from "../../support/apps";

test("a missing construct throws at once, with the expected class", () => {
  const { stack } = emptyStack();
  const props = {} as unknown as ConstructorParameters<typeof FrrNva>[2];
  expect(() => new FrrNva(stack, "nva100", props)).toThrow(ForcedTunnelingError);
  expect(() => new FrrNva(stack, "nva101", props)).toThrow(
    "site is missing\n  at    main/nva101  site\n  got   undefined\n  want  an OnPremSiteWithRouteServer",
  );
});

test("a misspelt prop is reported with the nearest valid name", () => {
  const { stack } = article({ hub: { adressSpace: "10.1.0.0/16", client: { sise: "x" } } as object });
  expect(findingsOf(stack).map(({ at: [at], fix }) => [at!.path, at!.prop, fix])).toEqual(
    expect.arrayContaining([
      ["main/hub00", "adressSpace", "addressSpace: …"],
      ["main/hub00", "client.sise", "size: …"],
    ]),
  );
});

test("an incomplete object is reported at the missing prop, and is left out as a whole", () => {
  const { stack } = article({
    hub: {
      client: { routes: [{ name: "a", addressPrefix: "10.9.0.0/16" }, "b"], dailyShutdown: {}, tags: { a: 1 } },
    } as object,
    nva: { commands: [["echo", 5]], files: [[]] } as object,
  });
  expect(
    findingsOf(stack)
      .map(({ at: [at], got, want }) => `${at!.path} ${at!.prop}: ${got}, not ${want}`)
      .sort(),
  ).toEqual([
    "main/hub00 client.dailyShutdown.timeZone: undefined, not a text",
    "main/hub00 client.routes.0.nextHopType: undefined, not a text",
    'main/hub00 client.routes.1: "b", not an object',
    "main/hub00 client.tags.a: 1, not a text",
    'main/nva100 commands.0: ["echo",5], not a text or a list',
    "main/nva100 files.0: [], not an object",
  ]);
});

test("props that are missing or of another type throw with what is expected", () => {
  const { stack } = emptyStack();
  const hub = (id: string, props: unknown): ForcedTunnelingHub =>
    new ForcedTunnelingHub(stack, id, props as ForcedTunnelingHubProps);
  expect(() => hub("hub00", undefined)).toThrow("resourceGroup is missing");
  expect(() => hub("hub10", { resourceGroup: "rg" })).toThrow('got   "rg"');
  expect(() => hub("hub20", { resourceGroup: {} })).toThrow("a ResourceGroup, or { name, location }");
});

test("a construct or another value that JSON cannot express is reported by its kind", () => {
  const { stack, hub } = article();
  const nva = (id: string, props: unknown): FrrNva => new FrrNva(stack, id, props as FrrNvaProps);
  expect(() => nva("nva1", { site: hub })).toThrow("got   a ForcedTunnelingHub");
  const circular: Record<string, unknown> = {};
  circular.self = circular;
  const odd = article({
    hub: {
      name: hub,
      addressSpace: 5n,
      location: () => "japaneast",
      client: { name: Symbol("x"), size: circular, zone: [circular] },
    } as object,
  });
  expect(
    findingsOf(odd.stack)
      .map(({ at: [at], got }) => `${at!.prop}: ${got}`)
      .sort(),
  ).toEqual([
    "addressSpace: a bigint",
    "client.name: a symbol",
    "client.size: a value nested too deeply",
    "client.zone: a value nested too deeply",
    "location: a function",
    "name: a ForcedTunnelingHub",
  ]);
});
