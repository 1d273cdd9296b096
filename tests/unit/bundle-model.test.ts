// @vitest-environment node

import { expect, test } from "vitest";
import type { Appointment } from "../../lib/domain/appointment.ts";
import type { Message } from "../../lib/domain/outbox/message.ts";
import { mayBeTold } from "../../lib/domain/outbox/predicates.ts";
import { choicesFor } from "../../lib/domain/outbox/today.ts";
import { type Failpoint, failpoints } from "../../lib/storage/failpoints.ts";
import type { Fault } from "../gosms/faults.ts";
import fc, { whereItFailed } from "../properties.ts";
import { calendarId } from "./support/clinic.ts";
import { morning } from "./support/outbox-reference.ts";
import { letGoOn } from "./support/story-commands.ts";
import { type Death, WorkerDied, Workstation } from "./support/workstation.ts";

/*
 * Stories of texts about several appointments of one number, made up at random, over the real background script.
 * Each appointment has hours of its own, by which a text tells which ones it is about.
 */

const phone = "+420601000001";
const hours = { "1": [9, 12], "2": [10, 13], "3": [11, 14] } as const;
type Id = keyof typeof hours;
const ids = Object.keys(hours) as Id[];
const startAt = (hour: number) => `2026-11-24T${String(hour - 1).padStart(2, "0")}:00:00Z`;
const hourOf = ({ appointment }: Message) => Number(appointment.start.slice(11, 13)) + 1;
const hoursIn = (text: string): number[] => (text.match(/\d+/gu) ?? []).map(Number);

class Reference {
  readonly hour = new Map<Id, number>(ids.map((id) => [id, hours[id][0]]));
  /** Changes that the page reported and was not answered: the calendar has either hour, for all that is known. */
  readonly unanswered = new Map<Id, number>();
  /** How often an hour may be told: once, and whenever a person takes it on them. */
  readonly allowed = new Map<number, number>();
  /** Hours that a person wanted told, and that were taken; until the appointment moves. */
  readonly wanted = new Set<number>();
  readonly dealtWith = new Set<string>();
  readonly story: string[] = [];
  plannedDeath: Death = "worker";
  isPaused = false;
  broken: string | null = null;

  at(id: Id): Appointment {
    const hour = this.hour.get(id) ?? 0;
    const patient = { id: "7", name: "Jana", phone };
    return { id, start: startAt(hour), end: null, allDay: false, title: "", patient };
  }

  allow(row: Message): void {
    this.allowed.set(hourOf(row), (this.allowed.get(hourOf(row)) ?? 1) + 1);
  }

  arrived(text: string): void {
    this.story.push(`    → GoSMS is asked to tell: ${text}`);
    const true_ = new Set([...this.hour.values(), ...this.unanswered.values()]);
    const wrong = hoursIn(text).filter((hour) => !true_.has(hour));
    if (wrong.length > 0) this.broken ??= `"${text}" left, and there is nothing at ${wrong}`;
  }

  async check(station: Workstation, isEnd = false): Promise<void> {
    const { all, attention } = await station.rows();
    const shown = new Set(attention.map(({ id }) => id));
    const accepted = station.gosms.messages.filter(({ recipients }) => recipients.length > 0);
    const told = accepted.flatMap(({ text }) => hoursIn(text));
    const breaks = (words: string) => {
      this.broken ??= words;
    };
    for (const hour of new Set(told)) {
      const times = told.filter((one) => one === hour).length;
      if (times > (this.allowed.get(hour) ?? 1)) breaks(`${hour}:00 was told ${times} times`);
      if (!all.some((row) => hourOf(row) === hour && mayBeTold(row)))
        breaks(`${hour}:00 was told, and no row says so`);
    }
    for (const row of all) {
      const others = all.filter(({ id }) => row.bundle.includes(id));
      if (others.length > 0 && others.length < row.bundle.length && row.state !== "skipped")
        breaks(`a row of ${row.bundle.length} is missing`);
      if (others.some(({ state }) => state !== row.state)) breaks("rows of one text differ");
      const message = accepted.find(({ id }) => String(id) === row.gatewayId);
      if (
        row.state === "sent" &&
        row.gatewayId !== null &&
        !hoursIn(message?.text ?? "").includes(hourOf(row))
      )
        breaks(`${hourOf(row)}:00 is shown as sent, and no text told it`);
    }
    for (const hour of this.wanted) {
      const rows = all.filter((row) => hourOf(row) === hour);
      const stands = rows.some(
        (row) =>
          mayBeTold(row) ||
          shown.has(row.id) ||
          this.dealtWith.has(row.id) ||
          (!isEnd && row.state === "queued"),
      );
      if (!stands) breaks(`${hour}:00 was to be told, was not, and nobody is shown so`);
    }
    if (isEnd && all.some(({ state }) => state === "queued" || state === "sending"))
      breaks("at the end a text waits");
    if (this.broken) {
      for (const row of all)
        this.story.push(
          `    row: ${hourOf(row)}:00 ${row.state} ${row.reason?.code ?? ""} of ${row.bundle.length}${shown.has(row.id) ? ", shown" : ""}`,
        );
      throw new Error(this.broken);
    }
  }
}

