import type { DeclaredCalendar } from "../plugin-api/declared-calendar.ts";
import { apiVersion, type PluginManifest, type ToolbarItem } from "../plugin-api/manifest.ts";

export interface Taught {
  title: string;
  description: string;
  calendar: DeclaredCalendar;
  button: Pick<ToolbarItem, "anchor" | "place">;
}

const command = "pipni.bulk";

/** `https://kal.example:8080` → `taught-kal-example-8080` */
const idOf = (origin: URL, attempt: number): string => {
  const host = origin.host
    .toLowerCase()
    .replace(/[^a-z\d]+/g, "-")
    .replace(/^-|-$/g, "");
  return `taught-${host}`.slice(0, 46).concat(attempt > 1 ? `-${attempt}` : "");
};

/**
 * An ordinary plugin for exactly one origin.
 *
 * @param others those that were added before: only one for the same origin is replaced
 */
export function taughtManifest(
  origin: URL,
  taught: Taught,
  others: readonly PluginManifest[],
): PluginManifest {
  const matches = [`${origin.origin}/*`];
  const isFree = (id: string): boolean =>
    others.every((other) => other.id !== id || other.matches.join() === matches.join());
  let attempt = 1;
  while (!isFree(idOf(origin, attempt))) attempt += 1;
  const { title, description, calendar, button } = taught;
  // What loads the next page is sent by a form, which may stand on a page without the calendar.
  const isSentByForms = calendar.network?.some(({ navigates }) => navigates);
  const mark = calendar.present?.[0] ?? calendar.events.selector ?? "body";
  return {
    id: idOf(origin, attempt),
    version: "1.0.0",
    apiVersion,
    name: title,
    description,
    matches,
    activationEvents: [`onElement:${mark}`, ...(isSentByForms ? ["onElement:form"] : [])],
    contributes: {
      calendars: [{ id: "taught", title, ...calendar }],
      commands: [{ command, title: "Hromadná SMS" }],
      toolbar: [{ command, ...button }],
      placeholders: [],
    },
  };
}
