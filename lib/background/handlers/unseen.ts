import { timeZoneOf } from "../../domain/settings.ts";
import { dayOf } from "../../domain/text/when.ts";
import { loadSettings } from "../../storage/settings.ts";
import { readingTabs } from "../../storage/tabs.ts";
import { unseenById } from "../../storage/unseen.ts";
import { attempt } from "../attempt.ts";
import { tick } from "../jobs/index.ts";
import { giveUpUnseen, showCalendar, tellSeen } from "../looks/unseen.ts";
import { listDay } from "../sending/day-listing.ts";
import { siteById } from "../sites/sites.ts";
import type { HandlersOf } from "./server.ts";

export const unseenHandlers: HandlersOf<"unseen"> = {
  "unseen.drop": async ({ id }) => {
    await giveUpUnseen(id);
    return null;
  },
  "unseen.show": async ({ id }) => {
    const row = await unseenById(id);
    const site = row && (await siteById(row.calendarId));
    if (!site) return null;
    const [frame] = (await readingTabs()).get(site.id) ?? [];
    await showCalendar(site.origin, frame?.tabId);
    if (!frame) return null;
    const day = dayOf(row.creation.start, timeZoneOf(await loadSettings())).toString();
    const listing = await listDay(frame, day);
    if (!listing?.ok) return null;
    const { appointments, partial } = listing;
    await tellSeen(site, { days: [{ day, appointments }], isWhole: partial === undefined });
    attempt(tick);
    return null;
  },
};
