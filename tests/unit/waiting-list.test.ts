import { describe, expect, test } from "vitest";
import type { Appointment, AppointmentChange } from "../../lib/domain/appointment.ts";
import { letters } from "../../lib/domain/outbox/letter.ts";
import type { Message } from "../../lib/domain/outbox/message.ts";
import { defaultSettings } from "../../lib/domain/settings.ts";
import { messageLanguages } from "../../lib/domain/text/message-language.ts";
import { segment } from "../../lib/domain/text/segments.ts";
import { inOrderOfYes, isOpen, isVain, viewOf } from "../../lib/domain/waiting-list/answers.ts";
import { byWaiting, type WaitingEntry } from "../../lib/domain/waiting-list/entry.ts";
import { type Facts, proposalFor, suits } from "../../lib/domain/waiting-list/fits.ts";
import { defaultWaitingList } from "../../lib/domain/waiting-list/rules.ts";
import {
  afterChange,
  type FreedSlot,
  freedBy,
  freedByTold,
  type Offer,
  stillKept,
  withFreed,
} from "../../lib/domain/waiting-list/slot.ts";
import { stepOf, toBeTold, waitsForPerson } from "../../lib/domain/waiting-list/step.ts";
import { offerKinds, offerTemplate, renderOffer } from "../../lib/domain/waiting-list/texts.ts";
import fc from "../properties.ts";
import { sampleMessage } from "./support/sample-message.ts";
import { freed, offerTo, uuid, waits } from "./support/waiting-list.ts";

/** Whom a time that became free suits, who may be asked, and what becomes of that. */

const timeZone = "Europe/Prague";
const hour = 3600_000;
/** Three days before. */
const now = Date.parse("2026-03-10T08:00:00Z");
const willing: Facts = { refusal: null, isTextWaiting: false };

interface Given {
  slot?: FreedSlot;
  slots?: FreedSlot[];
  facts?: (entry: WaitingEntry) => Facts;
  isOpen?: (offer: Offer) => boolean;
  isVain?: (offer: Offer) => boolean;
  most?: number;
  at?: number;
}
const propose = (entries: WaitingEntry[], given: Given = {}) => {
  const { slot = freed(), slots = [slot], at = now, most = 3 } = given;
  return proposalFor(slot, entries, {
    slots,
    isOpen: given.isOpen ?? (() => true),
    isVain: given.isVain ?? (() => false),
    facts: given.facts ?? (() => willing),
    rules: { ...defaultWaitingList, most },
    timeZone,
    now: at,
  });
};
const fitting = (entries: WaitingEntry[], given?: Given) =>
  propose(entries, given).fits.map(({ entry }) => entry.id);
const obstacleOf = (entry: WaitingEntry, given?: Given) => propose([entry], given).others[0]?.why;

describe("whom a time suits", () => {
  test.for<[what: string, change: Partial<WaitingEntry>, answer: "yes" | "unsure" | "no"]>([
    ["somebody who wants any", {}, "yes"],
    ["its day of the week", { days: [5] }, "yes"],
    ["another day of the week", { days: [1, 4] }, "no"],
    ["its part of the day", { parts: ["morning"] }, "yes"],
    ["another part of the day", { parts: ["afternoon"] }, "no"],
    ["until that very day", { until: "2026-03-13" }, "yes"],
    ["until the day before", { until: "2026-03-12" }, "no"],
    ["a doctor, where the calendar tells none", { doctor: "MUDr. Nová" }, "unsure"],
  ])("%s", ([, change, answer]) => {
    expect(suits(waits(1, change), freed(), timeZone)).toBe(answer);
  });

  test("a doctor however the name is written, and no other", () => {
    const slot = freed({ doctor: "MUDr. Anna Nová" });
    expect(suits(waits(1, { doctor: "Nová Anna" }), slot, timeZone)).toBe("yes");
    expect(suits(waits(1, { doctor: "MUDr. Malý" }), slot, timeZone)).toBe("no");
  });
});

