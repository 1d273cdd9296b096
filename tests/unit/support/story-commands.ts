import type { Message } from "../../../lib/domain/outbox/message.ts";
import { capCodes } from "../../../lib/domain/outbox/predicates.ts";
import { type Choice, choicesFor } from "../../../lib/domain/outbox/today.ts";
import type { Failpoint } from "../../../lib/storage/failpoints.ts";
import type { Fault } from "../../gosms/faults.ts";
import fc from "../../properties.ts";
import { type Death, WorkerDied, type Workstation } from "./workstation.ts";

/** What can happen to a practice in a day whatever a story is about, said as a person would tell it. */

/** Whoever follows a story and judges it. */
export interface Judge {
  /** What else goes when the worker comes to the instruction at which it is to die. */
  plannedDeath: Dying | null;
  isPaused: boolean;
  isOnline: boolean;
  say(line: string): void;
  databaseLost(): void;
  /** @throws PromiseBroken */
  check(station: Workstation, isEnd?: boolean): Promise<void>;
  rowInWords(row: Message): string;
  /** A person wants a row's text to go out once more. */
  askedAgain(row: Message): void;
  /** A person says that nothing is to be sent, or that it was. */
  decided(row: Message): void;
  /** Rows that a person dealt with in any way, and those that one said was sent. */
  readonly dealtWith: Set<string>;
  readonly saidSent: Set<string>;
}

export type StoryCommand<M extends Judge> = fc.AsyncCommand<M, Workstation>;

export const always = () => true;

/** The page tries again so often, as `lib/page/host.ts` does. */
const pageRetries = 3;