type Command = fc.AsyncCommand<Reference, Workstation>;

const command = (
  words: string,
  act: (station: Workstation, model: Reference) => Promise<unknown> | unknown,
  possible: (model: Reference) => boolean = () => true,
): Command => ({
  check: possible,
  async run(model, station) {
    model.story.push(words);
    station.setClock(10);
    try {
      await act(station, model);
    } catch (error) {
      if (!(error instanceof WorkerDied)) throw error;
    }
    await station.rest();
    await afterDeath(station, model);
    await model.check(station);
  },
  toString: () => words,
});

async function afterDeath(station: Workstation, model: Reference): Promise<void> {
  if (!station.stoppedAt) return;
  model.story.push(`    … and there dies the ${model.plannedDeath}, at "${station.stoppedAt}"`);
  await restart(station, model.plannedDeath);
}

async function restart(station: Workstation, death: Death): Promise<void> {
  await station.restart(death);
  if (death === "database") await station.signIn();
}

/** "Odeslat" for some of the day's appointments, in one text. */
const sends = (some: readonly Id[]) =>
  command(`somebody sends one text about ${some.join(", ")}`, async (station, model) => {
    const [appointment, ...together] = some.map((id) => model.at(id));
    const told = some.map((id) => model.hour.get(id) ?? 0);
    if (!appointment) return;
    const { queued } = await station.press("bulk.send", {
      calendarId,
      items: [{ appointment, together, kind: "reminder", text: `Prijdte v ${told.join(" a ")}` }],
    });
    if (queued.length > 0) for (const hour of told) model.wanted.add(hour);
  });

/** The page reports, and reports again while the worker dies under it. */
const moves = (id: Id) =>
  command(`appointment ${id} is moved, or back`, async (station, model) => {
    const before = model.hour.get(id) ?? 0;
    const previousStart = model.at(id).start;
    const after = hours[id].find((hour) => hour !== before) ?? before;
    model.hour.set(id, after);
    model.unanswered.set(id, before);
    // Whoever moves it knows that its text has to be sent anew.
    for (const hour of [before, after]) model.wanted.delete(hour);
    for (;;) {
      try {
        await station.ask("page.changed", { type: "moved", appointment: model.at(id), previousStart });
        model.unanswered.delete(id);
        return;
      } catch (error) {
        if (!(error instanceof WorkerDied)) throw error;
        await station.rest();
        await afterDeath(station, model);
      }
    }
  });

const passes = (seconds: number) =>
  command(`${seconds} seconds pass`, (station) => station.pass(seconds * 1000));

const faults: readonly Fault[] = [
  { kind: "401" },
  { kind: "400-unverified" },
  { kind: "400-credit" },
  { kind: "invalidRecipient" },
  { kind: "429", retryAfter: 5 },
  { kind: "500", accepted: true },
  { kind: "dropBefore" },
  { kind: "dropAfter" },
  { kind: "hangBefore" },
  { kind: "hangAfter" },
  { kind: "undelivered" },
];
const gosms = (fault: Fault) =>
  command(`GoSMS will: ${JSON.stringify(fault)}`, ({ gosms }) => void gosms.faults.add(fault));
const slow = command("GoSMS will take its time to answer", ({ gosms }) => {
  gosms.slowAnswers++;
});
const comes = command("the slow answer comes", ({ gosms }) => gosms.answerHeld());

const happens = (death: Death) => command(`the ${death} dies`, (station) => restart(station, death));
const isToDie = (point: Failpoint, death: Death) =>
  command(`(at "${point}", the ${death} is to die)`, (station, model) => {
    model.plannedDeath = death;
    station.stopAt(point);
  });

