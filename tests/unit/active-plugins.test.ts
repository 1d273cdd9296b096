// @vitest-environment node
import { parseHTML } from "linkedom";
import { afterEach, expect, test, vi } from "vitest";
import { startOf } from "../../lib/background/plugins/loading.ts";
import { manifests } from "../../lib/background/plugins/registry.ts";
import { activatePlugins } from "../../lib/page/active-plugins.ts";
import type { Channel } from "../../lib/page/channel.ts";
import type { Call } from "../../lib/page/connection.ts";
import type { PluginManifest } from "../../lib/plugin-api/manifest.ts";

afterEach(() => void vi.unstubAllGlobals());

const plugin = (id: string, selector: string) =>
  startOf(
    {
      id,
      matches: ["https://plan.example/*"],
      activationEvents: [`onElement:${selector}`],
    } as PluginManifest,
    false,
  );

test("a selector that the browser does not know keeps no other plugin out", () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  const { document } = parseHTML("<body><p class='termin'></p></body>");
  vi.stubGlobal("document", document);
  vi.stubGlobal("location", new URL("https://plan.example/week"));
  const loaded: unknown[] = [];
  const call = (async (name: string, input: unknown) => {
    if (name === "page.load") loaded.push(input);
    return new Promise(() => {});
  }) as unknown as Call;
  const plugins = activatePlugins({
    plugins: [plugin("odd", ".termin["), plugin("sound", ".termin")],
    call,
    channel: {} as Channel,
    signal: new AbortController().signal,
    onCalendar: () => ({ [Symbol.dispose]: () => {} }),
    onRead: () => {},
    onDeactivate: () => {},
  });
  for (let turn = 0; turn < 2; turn++) plugins.search();
  expect(loaded).toEqual([{ plugin: "sound" }]);
});

test("a plugin starts at its own addresses, and where a person chose it at all of the site's", () => {
  const manifest = {
    id: "sound",
    matches: ["https://plan.example/week*", "https://plan.example/m?nth"],
    activationEvents: ["onElement:.a", "onElement:.b"],
  } as PluginManifest;
  const starts = (path: string, isChosen: boolean): boolean =>
    new RegExp(startOf(manifest, isChosen).paths).test(path);
  expect(["/week", "/week/3?day=2", "/m?nth"].map((path) => starts(path, false))).toEqual([true, true, true]);
  expect(["/", "/month", "/a/week"].map((path) => starts(path, false))).toEqual([false, false, false]);
  expect(starts("/month", true)).toBe(true);
  expect(startOf(manifest, false)).toMatchObject({ code: "declarative", elements: ".a,.b" });
});

test("of two libraries on one page the first by name is read, and the other one is not", () => {
  const general = manifests.filter(({ fallback }) => fallback);
  const ids = general.map(({ id }) => id);
  expect(ids).toEqual(ids.toSorted());
  expect(ids).toEqual(
    expect.arrayContaining(["fullcalendar", "react-big-calendar", "schedule-x", "toast-ui"]),
  );
  const { document } = parseHTML(
    "<body><p class='toastui-calendar-layout'></p><p class='rbc-calendar'></p></body>",
  );
  vi.stubGlobal("document", document);
  vi.stubGlobal("location", new URL("https://plan.example/week"));
  const loaded: unknown[] = [];
  const plugins = activatePlugins({
    plugins: general.map((one) => startOf(one, false)),
    call: (async (name: string, input: unknown) => {
      if (name === "page.load") loaded.push(input);
      return new Promise(() => {});
    }) as unknown as Call,
    channel: {} as Channel,
    signal: new AbortController().signal,
    onCalendar: () => ({ [Symbol.dispose]: () => {} }),
    onRead: () => {},
    onDeactivate: () => {},
  });
  for (let turn = 0; turn < 2; turn++) plugins.search();
  expect(loaded).toEqual([{ plugin: "react-big-calendar" }]);
});