describe("who may be asked", () => {
  test("whoever waits longest comes first", () => {
    const entries = [waits(1, { since: "2026-03-01" }), waits(2), waits(3, { since: "2025-12-24" })];
    expect(fitting(entries)).toEqual([uuid(3), uuid(2), uuid(1)]);
  });

  test("not whoever had the time, by number or by name", () => {
    expect(obstacleOf(waits(1, { phone: "+420601000001" }))).toBe("own");
    expect(obstacleOf(waits(1, { name: "Vzorová Jana" }))).toBe("own");
  });

  test("not whom the directory refuses, and the reason is told", () => {
    const facts = (): Facts => ({ refusal: { code: "optedOut" }, isTextWaiting: false });
    expect(propose([waits(1)], { facts }).others).toMatchObject([
      { why: "refused", reason: { code: "optedOut" } },
    ]);
  });

  test("not while another text to the number waits", () => {
    expect(obstacleOf(waits(1), { facts: () => ({ refusal: null, isTextWaiting: true }) })).toBe("textWaits");
  });

  test("not twice about the same time, however often it became free, nor anybody else at the number", () => {
    const before = freed({ id: uuid(901), appointmentId: "0", offers: [offerTo(waits(1), 1)] });
    const slots = [before, freed()];
    expect(obstacleOf(waits(1), { slots })).toBe("asked");
    expect(obstacleOf(waits(2, { phone: waits(1).phone }), { slots })).toBe("asked");
    // Its text never left.
    expect(fitting([waits(1)], { slots, isVain: () => true })).toEqual([uuid(1)]);
  });

  test("of two with one number only whoever waits longer", () => {
    const entries = [waits(1), waits(2, { phone: waits(1).phone })];
    expect(fitting(entries)).toEqual([uuid(1)]);
    expect(propose(entries).others).toMatchObject([{ why: "sameNumber" }]);
  });

  test("not while an offer of another time is open", () => {
    const other = freed({ id: uuid(902), start: "2026-03-12T08:30:00Z", offers: [offerTo(waits(1), 1)] });
    const slots = [other, freed()];
    expect(obstacleOf(waits(1), { slots })).toBe("busy");
    expect(fitting([waits(1)], { slots, isOpen: () => false })).toEqual([uuid(1)]);
    const closed = { ...other, closed: { at: 1, entry: null } };
    expect(fitting([waits(1)], { slots: [closed, freed()] })).toEqual([uuid(1)]);
    const past = { ...other, start: "2026-03-09T08:30:00Z" };
    expect(fitting([waits(1)], { slots: [past, freed()] })).toEqual([uuid(1)]);
  });

  test("nobody about a time that is near, over, taken, closed, or offered to enough people", () => {
    const start = Date.parse(freed().start);
    const stands = (given: Given) => propose([waits(9)], given).standstill;
    expect(stands({})).toBeNull();
    expect(stands({ at: start - 4 * hour })).toBeNull();
    expect(stands({ at: start - 4 * hour + 1 })).toBe("tooSoon");
    expect(stands({ at: start })).toBe("past");
    expect(stands({ slot: freed({ filled: { appointmentId: "2", name: "" } }) })).toBe("filled");
    expect(stands({ slot: freed({ closed: { at: 1, entry: null } }) })).toBe("closed");
    const offers = [offerTo(waits(1), 1), offerTo(waits(2), 2)];
    expect(stands({ slot: freed({ offers }), most: 2 })).toBe("full");
    expect(propose([], { slot: freed({ offers }) }).room).toBe(1);
  });

  test("whatever the list: each fits or does not for one reason, nobody twice, in the order of waiting", () => {
    const day = fc.integer({ min: 1, max: 28 }).map((of) => `2026-02-${String(of).padStart(2, "0")}`);
    const entry = fc
      .record({
        at: fc.integer({ min: 1, max: 30 }),
        number: fc.integer({ min: 1, max: 6 }),
        since: day,
        days: fc.subarray([1, 2, 3, 4, 5, 6, 7]),
        parts: fc.subarray(["morning", "afternoon"] as const),
        until: fc.option(fc.constantFrom("2026-03-12", "2026-03-13", "2026-04-01")),
        doctor: fc.constantFrom("", "Nová", "Malý"),
      })
      .map(({ at, number, ...rest }) => waits(at, { ...rest, phone: `+42060100001${number}` }));
    fc.assert(
      fc.property(
        fc.uniqueArray(entry, { selector: ({ id }) => id, maxLength: 12 }),
        fc.constantFrom("", "MUDr. Nová"),
        fc.subarray([1, 2, 3, 4, 5, 6]),
        (entries, doctor, refused) => {
          const slot = freed({ doctor });
          const isRefused = ({ phone }: WaitingEntry) => refused.includes(Number(phone.at(-1)));
          const facts = (one: WaitingEntry): Facts => ({
            refusal: isRefused(one) ? { code: "optedOut" } : null,
            isTextWaiting: false,
          });
          const { fits, others } = propose(entries, { slot, facts });
          const told = [...fits, ...others].map(({ entry: { id } }) => id);
          expect(new Set(told).size).toBe(told.length);
          const suited = entries.filter((one) => suits(one, slot, timeZone) !== "no");
          expect(told.toSorted()).toEqual(suited.map(({ id }) => id).toSorted());
          expect(fits.some(({ entry: one }) => isRefused(one))).toBe(false);
          const numbers = fits.map(({ entry: { phone } }) => phone);
          expect(new Set(numbers).size).toBe(numbers.length);
          expect(fits.map(({ entry: one }) => one)).toEqual(
            fits.map(({ entry: one }) => one).toSorted(byWaiting),
          );
        },
      ),
    );
  });
});