/** One thing that happens, whatever dies with it, and then every promise is checked. */
export function command<M extends Judge>(
  words: string,
  possible: (model: M) => boolean,
  act: (station: Workstation, model: M) => Promise<unknown> | unknown,
): StoryCommand<M> {
  return {
    check: possible,
    async run(model, station) {
      model.say(words);
      // People take their time: no two things happen in one millisecond.
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
  };
}

/** What goes when the worker comes to the instruction at which it is to die. */
export const deaths = {
  "the worker alone": { death: "worker", page: false },
  "the worker, and the page is closed": { death: "worker", page: true },
  "the whole browser": { death: "browser", page: true },
  "the whole browser with its database": { death: "database", page: true },
} as const satisfies Record<string, { death: Death; page: boolean }>;
export type Dying = keyof typeof deaths;

/** Wakes a worker that came to the instruction at which it was to die. @returns whether the page is still there */
async function afterDeath(station: Workstation, model: Judge): Promise<boolean> {
  if (!station.stoppedAt) return true;
  const dying: Dying = model.plannedDeath ?? "the worker alone";
  model.say(`    … and there dies ${dying}, at "${station.stoppedAt}"`);
  await restart(station, model, deaths[dying].death);
  return !deaths[dying].page;
}

async function restart(station: Workstation, model: Judge, death: Death): Promise<void> {
  model.plannedDeath = null;
  await station.restart(death);
  if (death !== "database") return;
  model.databaseLost();
  await station.signIn();
}

/**
 * The page reports, and reports again while the worker dies under it.
 * @returns whether it got its answer
 */
export async function untilAnswered(
  station: Workstation,
  model: Judge,
  ask: () => Promise<unknown>,
): Promise<boolean> {
  for (let attempt = 0; attempt <= pageRetries; attempt++) {
    try {
      await ask();
      return true;
    } catch (error) {
      if (!(error instanceof WorkerDied)) throw error;
      await station.rest();
      if (!(await afterDeath(station, model))) return false;
    }
  }
  return false;
}

export const spans = { "3 seconds": 3, "15 seconds": 15, "1 minute": 60, "6 minutes": 360 };
export const passes = (span: keyof typeof spans) =>
  command(`${span} pass`, always, (station) => station.pass(spans[span] * 1000));

const hourMs = 3_600_000;
export const clocks = { "a day forward": 24, "a day back": -24, "an hour forward": 1, "an hour back": -1 };
export const clockIsSet = (how: keyof typeof clocks) =>
  command(`the computer's clock is set ${how}`, always, (station) => station.setClock(clocks[how] * hourMs));

export const answers = {
  "will ask for a new token": { kind: "401" },
  "will refuse with 403": { kind: "403" },
  "will refuse with 400, the account is not verified": { kind: "400-unverified" },
  "will refuse for want of credit": { kind: "400-credit" },
  "will refuse the number": { kind: "invalidRecipient" },
  "will ask for 5 seconds' patience (429)": { kind: "429", retryAfter: 5 },
  "will ask for patience without saying how long (429)": { kind: "429" },
  "will answer with 502 in HTML": { kind: "502" },
  "will answer with 500 after it took the text": { kind: "500", accepted: true },
  "will answer with a page of HTML": { kind: "htmlPage" },
  "will drop the connection before it takes the text": { kind: "dropBefore" },
  "will drop the connection after it took the text": { kind: "dropAfter" },
  "will drop the connection in the middle of its answer": { kind: "dropMidBody" },
  "will cut its answer": { kind: "truncatedJson" },
  "will never answer, nor take the text": { kind: "hangBefore" },
  "will take the text and never answer": { kind: "hangAfter" },
  "will take the text, which then will not reach the phone": { kind: "undelivered" },
} as const satisfies Record<string, Fault>;
export const gosms = (how: keyof typeof answers) =>
  command(`GoSMS ${how}`, always, ({ gosms }) => void gosms.faults.add(answers[how]));

export const gosmsTakesItsTime = command("GoSMS will take its time to answer", always, ({ gosms }) => {
  gosms.slowAnswers++;
});
export const slowAnswerComes = command("the slow answer comes", always, ({ gosms }) => gosms.answerHeld());

export const connection = command("the connection goes away, or comes back", always, (station, model) => {
  model.isOnline = !model.isOnline;
  station.goOnline(model.isOnline);
});

export const ends = {
  "the worker dies and is woken again": "worker",
  "the browser is killed and starts again": "browser",
  "the browser is killed, and starts without its database": "database",
} as const satisfies Record<string, Death>;
export const happens = (end: keyof typeof ends) =>
  command(end, always, (station, model) => restart(station, model, ends[end]));

export const databaseVanishes = (how: "goes on" | "dies as well") =>
  command(`the database vanishes under the worker, which ${how}`, always, async (station, model) => {
    await station.loseDatabase();
    model.databaseLost();
    await station.signIn();
    if (how === "dies as well") await restart(station, model, "worker");
    // Whatever makes the worker look at its rows next; until then nobody sees any.
    else await station.set(() => {});
  });

export const isToDie = (point: Failpoint, dying: Dying) =>
  command(`(at "${point}", ${dying} is to die)`, always, (station, model) => {
    model.plannedDeath = dying;
    station.stopAt(point);
  });

const decisions: Record<Choice, string> = {
  send: "send it",
  wasSent: "it was sent",
  isThere: "GoSMS has it",
  isGone: "it is gone at GoSMS",
  keep: "let it leave",
  doNotSend: "do not send it",
  dismiss: "seen, leave it",
  sendAgain: "send it again",
  sendMended: "send it now that it can be",
};
/** @param which of the texts that need a person, then of those within their grace period; @param how of the choices offered */
export const personDecides = (which: number, how: number) =>
  command("somebody looks through the texts that need a person", always, async (station, model) => {
    const { all, attention } = await station.rows();
    const settling = all.filter(({ state, origin }) => state === "queued" && origin === "auto");
    const row = [...attention, ...settling][which];
    const choices = row ? choicesFor(row, Date.now()) : [];
    const choice = choices[how % Math.max(choices.length, 1)];
    if (!row || !choice) return;
    // Whoever says so has looked.
    const stands = station.gosms.messages.some(
      ({ id, deletedAt }) => String(id) === row.gatewayId && deletedAt === null,
    );
    if (choice === "isGone" && stands) return;
    model.say(`    … and says of ${model.rowInWords(row)}: ${decisions[choice]}`);
    if (choice === "sendAgain" || choice === "sendMended") {
      model.askedAgain(row);
      await station.press("outbox.sendAgain", { ids: [row.id] });
      model.dealtWith.add(row.id);
      return;
    }
    // It may have taken effect even if the answer is lost.
    model.dealtWith.add(row.id);
    model.decided(row);
    if (choice === "wasSent" || choice === "isThere") model.saidSent.add(row.id);
    await station.press("outbox.decide", { ids: [row.id], decision: choice });
  });

/** What is over a cap has a line and a button of its own. */
export async function letGoOn(station: Workstation): Promise<void> {
  await station.press("outbox.release", null);
  for (const code of capCodes)
    await station.press("outbox.decideHeld", { code, decision: "send", by: Date.now() });
}

export const release = command("somebody lets everything go on that is held", always, letGoOn);

export const pause = command("all sending is stopped, or let go on", always, async (station, model) => {
  model.isPaused = !model.isPaused;
  await station.set((settings) => {
    settings.sending.paused = model.isPaused;
  });
});

export const anyOf = <K extends string>(words: Record<K, unknown>): fc.Arbitrary<K> =>
  fc.constantFrom(...(Object.keys(words) as K[]));
