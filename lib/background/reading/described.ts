import type { Field } from "../../plugin-api/declared-calendar.ts";
import type { PluginManifest } from "../../plugin-api/manifest.ts";

/** Where a plugin made of data takes a value from, in its own words: selectors and paths. */
function placeOf(field: Field | undefined): string {
  if (field === undefined) return "";
  if (typeof field === "string") return field;
  const { sel, closest, attr, path, request, response, url, from, join, or } = field;
  const own = [closest, sel].filter((part) => part !== undefined).join(" ");
  const place =
    (own || path || request || response || url || from || join?.map(placeOf).join(" + ") || "") +
    (attr === undefined ? "" : ` [${attr}]`);
  return [place.trim(), ...(or ?? []).map(placeOf)].filter(Boolean).join(" | ");
}

export function placesIn({ contributes }: PluginManifest): Record<string, string> {
  const { events, network = [] } = contributes.calendars[0] ?? {};
  const list = network.find(({ kind }) => kind === "list");
  const fields = (events?.source === "network" ? list?.fields : events?.fields) ?? {};
  return {
    name: placeOf(fields.patient),
    phone: placeOf(fields.phone),
    time: placeOf(fields.start),
    state: placeOf(fields.status),
  };
}