const appointment = (change: Partial<Appointment> = {}): Appointment => ({
  id: "1",
  start: freed().start,
  end: freed().end,
  allDay: false,
  title: "",
  patient: { id: "7", name: "Jana Vzorová", phone: "601 000 001" },
  ...change,
});
const freeing = { calendarId: freed().calendarId, id: uuid(900), batch: null, now: 0 };
const cancelled = (change?: Partial<Appointment>): AppointmentChange => ({
  type: "cancelled",
  appointment: appointment(change),
});

describe("a time that became free", () => {
  test("by a cancellation, with its patient, who is not asked", () => {
    expect(freedBy(cancelled(), freeing)).toEqual(freed());
  });

  test("not by what is over, is nobody's, or is for the whole day", () => {
    expect(freedBy(cancelled(), { ...freeing, now: Date.parse(freed().start) })).toBeNull();
    expect(freedBy(cancelled({ patient: null }), freeing)).toBeNull();
    expect(freedBy(cancelled({ allDay: true }), freeing)).toBeNull();
    expect(freedBy({ type: "created", appointment: appointment() }, freeing)).toBeNull();
  });

  test("by a move, where nothing of the old time is still taken", () => {
    const moved = (start: string, end: string | null): AppointmentChange => ({
      type: "moved",
      appointment: appointment({ start, end }),
      previousStart: freed().start,
    });
    expect(freedBy(moved("2026-03-16T13:00:00Z", "2026-03-16T13:30:00Z"), freeing)).toEqual(freed());
    expect(freedBy(moved("2026-03-13T08:45:00Z", "2026-03-13T09:15:00Z"), freeing)).toBeNull();
    expect(freedBy(moved("2026-03-16T13:00:00Z", null), freeing)).toBeNull();
  });

  test("not where another patient has it", () => {
    const change: AppointmentChange = {
      type: "patientChanged",
      appointment: appointment({ patient: { id: "8", name: "Petr Ukázkový", phone: "601 000 002" } }),
      previousPatient: { id: "7", name: "Jana Vzorová", phone: "601 000 001" },
    };
    expect(freedBy(change, freeing)).toBeNull();
  });

  test("by what a person had told, and not by what only waits for one", () => {
    const row = (change: Partial<Message>) =>
      sampleMessage({ id: uuid(5), kind: "cancellation", appointment: appointment(), ...change });
    const held = { at: 1, state: "held" as const, reason: { code: "disappeared" as const } };
    expect(freedByTold(row({ origin: "bulk", batch: uuid(6) }), 0)).toMatchObject({
      id: uuid(5),
      batch: uuid(6),
    });
    expect(freedByTold(row({ state: "held", history: [held] }), 0)).toBeNull();
    expect(
      freedByTold(row({ state: "queued", history: [held, { at: 2, state: "queued" }] }), 0),
    ).not.toBeNull();
    // It left by itself: its change has told already, or somebody else has the time.
    expect(freedByTold(row({}), 0)).toBeNull();
    expect(freedByTold(row({ origin: "bulk", kind: "reminder" }), 0)).toBeNull();
    // It stands in the calendar once more.
    const back = { start: appointment().start };
    expect(freedByTold(row({ origin: "bulk", changed: back }), 0)).toBeNull();
  });

  test("is known once, and anew only where the appointment came back and went again", () => {
    const slots = withFreed([], freed(), true);
    expect(withFreed(slots, freed({ id: uuid(901) }), true)).toBe(slots);
    const closed = [freed({ closed: { at: 1000, entry: null } })];
    const later = freed({ id: uuid(901), since: 1000 + hour });
    expect(withFreed(closed, later, false)).toBe(closed);
    expect(withFreed(closed, { ...later, since: 2000 }, true)).toBe(closed);
    expect(withFreed(closed, later, true)).toHaveLength(2);
  });

  test("is taken by whatever appears there, and free again once that is gone", () => {
    const { calendarId } = freed();
    const petr = { id: "8", name: "Petr Ukázkový", phone: null };
    const made = (change: Partial<Appointment> = {}): AppointmentChange => ({
      type: "created",
      appointment: appointment({ id: "2", patient: petr, ...change }),
    });
    const [taken] = afterChange([freed()], calendarId, made());
    expect(taken?.filled).toEqual({ appointmentId: "2", name: "Petr Ukázkový" });
    const [free] = afterChange(taken ? [taken] : [], calendarId, cancelled({ id: "2", patient: petr }));
    expect(free?.filled).toBeNull();
    const apart = (change: Partial<Appointment>, slot = freed()) =>
      afterChange([slot], calendarId, made(change))[0]?.filled;
    expect(apart({ start: "2026-03-13T08:45:00Z" })).not.toBeNull();
    expect(apart({ start: "2026-03-13T09:00:00Z", end: "2026-03-13T09:30:00Z" })).toBeNull();
    expect(apart({ doctor: "Malý" }, freed({ doctor: "Nová" }))).toBeNull();
    expect(apart({ doctor: "Nová" }, freed({ doctor: "MUDr. Nová" }))).not.toBeNull();
    expect(afterChange([freed()], "https://jiny.example", made())[0]?.filled).toBeNull();
  });

  test("that nobody was asked about is forgotten a day after it, and offers are kept", () => {
    const after = Date.parse(freed().start) + 25 * hour;
    expect(stillKept([freed()], after)).toEqual([]);
    expect(stillKept([freed({ offers: [offerTo(waits(1), 1)] })], after)).toHaveLength(1);
  });
});

