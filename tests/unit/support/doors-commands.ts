import type { AppointmentChange, Patient } from "../../../lib/domain/appointment.ts";
import { corrected, newPatient } from "../../../lib/domain/directory/patient.ts";
import type { ReasonCode } from "../../../lib/domain/outbox/reason.ts";
import type { MessageKind } from "../../../lib/domain/text/message-kind.ts";
import { failpoints } from "../../../lib/storage/failpoints.ts";
import fc from "../../properties.ts";
import { calendarId } from "./clinic.ts";
import { type Doors, type Id, ids, patientOf, type Slot, slots, type Who } from "./doors-judge.ts";
import {
  always,
  answers,
  anyOf,
  command,
  connection,
  databaseVanishes,
  deaths,
  ends,
  gosms,
  gosmsTakesItsTime,
  happens,
  isToDie,
  letGoOn,
  passes,
  pause,
  personDecides,
  release,
  type StoryCommand,
  slowAnswerComes,
  spans,
  untilAnswered,
} from "./story-commands.ts";
import type { Workstation } from "./workstation.ts";

/** Every door to a patient's phone, as a person would tell of it. */

export type DoorsCommand = StoryCommand<Doors>;

const doors = command<Doors>;

async function report(
  station: Workstation,
  model: Doors,
  id: string,
  change: AppointmentChange,
  isGuess = false,
): Promise<void> {
  model.reported(id, change, isGuess);
  const name = isGuess ? "page.guessed" : "page.changed";
  if (await untilAnswered(station, model, () => station.ask(name, change))) model.acknowledged(id);
}

const seen = (isGuess: boolean) =>
  isGuess ? "the calendar shows, and nobody can prove," : "the receptionist makes it so";

export const makes = (id: Id, slot: Slot, isGuess = false) =>
  doors(
    `${seen(isGuess)} that appointment ${id} is made for ${slot}`,
    (model) => model.subject(id).slot === null,
    (station, model) =>
      report(station, model, id, { type: "created", appointment: model.subject(id).at(slot) }, isGuess),
  );

const moving = (model: Doors, id: Id, slot: Slot): AppointmentChange => {
  const subject = model.subject(id);
  const previousStart = subject.at(subject.slot as Slot).start;
  return { type: "moved", appointment: subject.at(slot), previousStart };
};

const mayMove = (model: Doors, id: Id, slot: Slot): boolean =>
  model.subject(id).slot !== null && model.subject(id).slot !== slot;

export const moves = (id: Id, slot: Slot, isGuess = false) =>
  doors(
    `${seen(isGuess)} that appointment ${id} moves to ${slot}`,
    (model) => mayMove(model, id, slot),
    (station, model) => report(station, model, id, moving(model, id, slot), isGuess),
  );

export const cancels = (id: Id, isGuess = false) =>
  doors(
    `${seen(isGuess)} that appointment ${id} is cancelled`,
    (model) => model.subject(id).slot !== null,
    (station, model) => {
      const subject = model.subject(id);
      const appointment = subject.at(subject.slot as Slot);
      return report(station, model, id, { type: "cancelled", appointment }, isGuess);
    },
  );

export const becomes = (id: Id, who: Who) =>
  doors(
    `appointment ${id} is now of the ${who} patient`,
    (model) => model.subject(id).slot !== null && model.subject(id).who !== who,
    (station, model) => {
      const subject = model.subject(id);
      const previousPatient = patientOf[subject.who](id);
      subject.who = who;
      const appointment = subject.at(subject.slot as Slot);
      return report(station, model, id, { type: "patientChanged", appointment, previousPatient });
    },
  );

export const series = (slot: Slot) =>
  doors(
    `one act moves all appointments to ${slot}`,
    (model) => ids.some((id) => mayMove(model, id, slot)),
    async (station, model) => {
      const moved = ids.filter((id) => mayMove(model, id, slot));
      const changes = moved.map((id) => moving(model, id, slot));
      for (const [at, change] of changes.entries()) model.reported(moved[at] ?? "", change, false);
      if (await untilAnswered(station, model, () => station.ask("page.changedSeries", changes)))
        for (const id of moved) model.acknowledged(id);
    },
  );

export const reportsAgain = (id: Id) =>
  doors(
    `the page reports the last change of appointment ${id} once more`,
    (model) => model.subject(id).lastChange !== null,
    (station, model) => {
      const { lastChange, lastIsGuess } = model.subject(id);
      return report(station, model, id, lastChange as AppointmentChange, lastIsGuess);
    },
  );

