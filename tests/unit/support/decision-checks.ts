import { expect } from "vitest";
import type { AppointmentChange, Patient } from "../../../lib/domain/appointment.ts";
import type { Message } from "../../../lib/domain/outbox/message.ts";
import type { ReasonCode } from "../../../lib/domain/outbox/reason.ts";
import type { ReminderWish } from "../../../lib/domain/thread/reminder-decision.ts";
import { defaultReminders } from "../../../lib/domain/thread/reminders.ts";
import type { Reply } from "../../../lib/domain/thread/reply.ts";
import { sampleMessage } from "./sample-message.ts";

/**
 * What the decision about a patient's phone has to get right, as checks of its pure modules alone. They are run against
 * the modules as they are, and against ones that were broken on purpose.
 */

export interface DecisionModules {
  thread: Pick<typeof import("../../../lib/domain/thread/thread.ts"), "threadOf" | "isCancelledAt">;
  change: Pick<typeof import("../../../lib/domain/thread/change-decision.ts"), "decideChange">;
  bulk: Pick<typeof import("../../../lib/domain/thread/bulk-decision.ts"), "decideBulk">;
  reminder: Pick<
    typeof import("../../../lib/domain/thread/reminder-decision.ts"),
    "decideReminders" | "decideHandOver"
  >;
  given: Pick<typeof import("../../../lib/domain/thread/giving-back-decision.ts"), "decideGivingBack">;
  answer: Pick<typeof import("../../../lib/domain/thread/answer-decision.ts"), "decideAnswer">;
  patient: Pick<typeof import("../../../lib/domain/thread/patient-change.ts"), "changesFor">;
  same: Pick<typeof import("../../../lib/domain/thread/same-patient.ts"), "comparePatients">;
  knows: Pick<typeof import("../../../lib/domain/thread/knows.ts"), "knowsOf">;
}

const hour = 3_600_000;
const now = Date.parse("2026-11-23T09:00:00Z");
const nine = "2026-11-25T08:00:00Z";
const ten = "2026-11-25T09:00:00Z";
const at = (start: string) => ({ ...sampleMessage().appointment, start });

let made = 0;
/** Rows come in the order in which they were made. */
function row(change: Partial<Message> = {}): Message {
  const createdAt = change.createdAt ?? now - 10 * hour + ++made * 1000;
  return sampleMessage({ appointment: at(nine), createdAt, ...change });
}
const confirmed = (change: Partial<Message> = {}) => row({ state: "sent", ...change });
const cancelled = (change: Partial<Message> = {}) => row({ kind: "cancellation", ...change });
const schedule = { slot: "1 days", sendAt: now + 24 * hour };
const reminder = (change: Partial<Message> = {}) =>
  row({ kind: "reminder", origin: "plan", state: "scheduled", schedule, ...change });
const reply = (verdict: Reply["verdict"], change: Partial<Reply> = {}): Reply => ({
  id: "1",
  text: "Nepřijdu",
  at: now - hour,
  verdict,
  ...change,
});
const moved: AppointmentChange = { type: "moved", appointment: at(ten), previousStart: nine };
const isCancelled: AppointmentChange = { type: "cancelled", appointment: at(nine) };
const wish = (change: Partial<ReminderWish> = {}): ReminderWish => ({
  start: nine,
  subject: "subject",
  patient: { id: null, name: "Jana Vzorová", phone: "601 000 001" },
  times: [{ slot: "1 days", at: schedule.sendAt }],
  isNews: false,
  isReported: false,
  isSeen: false,
  endsWithConfirmation: false,
  why: { code: "superseded" },
  ...change,
});
const jana: Patient = { id: null, name: "Jana Vzorová", phone: "601 000 001" };
const events = (happenings: readonly { event: { type: string } }[]) =>
  happenings.map(({ event }) => event.type);
const codes = (happenings: readonly { event: object }[]) =>
  happenings.map(({ event }) => ("reason" in event ? (event.reason as { code: string }).code : null));