const sentOffer = (offer: Offer, change: Partial<Message> = {}): Message =>
  sampleMessage({
    id: uuid(700 + offer.at),
    calendarId: letters,
    origin: "letter",
    kind: "own",
    phone: offer.phone,
    appointment: {
      ...appointment(),
      id: offer.id,
      patient: { id: null, name: offer.name, phone: offer.phone },
    },
    history: [{ at: 100, state: "sent" }],
    ...change,
  });
const replied = (...texts: [text: string, at: number][]): Partial<Message> => ({
  replies: texts.map(([text, at]) => ({ id: `${at}`, text, at, verdict: null })),
});
const view = (at: number, change: Partial<Message> = {}, others: Message[] = []) => {
  const offer = offerTo(waits(at), at);
  return viewOf(offer, [sentOffer(offer, change)], others);
};

describe("what is answered", () => {
  test.for<[text: string, says: string]>([
    ["ANO", "yes"],
    ["Dobrý den, ano, děkuji", "yes"],
    ["Ne, děkuji", "no"],
    ["STOP", "stop"],
    ["Ano, ale až v 11", "unclear"],
    ["V kolik?", "unclear"],
  ])("%s", ([text, says]) => {
    expect(view(1, replied([text, 200])).says).toBe(says);
  });

  test("the last word counts, and a yes counts from when it was said", () => {
    expect(view(1, replied(["Ano", 200], ["Ne, nemohu", 300]))).toMatchObject({ says: "no", yesAt: null });
    expect(view(1, replied(["Nevím", 200], ["Ano", 300], ["Ano", 400]))).toMatchObject({ yesAt: 300 });
  });

  test("is nobody's yes where another text to the number came in between", () => {
    const reminder = sampleMessage({ id: uuid(2), kind: "reminder", history: [{ at: 150, state: "sent" }] });
    expect(view(1, replied(["Ano", 200]), [reminder]).says).toBe("unclear");
    expect(view(1, replied(["Ano", 140]), [reminder]).says).toBe("yes");
    // One that nobody has read and that came to the other text may be meant for this one.
    const answered = sampleMessage({
      ...reminder,
      history: [{ at: 50, state: "sent" }],
      ...replied(["Ano", 200]),
    });
    expect(view(1, {}, [answered])).toMatchObject({ says: "unclear", answers: [{ rowId: uuid(2) }] });
  });

  test("a text that did not leave or did not arrive is no offer", () => {
    expect(viewOf(offerTo(waits(1), 1), [], []).state).toBe("unwritten");
    // Its row was lost with the whole database.
    expect(viewOf({ ...offerTo(waits(1), 1), isWritten: true }, [], []).state).toBe("unknown");
    expect(view(1, { state: "rejected" }).state).toBe("vain");
    expect(view(1, { state: "skipped" }).state).toBe("vain");
    expect(view(1, { delivery: "undelivered" }).state).toBe("vain");
    expect(view(1, { state: "held" }).state).toBe("coming");
    expect(view(1, { state: "unknown" }).state).toBe("unknown");
    expect(isVain(view(1, { state: "unknown" }))).toBe(false);
    expect(isOpen(view(1, replied(["ne", 200])))).toBe(false);
  });
});