interface Pressing {
  kind: MessageKind;
  about: readonly Id[];
  despite?: ReasonCode;
  /** Seconds after which somebody presses "Zastavit". */
  isStopped?: boolean;
}

export const presses = ({ kind, about, despite, isStopped = false }: Pressing) =>
  doors(
    `the window sends a ${kind} about ${about.join(" and ")}${despite ? `, despite ${despite}` : ""}${isStopped ? ", and is stopped at once" : ""}`,
    (model) => about.every((id) => model.subject(id).slot !== null),
    async (station, model) => {
      const appointments = about.map((id) => model.subject(id).at(model.subject(id).slot as Slot));
      const [appointment, ...together] = appointments;
      if (!appointment) return;
      const text = `Okno ${model.presses.length + 1} ${kind}`;
      const phone = model.phoneOf(appointment.patient as Patient);
      model.pressed({
        kind,
        text,
        phone,
        despite,
        about: appointments.map(({ id, start }) => ({ id, start })),
      });
      const item = {
        appointment,
        kind,
        text,
        ...(together.length > 0 ? { together } : {}),
        ...(despite ? { despite } : {}),
      };
      const { batch, queued, refused } = await station.press("bulk.send", { calendarId, items: [item] });
      if (refused.length > 0)
        model.say(`    … refused: ${refused.map(({ reason }) => reason.code).join(", ")}`);
      if (isStopped && queued.length > 0) await station.press("bulk.stop", { batch });
    },
  );

/** Somebody presses for own words that were pressed for before, about what has not moved since. */
export const pressesAgain = (isAsked: boolean) =>
  doors(
    `the window sends the last own words once more${isAsked ? ", despite alreadySent" : ""}`,
    (model) => lastOwn(model) !== undefined,
    async (station, model) => {
      const press = lastOwn(model);
      if (!press) return;
      const [appointment, ...together] = press.about.map(({ id }) =>
        model.subject(id).at(model.subject(id).slot as Slot),
      );
      if (!appointment) return;
      if (isAsked) model.wantedAgain(press);
      const item = {
        appointment,
        kind: "own" as const,
        text: press.text,
        ...(together.length > 0 ? { together } : {}),
        ...(isAsked ? { despite: "alreadySent" as const } : {}),
      };
      const { refused } = await station.press("bulk.send", { calendarId, items: [item] });
      if (refused.length > 0)
        model.say(`    … refused: ${refused.map(({ reason }) => reason.code).join(", ")}`);
    },
  );

const lastOwn = (model: Doors) =>
  model.presses.findLast(
    ({ kind, about, phone }) =>
      kind === "own" &&
      about.every(({ id, start }) => {
        const subject = model.subject(id);
        if (subject.slot === null) return false;
        const { start: now, patient } = subject.at(subject.slot);
        return now === start && model.phoneOf(patient as Patient) === phone;
      }),
  );

const said = { confirms: "Ano, přijdu", declines: "Ruším, nepřijdu" } as const;

export const answered = (id: Id, verdict: keyof typeof said) =>
  doors(
    `the patient of ${id} answers, and a person reads: ${said[verdict]}`,
    (model) => model.subject(id).facts.length > 0,
    async (station, model) => {
      const { facts } = model.subject(id);
      station.gosms.reply(model.phoneOf(facts.at(-1)?.who as Patient), said[verdict]);
      await station.pass(16 * 60_000);
      for (const row of (await station.rows()).all)
        for (const reply of row.replies.filter(({ verdict: read }) => read === null)) {
          const meant = reply.text === said.declines ? "declines" : "confirms";
          const says = row.kind === "cancellation" ? "read" : meant;
          model.say(`    … to ${model.rowInWords(row)}: ${says}`);
          await station.press("outbox.replyRead", { id: row.id, replyId: reply.id, verdict: says });
          const rows =
            row.bundle.length > 0
              ? (await station.rows()).all.filter((one) => row.bundle.includes(one.id))
              : [row];
          for (const { phone, appointment } of rows)
            if (says === "declines") model.declined.set(`${phone} ${appointment.start}`, model.step);
            else if (says === "confirms") model.declined.delete(`${phone} ${appointment.start}`);
        }
    },
  );

