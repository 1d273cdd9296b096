// @vitest-environment node
import { parseHTML } from "linkedom";
import { afterEach, expect, test, vi } from "vitest";
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