const personDecides = (which: number, how: number) =>
  command("somebody looks through the texts that need a person", async (station, model) => {
    const { all, attention } = await station.rows();
    const row = attention[which];
    const choices = row ? choicesFor(row, Date.now()) : [];
    const choice = choices[how % Math.max(choices.length, 1)];
    if (!row || !choice) return;
    model.story.push(`    … and says of ${hourOf(row)}:00: ${choice}`);
    const isOfText = choice !== "dismiss";
    for (const one of all.filter(({ id }) => id === row.id || (isOfText && row.bundle.includes(id)))) {
      model.dealtWith.add(one.id);
      // Given up or not, it may have been told; what is sent after that is a person's wish.
      if (row.state === "unknown" || row.delivery === "undelivered") model.allow(one);
    }
    if (choice === "sendAgain" || choice === "sendMended")
      await station.press("outbox.sendAgain", { ids: [row.id] });
    else await station.press("outbox.decide", { ids: [row.id], decision: choice });
  });

const release = command("somebody lets everything go on that is held", (station) => letGoOn(station));
const pause = command("all sending is stopped, or let go on", async (station, model) => {
  model.isPaused = !model.isPaused;
  await station.set((settings) => {
    settings.sending.paused = model.isPaused;
  });
});

const death = fc.constantFrom<Death>("worker", "browser", "database");
const some = fc.subarray(ids, { minLength: 1 });
const anyStory = fc.commands(
  [
    some.map(sends),
    some.map(sends),
    fc.constant(ids).map(sends),
    fc.constantFrom(...ids).map(moves),
    fc.constantFrom(...ids).map(moves),
    fc.constantFrom(3, 15, 60, 360).map(passes),
    fc.constantFrom(3, 15, 60, 360).map(passes),
    fc.constantFrom(...faults).map(gosms),
    fc.constantFrom(...faults).map(gosms),
    fc.constant(slow),
    fc.constant(comes),
    death.map(happens),
    fc.tuple(fc.constantFrom(...failpoints), death).map(([point, how]) => isToDie(point, how)),
    fc.tuple(fc.constantFrom(...failpoints), death).map(([point, how]) => isToDie(point, how)),
    fc.tuple(fc.nat(3), fc.nat(2)).map(([which, how]) => personDecides(which, how)),
    fc.constant(release),
    fc.constant(pause),
  ],
  { size: "+1", maxCommands: 30 },
);

async function play(story: Iterable<Command>): Promise<{ lines: string[]; broken: unknown }> {
  const model = new Reference();
  await using station = await Workstation.open(morning, ({ practice, templates, sending }) => {
    Object.assign(practice, { name: "Ordinace", phone: "+420 234 567 890", timeZone: "Europe/Prague" });
    // Changes take back what is no longer so, and nothing else leaves.
    for (const kind of ["confirmation", "change", "cancellation"] as const) templates[kind].enabled = false;
    sending.channel = 1;
  });
  station.gosms.onArrival = ({ text }) => model.arrived(text);
  try {
    await fc.asyncModelRun(() => ({ model, real: station }), story);
    await toTheEnd(station, model);
    return { lines: model.story, broken: null };
  } catch (broken) {
    return { lines: model.story, broken };
  }
}

async function toTheEnd(station: Workstation, model: Reference): Promise<void> {
  model.story.push("every trouble ends, everything held is let go on, and time passes");
  const { gosms } = station;
  gosms.faults.clear();
  gosms.slowAnswers = 0;
  gosms.answerHeld();
  await restart(station, "worker");
  await station.signIn();
  await station.set(({ sending }) => {
    sending.paused = false;
  });
  for (let round = 0; round < 4; round++) {
    await letGoOn(station);
    await station.pass(2 * 60_000);
  }
  await model.check(station, true);
}

test("a text about several appointments tells all of them or none, once, and only what is so", async () => {
  const property = fc.asyncProperty(anyStory, async (story) => {
    const { broken } = await play(story);
    if (broken) throw broken;
  });
  const result = await fc.check(property);
  const [story] = result.counterexample ?? [];
  if (!story) {
    expect(result.failed).toBe(false);
    return;
  }
  const { lines, broken } = await play(story);
  throw new Error(`${broken}\n\n${lines.join("\n")}\n\n(${whereItFailed(result)})`, { cause: broken });
}, 3_600_000);

test("a text that was taken back in one copy alone stays so for all of its appointments", async () => {
  const { lines, broken } = await play([
    pause,
    sends(ids),
    isToDie("rowCommitted", "worker"),
    moves("1"),
    sends(["3"]),
    isToDie("stepCommitted", "database"),
    pause,
  ]);
  expect(broken, lines.join("\n")).toBeNull();
}, 600_000);