const edits = {
  "gets another number": (patient: Patient) => ({
    phone: `+42060200000${patient.id?.slice(-1)}`,
    optOut: false,
  }),
  "has its old number back": (patient: Patient) => ({ phone: patient.phone ?? "", optOut: false }),
  "wants no more texts": (patient: Patient) => ({ phone: patient.phone ?? "", optOut: true }),
} as const;

export const directorySays = (id: Id, edit: keyof typeof edits) =>
  doors(`in the directory the first patient of ${id} ${edit}`, always, async (station, model) => {
    const patient = patientOf.first(id);
    const { phone, optOut } = edits[edit](patient);
    const storage = await import("../../../lib/storage/patients.ts");
    const code = patient.id ?? "";
    const found = (await storage.allPatients()).find((one) => one.code === code);
    const before = found ?? newPatient({ code, name: patient.name, phone: patient.phone ?? "" }, Date.now());
    const after = corrected(before, { phone }, ["CZ"], Date.now());
    const day = "2026-11-23";
    await storage.putPatient(
      { ...after, byHand: ["phone"], optOut: optOut ? { day, source: "", phone } : null },
      ["CZ"],
    );
    model.directory.set(code, phone);
    // Also where nothing is reported before the next correction.
    model.phoneOf(patient);
    await station.press("patients.changed", null);
    await station.rest();
    // Another patient's wish says nothing of this one's.
    if (optOut) {
      model.optOuts.set(code, phone);
      model.optedOutAt.set(phone, Date.now());
    } else model.optOuts.delete(code);
  });

export const switches = (kind: "confirmation" | "cancellation" | "reminder") =>
  doors(`${kind}s are switched off, or on again`, always, async (station, model) => {
    if (!model.off.delete(kind)) model.off.add(kind);
    model.switchedOff(kind);
    await station.set(({ templates }) => {
      templates[kind].enabled = !model.off.has(kind);
    });
  });

const offsets = {
  "one working day ahead": [{ count: 1, unit: "workingDays" }],
  "one working day and two hours ahead": [
    { count: 1, unit: "workingDays" },
    { count: 2, unit: "hours" },
  ],
} as const;

export const remindersLeave = (how: keyof typeof offsets, at: "10:00" | "11:00") =>
  doors(`reminders leave ${how}, at ${at}`, always, async (station, model) => {
    model.slotsEver = Math.max(model.slotsEver, offsets[how].length);
    await station.set(({ reminders }) => {
      reminders.offsets = [...offsets[how]];
      reminders.at = at;
    });
  });

export const remindersSwitch = doors("reminders are switched off, or on again", always, (station) =>
  station.set(({ reminders }) => {
    reminders.enabled = !reminders.enabled;
  }),
);

export const confirmedEnds = doors(
  "whoever confirmed gets no more reminders, or does again",
  always,
  (station) =>
    station.set(({ reminders }) => {
      reminders.untilConfirmed = !reminders.untilConfirmed;
    }),
);

/** As a newer version may have written it, or a kill have damaged it. Nothing of it reached anybody. */
export const isUnreadable = (id: Id) =>
  doors(
    `there is a row about ${id} that cannot be read`,
    (model) => model.subject(id).facts.length > 0,
    async (station) => {
      const { database } = await import("../../../lib/storage/database.ts");
      const db = await database();
      const rows = (await db.getAll("outbox")).filter(({ appointment }) => appointment?.id === id);
      const like = rows.at(-1);
      if (!like) return;
      const unreadable = {
        ...like,
        id: crypto.randomUUID(),
        // No two rows have one key, and the row may be broken in this way twice.
        key: `${like.key} unreadable ${crypto.randomUUID()}`,
        kind: "telepathy",
      };
      await db.put("outbox", {
        ...unreadable,
        state: "skipped",
        indexed: { status: "", words: [] },
      } as never);
      await station.rest();
    },
  );

const hours = 3_600_000;
const nights = { "an hour": 1, "until tomorrow": 24 } as const;
export const isOffFor = (how: keyof typeof nights) =>
  doors(`the computer is off for ${how}`, always, (station) => station.switchOff(nights[how] * hours));