describe("what a time waits for", () => {
  const offers = [1, 2, 3].map((at) => offerTo(waits(at), at));
  const step = (slot: FreedSlot, views: ReturnType<typeof view>[], entries = [waits(9)], at = now) => {
    const untold = toBeTold(slot, views, ({ offer }) => offer.closing !== null, at);
    return stepOf(slot, views, propose(entries, { slot, at }), { untold, now: at });
  };

  test("for a person who offers it, for answers, for a person who books, and for word to the others", () => {
    expect(step(freed(), [])).toBe("propose");
    expect(step(freed(), [], [])).toBe("idle");
    const slot = freed({ offers });
    expect(step(slot, [view(1), view(2)])).toBe("asked");
    expect(step(slot, [view(1), view(2, replied(["Ano", 200]))])).toBe("answered");
    const booked = { ...slot, closed: { at: 5, entry: waits(2) } };
    const views = [view(1), view(2, replied(["Ano", 200])), view(3, replied(["Ne", 200]))];
    expect(toBeTold(booked, views, () => false, now).map(({ offer }) => offer.entryId)).toEqual([uuid(1)]);
    expect(step(booked, views)).toBe("tell");
    expect(waitsForPerson("tell", true)).toBe(true);
  });

  test("a yes waits until a person has done with it, read or not, and also once the time is over", () => {
    const slot = freed({ offers });
    const read = { replies: [{ id: "1", text: "Ano", at: 200, verdict: "read" as const }] };
    expect(step(slot, [view(1, read)])).toBe("answered");
    expect(step(slot, [view(1, read)], [], Date.parse(slot.start) + hour)).toBe("answered");
    const settled = { ...slot, settled: true, closed: { at: 5, entry: null } };
    expect(step(settled, [view(1, read)])).toBe("done");
    // One that comes when all was done is shown all the same.
    expect(step(settled, [view(1, replied(["Ano", 300]))])).toBe("late");
  });

  test("of many at once none is proposed by itself", () => {
    expect(waitsForPerson("propose", true)).toBe(false);
    expect(waitsForPerson("answered", true)).toBe(true);
  });

  test("whatever is answered in whatever order: the first yes is first, and no yes is lost", () => {
    const text = fc.constantFrom("Ano", "ne", "nevím", "ok", "Přijdu", "STOP", "v kolik?");
    const said = fc.array(fc.tuple(text, fc.integer({ min: 101, max: 999 })), { maxLength: 3 });
    fc.assert(
      fc.property(fc.tuple(said, said, said), (all) => {
        const views = all.map((texts, at) => view(at + 1, replied(...texts.toSorted((a, b) => a[1] - b[1]))));
        const yes = inOrderOfYes(views);
        expect(yes).toHaveLength(views.filter(({ says }) => says === "yes").length);
        for (const [at, one] of yes.entries())
          expect(one.yesAt ?? 0).toBeGreaterThanOrEqual(yes[at - 1]?.yesAt ?? 0);
        if (all.some((texts) => texts.length > 0)) expect(step(freed({ offers }), views)).toBe("answered");
      }),
    );
  });
});

describe("the texts", () => {
  const settings = structuredClone(defaultSettings);
  settings.practice = {
    ...settings.practice,
    name: "Ordinace Na Náměstí",
    phone: "+420 234 567 890",
    timeZone,
  };

  test("that come with Pípni can be filled in each language, and in Czech fit one SMS", () => {
    for (const language of messageLanguages)
      for (const kind of offerKinds) {
        const own = { ...settings, sending: { ...settings.sending, language } };
        const rendered = renderOffer(offerTemplate(own, kind), freed().start, own);
        expect(rendered).toMatchObject({ ok: true, text: expect.stringContaining("9:30") });
        if (language === "cs" && rendered.ok) expect(segment(rendered.text).parts).toBe(1);
      }
  });

  test("of the practice's own go before them", () => {
    const own = structuredClone(settings);
    own.waitingList.texts.offer = "Volno #DATUM# v #CAS#";
    expect(renderOffer(offerTemplate(own, "offer"), freed().start, own)).toEqual({
      ok: true,
      text: "Volno 13. 3. 2026 v 9:30",
    });
    expect(renderOffer("#PACIENT#", freed().start, own)).toMatchObject({ ok: false });
  });
});