export const checks: Record<string, (modules: DecisionModules) => void> = {
  "the thread: nothing was said, nothing is believed": ({ thread }) => {
    expect(thread.threadOf([row({ state: "rejected" }), row({ state: "skipped" })], now)).toMatchObject({
      believes: { type: "nothing" },
      willBelieve: { type: "nothing" },
      coming: [],
      heard: [],
    });
  },
  "the thread: the last word counts, in whatever order the rows come": ({ thread }) => {
    const [first, last] = [confirmed(), cancelled()];
    for (const rows of [
      [first, last],
      [last, first],
    ])
      expect(thread.threadOf(rows, now).believes).toEqual({ type: "cancelled", by: last });
  },
  "the thread: what may have left counts as heard": ({ thread }) => {
    for (const state of ["unknown", "sending"] as const)
      expect(thread.threadOf([cancelled({ state })], now).believes.type).toBe("cancelled");
  },
  "the thread: what waits will be believed, and is not yet": ({ thread }) => {
    for (const state of ["queued", "held"] as const) {
      const { believes, willBelieve } = thread.threadOf([confirmed(), cancelled({ state })], now);
      expect([believes.type, willBelieve.type]).toEqual(["at", "cancelled"]);
    }
  },
  "the thread: a reminder tells nothing before its time, and then it does": ({ thread }) => {
    const standing = reminder();
    expect(thread.threadOf([standing], now)).toMatchObject({
      believes: { type: "nothing" },
      willBelieve: { type: "nothing" },
      coming: [standing],
    });
    expect(thread.threadOf([standing], schedule.sendAt + 1).believes.type).toBe("at");
  },
  "the thread: an answer that nobody read is unread, and a read one is the answer": ({ thread }) => {
    expect(thread.threadOf([confirmed({ replies: [reply(null)] })], now)).toMatchObject({
      answer: null,
      unread: { id: "1" },
    });
    expect(thread.threadOf([confirmed({ replies: [reply("declines")] })], now)).toMatchObject({
      answer: { verdict: "declines", start: nine },
      unread: null,
    });
  },
  "the thread: of two answers the last one counts, and news from the calendar ends it": ({ thread }) => {
    const answered = confirmed({
      replies: [reply("declines"), reply("confirms", { id: "2", at: now - hour / 2 })],
    });
    expect(thread.threadOf([answered], now).answer?.verdict).toBe("confirms");
    const news = row({ state: "queued", appointment: at(ten), createdAt: now });
    expect(thread.threadOf([answered, news], now).answer).toBeNull();
  },
  "the thread: to a cancellation nobody answers that they come": ({ thread }) => {
    expect(thread.threadOf([cancelled({ replies: [reply("confirms")] })], now).answer).toBeNull();
  },
  "what is cancelled is so until the calendar plans anew": ({ thread }) => {
    const off = cancelled();
    expect(thread.isCancelledAt(thread.threadOf([off], now), nine)).toBe(true);
    expect(thread.isCancelledAt(thread.threadOf([off], now), ten)).toBe(false);
    const anew = reminder({ createdAt: now });
    expect(thread.isCancelledAt(thread.threadOf([off, anew], now), nine)).toBe(false);
    const before = reminder({ createdAt: 1 });
    expect(thread.isCancelledAt(thread.threadOf([off, before], now), nine)).toBe(true);
  },
  "bulk: the same news twice is not sent": ({ thread, bulk }) => {
    for (const [state, code] of [
      ["sent", "alreadySent"],
      ["queued", "alreadyWaiting"],
      ["held", "alreadyWaiting"],
      ["unknown", "outcomeUnknown"],
    ] as const)
      expect(
        bulk.decideBulk(thread.threadOf([confirmed({ state })], now), { kind: "confirmation", start: nine })
          .blocked?.code,
      ).toBe(code);
  },
  "bulk: after 'cancelled' a time asks once": ({ thread, bulk }) => {
    const known = thread.threadOf([confirmed(), cancelled()], now);
    for (const kind of ["confirmation", "reminder"] as const)
      expect(bulk.decideBulk(known, { kind, start: nine })).toMatchObject({
        blocked: null,
        doubt: { code: "believesCancelled" },
      });
  },
  "bulk: who does not come is asked about, at that start alone": ({ thread, bulk }) => {
    const known = thread.threadOf([confirmed({ replies: [reply("declines")] })], now);
    expect(bulk.decideBulk(known, { kind: "reminder", start: nine }).doubt?.code).toBe("declined");
    expect(bulk.decideBulk(known, { kind: "reminder", start: ten }).doubt).toBeNull();
  },
  "bulk: a cancellation takes back all that says otherwise": ({ thread, bulk }) => {
    const rows = [reminder(), row({ state: "queued" }), reminder({ state: "planned" })];
    const { happenings } = bulk.decideBulk(thread.threadOf(rows, now), {
      kind: "cancellation",
      start: nine,
    });
    expect(new Map(happenings.map(({ id, event }) => [id, event.type]))).toEqual(
      new Map(rows.map(({ id, state }) => [id, state === "scheduled" ? "withdraw" : "skip"])),
    );
    expect(new Set(codes(happenings))).toEqual(new Set(["toldCancelled"]));
  },
  "bulk: what is just being handed over is outdated by a cancellation": ({ thread, bulk }) => {
    const rows = [reminder({ state: "sending" })];
    const { happenings } = bulk.decideBulk(thread.threadOf(rows, now), {
      kind: "cancellation",
      start: nine,
    });
    expect(happenings.map(({ event }) => event)).toEqual([{ type: "outdate", start: null }]);
  },
  "bulk: a reminder or a confirmation takes nothing back": ({ thread, bulk }) => {
    const known = thread.threadOf([reminder()], now);
    for (const kind of ["confirmation", "reminder"] as const)
      expect(bulk.decideBulk(known, { kind, start: ten }).happenings).toEqual([]);
  },
  "bulk: cancelled, made anew and cancelled again is a new cancellation": ({ thread, bulk }) => {
    const known = thread.threadOf([cancelled(), confirmed({ state: "sent" })], now);
    expect(bulk.decideBulk(known, { kind: "cancellation", start: nine }).blocked).toBeNull();
  },
  "reminders: one is planned where none is": ({ reminder: { decideReminders } }) => {
    expect(decideReminders([], wish(), now).plan).toHaveLength(1);
    expect(decideReminders([], wish({ subject: null }), now).plan).toEqual([]);
  },
  "reminders: one that is past or near is not planned": ({ reminder: { decideReminders } }) => {
    for (const moment of [now - 1, now + 60_000])
      expect(decideReminders([], wish({ times: [{ slot: "1 days", at: moment }] }), now).plan).toEqual([]);
  },
  "reminders: of one slot and start there is one, whatever was told in between": ({
    reminder: { decideReminders },
  }) => {
    for (const state of ["planned", "held", "scheduled", "sent", "unknown"] as const) {
      const about = [reminder({ state }), confirmed()];
      expect(decideReminders(about, wish(), now)).toEqual({ happenings: [], plan: [] });
    }
  },
  "reminders: one that was taken back for good may come again, one that a person stopped may not": ({
    reminder: { decideReminders },
  }) => {
    const freed = reminder({ state: "skipped", key: "key~1" });
    expect(decideReminders([freed], wish(), now).plan).toHaveLength(1);
    expect(decideReminders([reminder({ state: "skipped" })], wish(), now).plan).toEqual([]);
  },
  "reminders: of another start, another number or another moment gives way": ({
    reminder: { decideReminders },
  }) => {
    for (const other of [
      reminder({ appointment: at(ten) }),
      reminder({ subject: "another" }),
      reminder({ schedule: { slot: "1 days", sendAt: schedule.sendAt + hour } }),
      reminder({ schedule: { slot: "2 days", sendAt: schedule.sendAt } }),
    ]) {
      const { happenings, plan } = decideReminders([other], wish(), now);
      expect([events(happenings), plan.length]).toEqual([["withdraw"], 1]);
    }
  },
  "reminders: nothing reminds whoever believes it cancelled or does not come": ({
    reminder: { decideReminders },
  }) => {
    for (const [told, code] of [
      [cancelled(), "toldCancelled"],
      [confirmed({ replies: [reply("declines")] }), "declined"],
    ] as const) {
      const standing = reminder({ createdAt: 1 });
      const { happenings, plan } = decideReminders([standing, told], wish(), now);
      expect([codes(happenings), plan]).toEqual([[code], []]);
      // The calendar's news begins anew.
      expect(decideReminders([told], wish({ isNews: true }), now).plan).toHaveLength(1);
      // Nor does another number of theirs bring it back, unless somebody else has the appointment by now.
      const elsewhere = wish({ subject: "other" });
      if (told.kind === "cancellation") expect(decideReminders([told], elsewhere, now).plan).toEqual([]);
      const petr = { id: null, name: "Petr Novotný", phone: "601 000 002" };
      expect(decideReminders([told], { ...elsewhere, patient: petr }, now).plan).toHaveLength(1);
    }
  },
  "reminders: none is handed over to whoever believes it cancelled": ({ reminder: { decideHandOver } }) => {
    const planned = reminder({ state: "planned", createdAt: 1 });
    const reminders = { ...defaultReminders, enabled: true };
    const how = { reminders, timeZone: "Europe/Prague", now };
    expect(decideHandOver(planned, [planned, cancelled()], [], how)).toMatchObject({
      type: "skip",
      reason: { code: "toldCancelled" },
    });
    expect(decideHandOver(planned, [planned, confirmed()], [], how)).toMatchObject({ type: "promote" });
  },
  "reminders: whoever comes is reminded, unless the practice wants it otherwise": ({
    reminder: { decideReminders },
  }) => {
    const about = [reminder({ createdAt: 1 }), confirmed({ replies: [reply("confirms")] })];
    expect(decideReminders(about, wish(), now).happenings).toEqual([]);
    expect(codes(decideReminders(about, wish({ endsWithConfirmation: true }), now).happenings)).toEqual([
      "confirmed",
    ]);
  },
  "reminders: one that comes back once they are on does so for the same number alone": ({
    reminder: { decideReminders },
  }) => {
    const history = (code: ReasonCode) => [
      { at: now - hour, state: "withdrawing" as const, reason: { code } },
    ];
    const leaving = (code: ReasonCode) =>
      reminder({ state: "withdrawing", subject: "another", history: history(code) });
    expect(events(decideReminders([leaving("remindersOff")], wish(), now).happenings)).toEqual(["withdraw"]);
    expect(decideReminders([leaving("superseded")], wish(), now).happenings).toEqual([]);
  },
  "reminders: what a person sent by hand does not stand for one": ({ reminder: { decideReminders } }) => {
    const byHand = row({ kind: "reminder", origin: "bulk", state: "sent" });
    expect(decideReminders([byHand], wish(), now).plan).toHaveLength(1);
    // Unless the appointment was made elsewhere, where perhaps another computer reminds of it.
    expect(decideReminders([byHand], wish({ isSeen: true }), now).plan).toEqual([]);
  },
  "a change: what waits and is no longer so gives way to the news": ({ change: { decideChange } }) => {
    const waiting = row({ state: "queued", previousStart: null });
    const { news, withdrawn, told } = decideChange([waiting], moved);
    expect({ news, withdrawn, told }).toEqual({
      news: { kind: "confirmation", from: null, start: ten },
      withdrawn: [waiting.id],
      told: null,
    });
  },
  "a change: reported again it is the text that waits": ({ change: { decideChange } }) => {
    const waiting = row({ state: "queued", appointment: at(ten), previousStart: nine });
    expect(decideChange([waiting], moved)).toMatchObject({ told: { id: waiting.id }, withdrawn: [] });
  },
  "a change: made and cancelled before anybody heard leaves nothing to tell": ({
    change: { decideChange },
  }) => {
    expect(decideChange([row({ state: "queued" })], isCancelled).news).toBeNull();
    expect(decideChange([confirmed()], isCancelled).news?.kind).toBe("cancellation");
  },
  "a change: takes back the reminder from GoSMS, a guess does not": ({ change: { decideChange } }) => {
    const standing = reminder();
    expect(events(decideChange([standing], moved).happenings)).toEqual(["withdraw"]);
    expect(decideChange([standing], moved, true).happenings).toEqual([]);
  },
  "a change: what only seems gone asks about its reminder where nobody has heard": ({
    change: { decideChange },
  }) => {
    const waiting = row({ state: "queued", previousStart: null });
    const standing = reminder();
    const { happenings } = decideChange([waiting, standing], isCancelled, true);
    expect(happenings.find(({ id }) => id === standing.id)?.event).toMatchObject({
      type: "missed",
      reason: { code: "notSeen" },
    });
    // Shown again, it is no longer asked about.
    const doubted = reminder({ reason: { code: "notSeen" } });
    const created: AppointmentChange = { type: "created", appointment: at(nine) };
    const gaveWay = row({ state: "skipped", reason: { code: "takenBack" }, previousStart: null });
    expect(events(decideChange([gaveWay, doubted], created).happenings)).toContain("seen");
  },
  "a change: a corrected number hears what GoSMS refused for the one before": ({
    change: { decideChange },
  }) => {
    const refused = row({
      state: "rejected",
      reason: { code: "invalidRecipient" },
      origin: "auto",
      previousStart: null,
    });
    const patient = { ...(at(nine).patient as Patient), phone: "601 000 009" };
    const correction: AppointmentChange = {
      type: "moved",
      appointment: { ...at(nine), patient },
      previousStart: nine,
    };
    expect(decideChange([refused], correction)).toMatchObject({
      news: { kind: "confirmation", from: null, start: nine },
      replaced: [{ id: refused.id, event: { type: "acknowledge" } }],
    });
    expect(decideChange([{ ...refused, acknowledged: true }], correction).news).toBeNull();
  },
  "a change: what is on its way or left is marked": ({ change: { decideChange } }) => {
    for (const state of ["sending", "unknown", "sent"] as const)
      expect(decideChange([row({ state })], moved).happenings.map(({ event }) => event)).toEqual([
        { type: "outdate", start: ten },
      ]);
    const patient = { ...(at(nine).patient as Patient), phone: "601 000 009" };
    const correction: AppointmentChange = {
      type: "moved",
      appointment: { ...at(nine), patient },
      previousStart: nine,
    };
    expect(
      decideChange([row({ state: "sending" })], correction).happenings.map(({ event }) => event),
    ).toEqual([{ type: "outdate", start: nine, hasOtherNumber: true }]);
  },
  "a change: what a person sends and is still so goes on": ({ change: { decideChange } }) => {
    const bulk = row({ origin: "bulk", state: "queued", appointment: at(ten) });
    expect(decideChange([bulk], moved).withdrawn).toEqual([]);
    expect(decideChange([row({ origin: "bulk", state: "queued" })], moved).withdrawn).toHaveLength(1);
  },
  "a change: a page that reports it once more after a person's cancellation brings no news": ({
    change: { decideChange },
  }) => {
    const created: AppointmentChange = { type: "created", appointment: at(nine) };
    const [made, told] = [confirmed({ previousStart: null }), cancelled({ origin: "bulk", state: "sent" })];
    expect(decideChange([told, made], created)).toMatchObject({
      news: null,
      isRepeated: true,
      happenings: [],
    });
    // Taken out of the calendar in between, it is news.
    const gone = { ...told, changed: { start: null } };
    expect(decideChange([gone, made], created)).toMatchObject({
      news: { kind: "confirmation", start: nine },
      isRepeated: false,
    });
    // What gave way says nothing of where the calendar has it.
    const gaveWay = row({ state: "skipped", reason: { code: "superseded" }, appointment: at(ten) });
    expect(decideChange([gaveWay, told, made], created).isRepeated).toBe(true);
    // From where it was never known to be, it comes for the first time.
    const moves: AppointmentChange = { type: "moved", appointment: at(nine), previousStart: ten };
    expect(decideChange([told, made], moves).isRepeated).toBe(false);
    expect(decideChange([told, made], { ...moves, previousStart: nine }).isRepeated).toBe(false);
    expect(decideChange([told, made], isCancelled).isRepeated).toBe(false);
  },
  "a change: moved there and back, it is confirmed to whoever was told that it is off": ({
    change: { decideChange },
  }) => {
    const back: AppointmentChange = { type: "moved", appointment: at(nine), previousStart: ten };
    const made = confirmed();
    const told = cancelled({ origin: "bulk", state: "sent" });
    const waiting = row({ state: "queued", previousStart: nine, appointment: at(ten) });
    expect(decideChange([waiting, told, made], back).news).toEqual({
      kind: "confirmation",
      from: null,
      start: nine,
    });
    expect(decideChange([waiting, made], back).news).toBeNull();
    expect(decideChange([waiting, confirmed({ createdAt: now }), told], back).news).toBeNull();
  },
  "a change: what came to nothing is news to whoever heard otherwise from the window": ({
    change: { decideChange },
  }) => {
    const back: AppointmentChange = { type: "moved", appointment: at(nine), previousStart: ten };
    const first = confirmed();
    const waiting = row({ state: "held", previousStart: nine, appointment: at(ten) });
    const byHand = (start: string) =>
      row({ kind: "reminder", origin: "bulk", state: "sent", appointment: at(start) });
    expect(decideChange([byHand(ten), waiting, first], back).news).toEqual({
      kind: "confirmation",
      from: ten,
      start: nine,
    });
    expect(decideChange([byHand(nine), waiting, first], back).news).toBeNull();
    const made = row({ state: "held", previousStart: null });
    expect(decideChange([byHand(nine), made], isCancelled).news).toEqual({
      kind: "cancellation",
      from: nine,
      start: nine,
    });
    expect(decideChange([made], isCancelled).news).toBeNull();
    expect(decideChange([cancelled({ origin: "bulk", state: "sent" }), made], isCancelled).news).toBeNull();
  },
  "a change: what a person sends does not go to a number that was corrected": ({
    change: { decideChange },
  }) => {
    const corrected = (phone: string): AppointmentChange => ({
      type: "moved",
      appointment: { ...at(nine), patient: { ...jana, phone } },
      previousStart: nine,
    });
    const why = (one: Message, phone: string) => codes(decideChange([one], corrected(phone)).happenings);
    for (const origin of ["bulk", "again"] as const) {
      const waiting = row({ origin, state: "held" });
      expect(why(waiting, "601 000 009")).toEqual(["phoneChanged"]);
      expect(why(waiting, "+420 601 000 001")).toEqual([]);
      // The directory knew a better one than the calendar.
      expect(why({ ...waiting, phone: "+420602000001" }, "601 000 009")).toEqual([]);
    }
    expect(why(reminder({ state: "planned" }), "601 000 009")).toEqual([]);
  },
  "own words: they are no news": ({ thread, knows, bulk: { decideBulk }, change: { decideChange } }) => {
    const own = (change: Partial<Message> = {}) =>
      row({ kind: "own", origin: "bulk", state: "sent", ...change });
    expect(thread.threadOf([own()], now).believes).toEqual({ type: "nothing" });
    expect(thread.threadOf([own({ state: "queued" })], now).willBelieve).toEqual({ type: "nothing" });
    const told = thread.threadOf([cancelled({ state: "sent" }), own()], now);
    expect([told.believes.type, told.willBelieve.type]).toEqual(["cancelled", "cancelled"]);
    expect(knows.knowsOf(thread.threadOf([own(), own({ state: "queued" })], now))).toMatchObject({
      believes: null,
      coming: { kind: "own" },
    });
    // Between two texts they change nothing of what stands.
    const before = [confirmed(), own({ appointment: at(ten) })];
    expect(
      decideBulk(thread.threadOf(before, now), { kind: "confirmation", start: nine }).blocked?.code,
    ).toBe("alreadySent");
    const off = [cancelled({ state: "sent" }), own()];
    expect(decideBulk(thread.threadOf(off, now), { kind: "cancellation", start: nine }).blocked?.code).toBe(
      "alreadySent",
    );
    // What gave way was not told by them, and who comes back hears of it.
    const created: AppointmentChange = { type: "created", appointment: at(nine) };
    const gaveWay = row({ state: "skipped", reason: { code: "takenBack" }, previousStart: null });
    expect(decideChange([own(), gaveWay], created).news?.kind).toBe("confirmation");
    expect(decideChange([own(), reminder(), gaveWay], created).news?.kind).toBe("confirmation");
    const back: AppointmentChange = { type: "moved", appointment: at(nine), previousStart: ten };
    const waiting = row({ state: "queued", previousStart: nine, appointment: at(ten) });
    const heard = cancelled({ origin: "bulk", state: "sent" });
    expect(decideChange([own(), waiting, heard, confirmed({ createdAt: 1 })], back).news?.kind).toBe(
      "confirmation",
    );
    const superseded = row({ state: "skipped", reason: { code: "superseded" }, previousStart: null });
    expect(decideChange([own(), superseded], isCancelled).news).toBeNull();
  },
  "own words: the same ones are asked about once, and not while they wait": ({
    thread,
    bulk: { decideBulk },
  }) => {
    const own = (change: Partial<Message> = {}) =>
      row({ kind: "own", origin: "bulk", state: "sent", text: "slova", key: "own", ...change });
    const decided = (rows: Message[], beside: Message[] = [], text = "slova", key = "own") =>
      decideBulk(thread.threadOf(rows, now), { kind: "own", start: nine, own: { text, key, beside } });
    expect(decided([own()])).toMatchObject({ blocked: null, doubt: { code: "alreadySent" } });
    expect(decided([own({ state: "queued" })]).blocked?.code).toBe("alreadyWaiting");
    expect(decided([own({ state: "unknown" })]).blocked?.code).toBe("outcomeUnknown");
    expect(decided([own()], [], "jiná", "other")).toMatchObject({ blocked: null, doubt: null });
    expect(decided([confirmed({ text: "slova" })])).toMatchObject({ blocked: null, doubt: null });
    // About another appointment of the same number, or where the words are gone.
    expect(decided([], [own()]).doubt?.code).toBe("alreadySent");
    expect(decided([own({ text: "", key: "own+1" })]).doubt?.code).toBe("alreadySent");
    // Asked about one thing, nobody was asked about another.
    expect(decided([cancelled({ state: "sent" }), own()])).toMatchObject({
      blocked: { code: "alreadySent" },
      doubt: { code: "believesCancelled" },
    });
    const failed = own({ state: "rejected" });
    expect(events(decided([failed]).happenings)).toEqual(["acknowledge"]);
    expect(decided([failed]).latest?.id).toBe(failed.id);
    expect(
      codes(
        decideBulk(thread.threadOf([own({ state: "queued" })], now), { kind: "cancellation", start: nine })
          .happenings,
      ),
    ).toEqual(["toldCancelled"]);
  },
  "own words: a change takes them back with their day": ({ change: { decideChange } }) => {
    const holds = { from: Date.parse(nine) - hour, to: Date.parse(nine) + 2 * hour };
    const own = row({ kind: "own", origin: "bulk", state: "queued", holds });
    expect(decideChange([own], moved).withdrawn).toEqual([]);
    const away: AppointmentChange = {
      ...moved,
      appointment: at("2026-11-25T10:00:00Z"),
    } as AppointmentChange;
    expect(decideChange([own], away).withdrawn).toEqual([own.id]);
    expect(decideChange([own], isCancelled).withdrawn).toEqual([own.id]);
  },
  "an answer: whoever does not come is reminded of nothing": ({ answer: { decideAnswer } }) => {
    const answered = confirmed();
    const rows = [answered, reminder(), reminder({ state: "planned" }), reminder({ appointment: at(ten) })];
    const happenings = decideAnswer(rows, answered, "declines", false);
    expect([events(happenings), codes(happenings)]).toEqual([
      ["withdraw", "skip"],
      ["declined", "declined"],
    ]);
    for (const verdict of ["confirms", "optsOut", "read"] as const)
      expect(decideAnswer(rows, answered, verdict, false)).toEqual([]);
    expect(codes(decideAnswer(rows, answered, "confirms", true))).toEqual(["confirmed", "confirmed"]);
    expect(decideAnswer(rows, cancelled(), "declines", false)).toEqual([]);
  },
  "another patient: a cancellation for the first, a confirmation for the second": ({ patient }) => {
    const petr: Patient = { id: null, name: "Petr Novotný", phone: "601 000 002" };
    const appointment = { ...at(nine), patient: petr };
    const { changes, isUnclear } = patient.changesFor({
      type: "patientChanged",
      appointment,
      previousPatient: jana,
      previousStart: ten,
    });
    expect(isUnclear).toBe(false);
    expect(changes.map(({ type, appointment: { start, patient: who } }) => [type, start, who?.name])).toEqual(
      [
        ["cancelled", ten, "Jana Vzorová"],
        ["created", nine, "Petr Novotný"],
      ],
    );
  },
  "another patient: a corrected number is a move to the same time": ({ patient }) => {
    const appointment = { ...at(nine), patient: { ...jana, phone: "601 000 009" } };
    expect(patient.changesFor({ type: "patientChanged", appointment, previousPatient: jana })).toEqual({
      changes: [{ type: "moved", appointment, previousStart: nine }],
      isUnclear: false,
    });
  },
  "two entries: who is the same patient, and who is not": ({ same: { comparePatients } }) => {
    const judged = (change: Partial<Patient>, before: Partial<Patient> = {}) =>
      comparePatients({ ...jana, ...before }, { ...jana, ...change });
    expect(judged({ phone: "601 000 009" })).toBe("same");
    expect(judged({ name: "VZOROVA Jana, Mgr." })).toBe("same");
    expect(judged({ name: "Petr Novotný", phone: "+420 601 000 001" })).toBe("same");
    expect(judged({ name: "Petr Novotný", phone: "601 000 002" })).toBe("other");
    expect(judged({ name: "Jana Vzorková", phone: "601 000 002" })).toBe("unclear");
    expect(judged({ name: "Jan Vzorová", phone: "601 000 002" })).toBe("other");
    expect(judged({ id: "2", phone: "601 000 002" }, { id: "1" })).toBe("other");
    // A marriage, or a new patient written over an old one.
    expect(judged({ id: "1", name: "Petr Novotný", phone: "601 000 002" }, { id: "1" })).toBe("unclear");
    expect(judged({ id: "1", name: "Jana Novotná", phone: null }, { id: "1" })).toBe("same");
    expect(judged({ id: "1", phone: "601 000 002" }, { id: "1" })).toBe("same");
    // Only a number, or only an identifier, says nothing against the one before.
    expect(judged({ name: "", phone: "601 000 002" })).toBe("unclear");
    expect(judged({ id: "7", name: "", phone: null })).toBe("same");
    expect(judged({ name: "Petr Novotný", phone: null })).toBe("other");
  },
  "given back: what a cancellation took that nobody heard": ({ given }) => {
    const taken = reminder({ state: "skipped", reason: { code: "toldCancelled" } });
    const ended = cancelled({ state: "rejected", origin: "bulk" });
    const back = (rows: Message[], change: Partial<Message> = {}) =>
      given.decideGivingBack({ ...ended, ...change }, [ended, ...rows], now);
    expect(back([taken])).toMatchObject({ reminds: { start: nine }, happenings: [] });
    // It had none, or those of another start.
    expect(back([confirmed()]).reminds).toBe(null);
    expect(back([reminder({ appointment: at(ten) }), confirmed()]).reminds).toBe(null);
    // The calendar has said since where it is.
    expect(back([confirmed({ appointment: at(ten) }), taken]).reminds).toMatchObject({ start: ten });
    expect(back([taken], { changed: { start: null } }).reminds).toBe(null);
    // And what number the patient has.
    const patient = { ...(at(nine).patient as Patient), phone: "601 000 009" };
    const movedBack = confirmed({
      createdAt: ended.createdAt + 1,
      appointment: { ...at(ten), patient },
      changed: { start: nine },
    });
    expect(back([movedBack, taken]).reminds).toMatchObject({ start: nine, patient });
    expect(back([{ ...taken, changed: { start: null } }])).toEqual({ reminds: null, happenings: [] });
    const withdrawing = { ...taken, state: "withdrawing", reason: { code: "network" } } as const;
    const history = [{ at: now, state: "withdrawing", reason: { code: "toldCancelled" } } as const];
    expect(back([{ ...withdrawing, history }]).reminds).toMatchObject({ start: nine });
  },
  "given back: nothing while somebody else says that it is cancelled": ({ given }) => {
    const taken = reminder({ state: "skipped", reason: { code: "toldCancelled" } });
    const ended = cancelled({ state: "skipped", origin: "bulk" });
    for (const state of ["queued", "sent", "unknown"] as const)
      expect(
        given.decideGivingBack(ended, [cancelled({ state, origin: "again" }), ended, taken], now),
      ).toEqual({
        reminds: null,
        happenings: [],
      });
    // What a person has written since that says otherwise has left nobody's sight.
    const told = cancelled({ state: "sent", origin: "bulk" });
    const since = confirmed({
      state: "skipped",
      reason: { code: "toldCancelled" },
      createdAt: told.createdAt + 1,
      updatedAt: now,
    });
    const last = cancelled({ state: "skipped", origin: "bulk", createdAt: told.createdAt + 2 });
    const back = (row: Message) => events(given.decideGivingBack(last, [last, row, told], now).happenings);
    expect(back(since)).toEqual(["stranded"]);
    expect(back({ ...since, createdAt: told.createdAt - 1 })).toEqual([]);
  },
  "given back: what was to leave at once is for a person to decide": ({ given }) => {
    const overtaken = confirmed({ state: "skipped", reason: { code: "toldCancelled" } });
    const ended = cancelled({ state: "skipped", origin: "bulk", createdAt: overtaken.createdAt });
    const back = (row: Message) => given.decideGivingBack(ended, [ended, row], now).happenings;
    expect(events(back(overtaken))).toEqual(["stranded"]);
    expect(back({ ...overtaken, updatedAt: ended.createdAt - 1 })).toEqual([]);
    expect(back({ ...overtaken, changed: { start: ten } })).toEqual([]);
  },
  "given back: a reminder that is just being handed over is left alone": ({ given }) => {
    const onItsWay = reminder({ state: "sending", changed: { start: null } });
    const gone = { ...onItsWay, state: "withdrawing" as const };
    const ended = cancelled({ state: "skipped", origin: "bulk" });
    const back = given.decideGivingBack(ended, [ended, onItsWay, confirmed()], now);
    expect(back.happenings).toEqual([{ id: onItsWay.id, event: { type: "outdate", start: nine } }]);
    expect(given.decideGivingBack(ended, [ended, gone], now).reminds).toMatchObject({ start: nine });
    // By what the calendar had said before.
    const before = { ...gone, history: [{ at: gone.createdAt, state: "withdrawing" as const }] };
    expect(given.decideGivingBack(ended, [ended, before], now).reminds).toBe(null);
  },
  "given back: where the calendar seems to have it nowhere, a person hears of the reminder": ({ given }) => {
    const guess = cancelled({ state: "skipped", origin: "auto" });
    const taken = reminder({
      state: "skipped",
      reason: { code: "toldCancelled" },
      createdAt: guess.createdAt - 1,
      updatedAt: now,
    });
    expect(given.decideGivingBack(guess, [guess, taken], now)).toMatchObject({
      reminds: null,
      happenings: [{ id: taken.id, event: { type: "stranded" } }],
    });
    // What nobody doubts took it back by itself.
    const recalled = { ...taken, reason: { code: "takenBack" } as const };
    expect(given.decideGivingBack(guess, [guess, recalled], now)).toEqual({ reminds: null, happenings: [] });
  },
  "a change: a cancellation that waits, or that gave nothing back yet, hears of one in the calendar": ({
    change,
  }) => {
    const isTold = (row: Message, what: AppointmentChange = isCancelled) =>
      change
        .decideChange([row], what)
        .happenings.some(({ id, event }) => id === row.id && event.type === "outdate");
    expect(isTold(cancelled({ state: "queued", origin: "bulk" }))).toBe(true);
    expect(isTold(cancelled({ state: "held", origin: "again" }))).toBe(true);
    expect(isTold(cancelled({ state: "skipped", origin: "bulk", owes: true }))).toBe(true);
    expect(isTold(cancelled({ state: "skipped", origin: "bulk" }))).toBe(false);
    expect(isTold(reminder({ state: "skipped", reason: { code: "toldCancelled" } }))).toBe(true);
    expect(isTold(reminder({ state: "planned" }))).toBe(false);
  },
  "the words: what the patient knows, answered and will hear next": ({ thread, knows }) => {
    const rows = [
      confirmed({ state: "unknown", replies: [reply("declines")] }),
      reminder({ state: "withdrawing", schedule: { slot: "1 days", sendAt: schedule.sendAt - hour } }),
      reminder({ schedule: { slot: "2 days", sendAt: schedule.sendAt + hour } }),
      reminder(),
    ];
    expect(knows.knowsOf(thread.threadOf(rows, now))).toMatchObject({
      believes: { what: "at", start: nine, isUnknown: true },
      answer: { verdict: "declines" },
      coming: { kind: "reminder", at: schedule.sendAt },
    });
  },
};
