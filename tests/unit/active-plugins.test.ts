// @vitest-environment node
import { parseHTML } from "linkedom";
import { afterEach, expect, test, vi } from "vitest";
import { manifests } from "../../lib/background/plugins/registry.ts";
import { activatePlugins } from "../../lib/page/active-plugins.ts";
import type { Channel } from "../../lib/page/channel.ts";
import type { Call } from "../../lib/page/connection.ts";
import type { PluginManifest } from "../../lib/plugin-api/manifest.ts";

afterEach(() => void vi.unstubAllGlobals());

const manifest = (id: string, selector: string) =>
  ({
    id,
    matches: ["https://plan.example/*"],
    activationEvents: [`onElement:${selector}`],
  }) as PluginManifest;

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
    hello: { plugins: [manifest("odd", ".termin["), manifest("sound", ".termin")], chosen: false },
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
    hello: { plugins: general, chosen: false },
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
