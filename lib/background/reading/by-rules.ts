import { pattern } from "../../declarative/patterns.ts";
import { answerRules, type RequestReading, readRequest } from "../../declarative/request-reading.ts";
import type { DayQuestion, RulesQuestion } from "../../domain/reading.ts";
import type { DeclaredCalendar } from "../../plugin-api/declared-calendar.ts";
import type { PluginManifest } from "../../plugin-api/manifest.ts";
import { zoneNamed } from "../../plugin-kit/zone.ts";
import { readTraffic } from "../icalendar/traffic.ts";

/** @throws when no such plugin is in use, or it has no such calendar */
export function declaredCalendar(
  plugins: readonly PluginManifest[],
  plugin: string,
  calendar: string,
): DeclaredCalendar {
  const manifest = plugins.find(({ id }) => id === plugin);
  const found = manifest?.contributes.calendars.find(({ id }) => id === calendar);
  if (!found?.events) throw new Error(`no declared calendar ${calendar} in ${plugin}`);
  return { ...found, events: found.events };
}

/** What the rules of a declared calendar say of a request. Where they expect iCalendar, they see JSON in its place. */
export function readByRules(calendar: DeclaredCalendar, question: RulesQuestion): RequestReading | null {
  const { write } = question;
  const isCalendarText = calendar.network?.some(
    ({ body, method, url }) => body === "ics" && method === write.method && pattern(url).test(write.url),
  );
  if (!isCalendarText) return readRequest(calendar, question);
  const inJson = readTraffic(write, zoneNamed(calendar.timeZone).id, Date.now());
  return readRequest(calendar, { ...question, write: { ...write, ...inJson } });
}

/** The same for whatever the engine in a page asks. */
export const answerByRules = (calendar: DeclaredCalendar, question: RulesQuestion | DayQuestion) =>
  answerRules(calendar, question, readByRules);