const anyId = fc.constantFrom<Id>("1", "1", "2", "3");
const anySlot = fc.constantFrom(...(Object.keys(slots) as Slot[]));
const seldom = fc.constantFrom(false, false, false, true);
const anyKind = fc.constantFrom<MessageKind>(
  "confirmation",
  "reminder",
  "cancellation",
  "cancellation",
  "own",
  "own",
);
const anyAbout = fc.constantFrom<readonly Id[]>(["1"], ["1"], ["2"], ["3"], ["2", "3"]);
const anyDespite = fc.constantFrom<ReasonCode | undefined>(
  undefined,
  undefined,
  "believesCancelled",
  "declined",
  "alreadyKnows",
);

/** How often each kind of thing happens, beside the others. */
const likelihood: [number, fc.Arbitrary<DoorsCommand>][] = [
  [4, fc.tuple(anyId, anySlot, seldom).map(([id, slot, isGuess]) => makes(id, slot, isGuess))],
  [3, fc.tuple(anyId, anySlot, seldom).map(([id, slot, isGuess]) => moves(id, slot, isGuess))],
  [2, fc.tuple(anyId, seldom).map(([id, isGuess]) => cancels(id, isGuess))],
  [1, anySlot.map(series)],
  [
    2,
    fc.tuple(anyId, fc.constantFrom<Who>("first", "corrected", "other")).map(([id, who]) => becomes(id, who)),
  ],
  [1, anyId.map(reportsAgain)],
  [
    6,
    fc
      .tuple(anyKind, anyAbout, anyDespite, seldom)
      .map(([kind, about, despite, isStopped]) =>
        presses({ kind, about, isStopped, ...(despite ? { despite } : {}) }),
      ),
  ],
  [2, seldom.map((isAsked) => pressesAgain(isAsked))],
  [3, fc.tuple(anyId, anyOf(said)).map(([id, verdict]) => answered(id, verdict))],
  [2, fc.tuple(anyId, anyOf(edits)).map(([id, edit]) => directorySays(id, edit))],
  [1, fc.constantFrom("confirmation" as const, "cancellation" as const, "reminder" as const).map(switches)],
  [
    2,
    fc
      .tuple(anyOf(offsets), fc.constantFrom("10:00" as const, "11:00" as const))
      .map(([how, at]) => remindersLeave(how, at)),
  ],
  [1, fc.constant(remindersSwitch)],
  [1, fc.constant(confirmedEnds)],
  [1, fc.constantFrom<Id>("2", "3").map(isUnreadable)],
  [4, anyOf(spans).map((span) => passes(span))],
  [2, anyOf(nights).map(isOffFor)],
  [2, anyOf(answers).map((how) => gosms(how))],
  [1, fc.constant(gosmsTakesItsTime)],
  [1, fc.constant(slowAnswerComes)],
  [1, fc.constant(connection)],
  [1, anyOf(ends).map((end) => happens(end))],
  [1, fc.constantFrom("goes on" as const, "dies as well" as const).map((how) => databaseVanishes(how))],
  [2, fc.tuple(fc.constantFrom(...failpoints), anyOf(deaths)).map(([point, dying]) => isToDie(point, dying))],
  [2, fc.tuple(fc.nat(5), fc.nat(2)).map(([which, how]) => personDecides(which, how))],
  [1, fc.constant(release)],
  [1, fc.constant(pause)],
];

/** Any week, of up to so many things. */
export const anyStory = (maxCommands: number): fc.Arbitrary<Iterable<DoorsCommand>> =>
  fc.commands(
    likelihood.flatMap(([times, arbitrary]) => Array.from({ length: times }, () => arbitrary)),
    { size: "+1", maxCommands },
  );

/** Every trouble ends, everything held is let go on, and time passes until nothing waits. */
export async function toTheEnd(station: Workstation, model: Doors): Promise<void> {
  model.say("every trouble ends, everything held is let go on, and time passes");
  const { gosms } = station;
  gosms.faults.clear();
  gosms.slowAnswers = 0;
  gosms.answerHeld();
  station.goOnline(true);
  await station.restart("worker");
  await station.signIn();
  model.deadline = Date.now();
  await station.set(({ templates, sending, reminders }) => {
    for (const kind of ["confirmation", "cancellation", "reminder"] as const) templates[kind].enabled = true;
    sending.paused = false;
    reminders.enabled = true;
  });
  const isWaiting = async () =>
    (await station.rows()).all.some(
      ({ state }) => state === "queued" || state === "sending" || state === "held" || state === "withdrawing",
    );
  for (let round = 0; round < 6 && (await isWaiting()); round++) {
    await letGoOn(station);
    await station.pass(2 * 60_000);
  }
  await model.check(station, true);
}
