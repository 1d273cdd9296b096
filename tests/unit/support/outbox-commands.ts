import type { AppointmentChange } from "../../../lib/domain/appointment.ts";
import { failpoints } from "../../../lib/storage/failpoints.ts";
import fc from "../../properties.ts";
import { type Reference, type Slot, slots } from "./outbox-reference.ts";
import {
  always,
  answers,
  anyOf,
  clockIsSet,
  clocks,
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

/** What can happen in a practice that tells of changes by itself. */

export type OutboxCommand = StoryCommand<Reference>;

async function report(station: Workstation, model: Reference, id: string, change: AppointmentChange) {
  model.reported(id, change);
  if (await untilAnswered(station, model, () => station.ask("page.changed", change))) model.acknowledged(id);
}

export const makes = (id: string, slot: Slot) =>
  command<Reference>(
    `the receptionist makes appointment ${id} for ${slot}`,
    (model) => model.subject(id).slot === null,
    (station, model) =>
      report(station, model, id, { type: "created", appointment: model.subject(id).at(slot) }),
  );

export const moves = (id: string, slot: Slot) =>
  command<Reference>(
    `the receptionist moves appointment ${id} to ${slot}`,
    (model) => model.subject(id).slot !== null && model.subject(id).slot !== slot,
    (station, model) => {
      const subject = model.subject(id);
      const previousStart = subject.at(subject.slot as Slot).start;
      return report(station, model, id, { type: "moved", appointment: subject.at(slot), previousStart });
    },
  );

export const cancels = (id: string) =>
  command<Reference>(
    `the receptionist cancels appointment ${id}`,
    (model) => model.subject(id).slot !== null,
    (station, model) => {
      const subject = model.subject(id);
      return report(station, model, id, { type: "cancelled", appointment: subject.at(subject.slot as Slot) });
    },
  );

export const reportsAgain = (id: string) =>
  command<Reference>(
    `the page reports the last change of appointment ${id} once more`,
    (model) => model.subject(id).lastChange !== null,
    (station, model) => report(station, model, id, model.subject(id).lastChange as AppointmentChange),
  );

export const switches = (kind: "confirmation" | "cancellation") =>
  command<Reference>(`${kind}s are switched off, or on again`, always, async (station, model) => {
    if (!model.off.delete(kind)) model.off.add(kind);
    const enabled = !model.off.has(kind);
    await station.set((settings) => {
      settings.templates[kind].enabled = enabled;
    });
  });

const ids = fc.constantFrom("1", "1", "2", "3");
const places = fc.constantFrom(...slots);
/** How often each kind of thing happens, beside the others. */
const likelihood: [number, fc.Arbitrary<OutboxCommand>][] = [
  [3, fc.tuple(ids, places).map(([id, slot]) => makes(id, slot))],
  [3, fc.tuple(ids, places).map(([id, slot]) => moves(id, slot))],
  [2, ids.map(cancels)],
  [1, ids.map(reportsAgain)],
  [4, anyOf(spans).map(passes)],
  [1, anyOf(clocks).map(clockIsSet)],
  [3, anyOf(answers).map(gosms)],
  [1, fc.constant(gosmsTakesItsTime)],
  [1, fc.constant(slowAnswerComes)],
  [1, fc.constant(connection)],
  [2, anyOf(ends).map(happens)],
  [1, fc.constantFrom("goes on" as const, "dies as well" as const).map(databaseVanishes)],
  [3, fc.tuple(fc.constantFrom(...failpoints), anyOf(deaths)).map(([point, dying]) => isToDie(point, dying))],
  [2, fc.tuple(fc.nat(5), fc.nat(2)).map(([which, how]) => personDecides(which, how))],
  [1, fc.constant(release)],
  [1, fc.constantFrom("confirmation" as const, "cancellation" as const).map(switches)],
  [1, fc.constant(pause)],
];

/** Any day, of up to so many things. */
export const anyStory = (maxCommands: number): fc.Arbitrary<Iterable<OutboxCommand>> =>
  fc.commands(
    likelihood.flatMap(([times, arbitrary]) => Array.from({ length: times }, () => arbitrary)),
    { size: "+1", maxCommands },
  );

/** Every trouble ends, everything held is let go on, and time passes until nothing waits. */
export async function toTheEnd(station: Workstation, model: Reference): Promise<void> {
  model.say("every trouble ends, everything held is let go on, and time passes");
  const { gosms } = station;
  gosms.faults.clear();
  gosms.slowAnswers = 0;
  gosms.answerHeld();
  station.goOnline(true);
  await station.restart("worker");
  await station.signIn();
  model.off.clear();
  await station.set(({ templates, sending }) => {
    templates.confirmation.enabled = true;
    templates.cancellation.enabled = true;
    sending.paused = false;
  });
  const isWaiting = async () =>
    (await station.rows()).all.some(
      ({ state }) => state === "queued" || state === "sending" || state === "held",
    );
  for (let round = 0; round < 8 && (await isWaiting()); round++) {
    await letGoOn(station);
    await station.pass(2 * 60_000);
  }
  await model.check(station, true);
}
