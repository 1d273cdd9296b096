import type { AppointmentChange } from "../../domain/appointment.ts";
import { compareFeed, feedLook, plainOf } from "../../domain/feeds/compare.ts";
import type { Feed } from "../../domain/feeds/feed.ts";
import { writtenOver } from "../../domain/feeds/written-over.ts";
import { looksToKeep } from "../../domain/looks/compare.ts";
import { wayOf } from "../../domain/looks/day-look.ts";
import { timeZoneOf } from "../../domain/settings.ts";
import { reasonOf } from "../../domain/site-reading/gate.ts";
import { dayOf } from "../../domain/text/when.ts";
import { isSameVisit } from "../../domain/thread/same-patient.ts";
import { loadFeedStamp } from "../../storage/feed-cache.ts";
import { looksOf, putLooks } from "../../storage/looks.ts";
import { loadSettings } from "../../storage/settings.ts";
import { loadReading } from "../../storage/site-readings.ts";
import { isToldElsewhere } from "../sending/elsewhere.ts";
import { recordChange } from "../sending/intake.ts";
import { type Standing, takeRemindersAlong } from "../sending/reminders-elsewhere.ts";
import { shownIn, shownInOthers } from "./still-shown.ts";
import { isTold, propose } from "./take-look.ts";

/**
 * What is new, moved or gone in a feed since the last look is proposed, or leaves by itself where the practice wants
 * that. What another patient has by now is proposed. Before a person has confirmed how the feed is read, nothing is
 * looked at, and the first look after that is the one that later ones are held against.
 *
 * @param placeholders names of those that plugins contribute
 * @returns how many texts came of it
 */
export const takeFeedLook = (feed: Feed, placeholders: readonly string[]): Promise<number> =>
  navigator.locks.request(`pipni:looks:${feed.id}`, async () => {
    const stamp = await loadFeedStamp(feed.id);
    const { standing: standsAs, reading } = await loadReading(feed.id);
    if (!stamp || reasonOf(standsAs) !== null) return 0;
    const now = Date.now();
    const settings = await loadSettings();
    const zone = timeZoneOf(settings);
    const dayIn = (start: string): string => dayOf(start, zone).toString();
    const read = await shownIn(feed.id, placeholders);
    const shown = read.map(({ appointment }) => appointment);
    const unanswered = new Set(
      read.flatMap(({ appointment: { id }, isUnanswered }) => (isUnanswered ? [id] : [])),
    );
    const today = dayOf(new Date(now).toISOString(), zone);
    const last = Temporal.Instant.fromEpochMilliseconds(stamp.to).toZonedDateTimeISO(zone).toPlainDate();
    const days = Array.from({ length: today.until(last).days }, (_, ahead) =>
      today.add({ days: ahead }).toString(),
    );
    // What is kept of a quiet day is written anew once a day, and so does not grow old.
    const look = feedLook(shown, days, dayIn, `feed ${today}`);
    const way = wayOf(look);
    const known = (await looksOf(feed.id)).filter((row) => row.way === way);
    // Somebody who is read otherwise since that was confirmed anew is no other patient.
    const readSo = known.filter(({ at }) => at >= Math.max(reading?.since ?? 0, reading?.confirmedAt ?? 0));
    const over = writtenOver(shown, readSo, now);
    const isOver = new Set(over.map(({ appointment: { id } }) => id));
    const changes = compareFeed(look, shown, { known, dayOf: dayIn }, now).filter(
      ({ appointment: { id } }) => !isOver.has(id),
    );
    const all = [...over, ...changes];
    const plain = feed.isUnattended ? plainOf(all, unanswered) : new Set<AppointmentChange>();
    const standing = all.some(({ type }) => type === "cancelled")
      ? [
          ...shown.map((appointment) => ({ calendarId: feed.id, appointment })),
          ...(await shownInOthers(feed.id, placeholders)),
        ]
      : [];
    const standsAt = ({ type, appointment }: AppointmentChange): Standing | undefined =>
      type === "cancelled" ? standing.find((one) => isSameVisit(one.appointment, appointment)) : undefined;
    let told = 0;
    for (const change of all) {
      const there = standsAt(change);
      if (there) await takeRemindersAlong({ calendarId: feed.id, appointment: change.appointment }, there);
      if (there || (await isToldElsewhere(feed.id, change, settings))) continue;
      if (!plain.has(change) || isOver.has(change.appointment.id)) told += await propose(feed, change);
      else if (!(await isTold(feed.id, change))) told += (await recordChange(feed.id, change)).pending.length;
    }
    // Last: whoever dies before this compares once more, and what is told already is not told anew.
    await putLooks(looksToKeep(look, feed.id, known, now));
    return told;
  });
