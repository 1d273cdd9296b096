import { browser } from "wxt/browser";
import type { Appointment } from "../../domain/appointment.ts";
import { named } from "../../domain/directory/knowledge.ts";
import type { Look } from "../../domain/looks/day-look.ts";
import {
  expiresAt,
  fitting,
  keyOf,
  onItsWay,
  type UnseenCreation,
  type UnseenRow,
} from "../../domain/looks/unseen.ts";
import { timeZoneOf } from "../../domain/settings.ts";
import { dayOf } from "../../domain/text/when.ts";
import { changeRows } from "../../storage/outbox-store.ts";
import { loadSettings } from "../../storage/settings.ts";
import type { Site } from "../../storage/sites.ts";
import {
  addUnseen,
  allUnseen,
  changeUnseen,
  dropUnseen,
  unseenById,
  unseenOf,
} from "../../storage/unseen.ts";
import { knowledge } from "../sending/directory.ts";
import { countFlood } from "../sending/flood.ts";
import { type Consequence, recordChange, recordFinding } from "../sending/intake.ts";
import { makeWhole } from "../sending/recovery.ts";

/** What was made in a calendar and is yet to be seen there: kept on disk until it is seen, or a person decides. */

/** Nobody looks through more of them; a page gone wrong, or worse, may report them without end. */
const mostWaiting = 300;

/** @returns what is known of it; `null` where there are too many already, and it is only counted */
export async function recordUnseen(
  calendarId: string,
  creation: UnseenCreation,
): Promise<UnseenCreation | null> {
  const known = await withName(calendarId, creation);
  const others = await unseenOf(calendarId);
  if (others.length >= mostWaiting && !others.some(({ key }) => key === keyOf(calendarId, creation))) {
    await countUnseen(calendarId, known);
    return null;
  }
  await addUnseen({
    id: crypto.randomUUID(),
    calendarId,
    key: keyOf(calendarId, creation),
    creation: known,
    madeAt: Date.now(),
    state: "waits",
  });
  return known;
}

async function countUnseen(calendarId: string, { start, title, patient }: UnseenCreation): Promise<void> {
  const now = Date.now();
  const about: Appointment = { id: "-", start, end: null, allDay: false, title, patient };
  const { messages, happenings } = await countFlood(calendarId, about, now);
  await changeRows(happenings, messages, now);
}

/** With the name that the directory has for the calendar's patient, where the request tells none. */
async function withName(calendarId: string, creation: UnseenCreation): Promise<UnseenCreation> {
  const { start, title, patient } = creation;
  if (patient?.name !== "") return creation;
  const about: Appointment = { id: "-", start, end: null, allDay: false, title, patient };
  const known = await knowledge(calendarId, about, await loadSettings());
  return { ...creation, patient: named(about, known).patient };
}

/** The calendar's page has told of an appointment itself. */
export async function forgetSeen(calendarId: string, appointment: Appointment): Promise<void> {
  const rows = await unseenOf(calendarId);
  await dropUnseen(rows.filter(({ creation }) => fitting(creation, [appointment]).length > 0));
}

/**
 * Tells what was waited for, as far as the calendar shows it now.
 * @returns what came of it
 */
export async function tellSeen(
  { id, name }: Site,
  look: Pick<Look, "days" | "isWhole">,
): Promise<Consequence[]> {
  await makeWhole();
  const rows = await unseenOf(id);
  if (rows.length === 0) return [];
  const now = Date.now();
  const zone = timeZoneOf(await loadSettings());
  const days = new Set(look.days.map(({ day }) => day));
  const shown = look.days.flatMap(({ appointments }) => appointments);
  const told: Consequence[] = [];
  for (const row of rows) {
    const { creation, madeAt } = row;
    const found = fitting(creation, shown);
    if (found.length === 0) {
      const isLate = now - madeAt > onItsWay;
      if (isLate && days.has(dayOf(creation.start, zone).toString())) await missIn(look, row);
      continue;
    }
    // Of several, or of what turns up late, a person decides.
    const isSure = found.length === 1 && row.state === "waits" && now < expiresAt(row);
    for (const appointment of found) {
      const change = { type: "created", appointment } as const;
      told.push(isSure ? await recordChange(id, change) : await recordFinding(id, name, change));
    }
    await dropUnseen([row]);
  }
  return told;
}

/** Its day was shown without it. Where a filter may hide it, it goes on waiting. */
async function missIn({ isWhole }: Pick<Look, "isWhole">, row: UnseenRow): Promise<void> {
  if (isWhole ? row.state !== "waits" : row.creation.why === "notShown") return;
  await changeUnseen([row], (now) =>
    isWhole ? { ...now, state: "absent" } : { ...now, creation: { ...now.creation, why: "notShown" } },
  );
}

const waiting = async (): Promise<UnseenRow[]> =>
  (await allUnseen()).filter(({ state }) => state === "waits");

/** What nobody has shown in time is for a person to decide. */
export async function expireUnseen(now: number): Promise<void> {
  const over = (await waiting()).filter((row) => expiresAt(row) <= now);
  await changeUnseen(over, (row) => ({ ...row, state: "expired" }));
}

/** When the next one expires, in milliseconds since the epoch. */
export async function nextExpiry(): Promise<number | null> {
  const times = (await waiting()).map(expiresAt);
  return times.length === 0 ? null : Math.min(...times);
}

/** A person wants nothing told. */
export async function giveUpUnseen(id: string): Promise<void> {
  const row = await unseenById(id);
  if (row) await dropUnseen([row]);
}

/** Brings a calendar's tab to the front, or opens one. */
export async function showCalendar(origin: string, tabId: number | undefined): Promise<void> {
  if (tabId === undefined) {
    await browser.tabs.create({ url: origin });
    return;
  }
  const { windowId } = (await browser.tabs.update(tabId, { active: true })) ?? {};
  if (windowId !== undefined) await browser.windows.update(windowId, { focused: true });
}
