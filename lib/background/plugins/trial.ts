import { browser } from "wxt/browser";
import type { ScriptPublicPath } from "wxt/utils/inject-script";
import { z } from "zod";
import { parsePhone } from "../../domain/phone.ts";
import { matchesHost, pathMatcher } from "../../plugin-api/activation.ts";
import { FieldName } from "../../plugin-api/declared-calendar.ts";
import type { PluginManifest } from "../../plugin-api/manifest.ts";
import type { PluginTrial } from "../../rpc/contract/index.ts";
import { loadSettings } from "../../storage/settings.ts";
import { readAdded } from "./added.ts";

/** What a plugin that is not added yet reads on a calendar that is open. Nothing of it is kept or sent. */

const Look = z.discriminatedUnion("state", [
  z.object({ state: z.literal("absent") }),
  z.object({ state: z.literal("loading") }),
  z.object({ state: z.literal("network") }),
  z.object({ state: z.literal("unreadable"), field: FieldName }),
  z.object({
    state: z.literal("read"),
    people: z.array(z.object({ name: z.string(), phone: z.string().nullable() })).max(5_000),
  }),
]);
type Look = z.infer<typeof Look>;

const script = "/plugin-trial.js" as ScriptPublicPath;

/** Of several looks the one that says most. */
const weight = (look: Look): number =>
  look.state === "read"
    ? 10 + look.people.length
    : ["absent", "network", "loading", "unreadable"].indexOf(look.state);

/** Only addresses of pages that a person has allowed are told. */
async function tabsOf({ matches }: PluginManifest): Promise<{ id: number; url: URL }[]> {
  return (await browser.tabs.query({})).flatMap(({ id, url }) => {
    const address = url === undefined ? null : URL.parse(url);
    const isMeant =
      address !== null &&
      matches.some((pattern) => matchesHost(pattern, address) && pathMatcher([pattern])(address));
    return id !== undefined && isMeant ? [{ id, url: address }] : [];
  });
}

async function lookInto(tabId: number, { contributes }: PluginManifest): Promise<Look[]> {
  const target = { tabId, allFrames: true };
  const calendars = contributes.calendars.filter(({ events }) => events !== undefined);
  await browser.scripting.executeScript({ target, files: [script] });
  const frames = await browser.scripting.executeScript({
    target,
    func: (given: unknown) =>
      (globalThis as unknown as { pipniTrial(all: unknown): unknown }).pipniTrial(given),
    args: [calendars],
  });
  return frames.flatMap(({ result }) => z.array(Look).safeParse(result).data ?? []);
}

export async function tryPlugin(json: string): Promise<PluginTrial> {
  const added = readAdded(json);
  if (!added.ok) return { ok: false, problem: "invalid" };
  const { manifest } = added;
  const tabs = await tabsOf(manifest);
  const tries = await Promise.all(
    tabs.map(async ({ id, url }) => {
      // A page that was just closed, or that shows the browser's error, is as good as not open.
      const looks = await lookInto(id, manifest).catch(() => []);
      return looks.map((look) => ({ look, host: url.host }));
    }),
  );
  const best = tries
    .flat()
    .reduce<{ look: Look; host: string } | null>(
      (most, one) => (most && weight(most.look) >= weight(one.look) ? most : one),
      null,
    );
  if (!best) return { ok: false, problem: "notOpen" };
  const { look, host } = best;
  if (look.state === "unreadable") return { ok: false, problem: "unreadable", host, field: look.field };
  if (look.state !== "read") return { ok: false, problem: look.state, host };
  const { sending } = await loadSettings();
  const { people } = look;
  return {
    ok: true,
    host,
    appointments: people.length,
    people: people.filter(({ name }) => name !== "").length,
    phones: people.filter(({ phone }) => phone !== null && parsePhone(phone, sending.countries).ok).length,
  };
}
