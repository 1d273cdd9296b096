import type { Message } from "../../domain/outbox/message.ts";
import { isReleasedTogether } from "../../domain/outbox/predicates.ts";
import type { Reason } from "../../domain/outbox/reason.ts";
import type { Settings } from "../../domain/settings.ts";
import { nearMs } from "../../domain/thread/reminders.ts";
import { hasFailpoints, reach } from "../../storage/failpoint.ts";
import { noteHandOver } from "../../storage/hand-overs.ts";
import {
  idsInState,
  messagesInState,
  messagesOfText,
  nextDue,
  queuedBeyond,
} from "../../storage/outbox-queries.ts";
import { stepsBegun, updateMessages } from "../../storage/outbox-store.ts";
import { followSettings } from "../../storage/settings.ts";
import { RegistryFailure } from "../claims/registry.ts";
import { claim } from "../claims/this-computer.ts";
import { singleFlight } from "../single-flight.ts";
import { type Agreement, followAgreement } from "./agreement.ts";
import { releaseSwitchedOn } from "./by-itself.ts";
import { followClock } from "./clock-set-back.ts";
import { askCredit } from "./credit.ts";
import { eventOf, lastDecision } from "./departure.ts";
import { FailedRows } from "./failed-rows.ts";
import { gateway } from "./gosms-account.ts";
import { letGo } from "./letting-go.ts";
import { Pace } from "./pace.ts";
import { Preparation } from "./preparation.ts";
import { makeWhole } from "./recovery.ts";
import { followHandedOver, isRefitting, refitsBegun } from "./refit.ts";
import { promoteReminders } from "./reminders.ts";
import type { Right } from "./rights.ts";
import type { Permit } from "./semaphore.ts";
import { isGivenUp } from "./stopped-batches.ts";
import { isStillSo, putBack, writeDown } from "./writing-down.ts";

const restAfterErrorMs = 30_000;
/** A text written down ahead waits this long for its permit, and then goes back. */
const patienceMs = 1000;
/** One that others were asked about waits so long to be written down. */
const placePatienceMs = 20_000;
/** What was decided about a text no longer ago than this is not decided anew on the way to its next step. */
const freshMs = 250;
const never = Number.POSITIVE_INFINITY;

/** The settings as they are at any moment: a pause counts at once. */
type Followed = Awaited<ReturnType<typeof followSettings>>;

/** The right to send a row, and how long others were asked for it, in milliseconds. */
interface Asked {
  right: Right;
  askingMs: number;
  preparation: Preparation;
  /** Among those that are written down. */
  place: Permit;
}

/**
 * Hands due texts to GoSMS, several at once and each at most once. It keeps nothing in memory that matters: the
 * worker may die at any instruction, and the next one goes on from the rows.
 */
class Dispatcher {
  readonly #pace = new Pace();
  /** From being picked until GoSMS's answer. */
  readonly #inHand = new Set<string>();
  /**
   * Subjects with a text on its way, and ids of rows that wait for its end: a patient reads of an appointment in the
   * order in which things happened to it.
   */
  readonly #onTheWay = new Map<string, Set<string>>();
  readonly #flights = new Set<Promise<void>>();
  /**
   * Ids of due reminders that wait for the end of a refit, of rows that another computer is at, and of what somebody
   * has stopped. The dispatch that comes after it clears them.
   */
  readonly #unfit = new Set<string>();
  readonly #failed = new FailedRows();

  /** Sends what is due. Safe to call at any time and any number of times; resolves when nothing is in the air. */
  async dispatch(): Promise<void> {
    await makeWhole();
    await followClock();
    await this.#restOn();
    await releaseSwitchedOn();
    this.#unfit.clear();
    if (!isRefitting()) await promoteReminders();
    using settings = await followSettings();
    this.#settings = settings;
    using agreement = await followAgreement();
    this.#agreement = agreement;
    if (!(await agreement.isReady())) this.#pace.rest(restAfterErrorMs);
    await this.#fill();
    while (this.#flights.size > 0) await Promise.race(this.#flights);
  }

  #isRestKnown = false;

  /** GoSMS has asked for a pause that this worker, which has just begun, has not heard of. The rows have. */
  async #restOn(): Promise<void> {
    if (this.#isRestKnown) return;
    this.#isRestKnown = true;
    const now = Date.now();
    for (const { reason, notBefore } of await queuedBeyond(now))
      if (reason?.code === "rateLimited") this.#pace.rest(notBefore - now);
  }

  /** Of the newest call: each follows them until nothing is in the air. */
  #settings: Followed | null = null;
  #agreement: Agreement | null = null;

  get #mayLeave(): boolean {
    const { sending } = this.#currentSettings;
    return !sending.paused && !this.#pace.isResting && navigator.onLine !== false;
  }

  get #currentSettings(): Settings {
    if (!this.#settings) throw new Error("nothing is being dispatched");
    return this.#settings.value;
  }

  /** When there will be something to send of what is due after a moment; both in milliseconds since the epoch. */
  async nextDispatch(after: number): Promise<number | null> {
    // All that is due waits for the end of the rest.
    const due = await nextDue("queued", this.#pace.isResting ? 0 : after);
    const next = Math.min(due ?? never, this.#failed.nextTry ?? never);
    return next === never ? null : Math.max(next, this.#pace.restEndsAt);
  }

  /** Makes held texts due again, on a person's word. */
  async release(): Promise<void> {
    await this.releaseThese((await messagesInState("held")).filter(isReleasedTogether));
  }

  async releaseThese(messages: readonly Message[]): Promise<void> {
    this.#pace.endRest();
    await letGo(messages);
  }

  /** Starts as many due rows as there is room for. */
  readonly #fill = singleFlight(() => this.#startDue(), { trailing: true });

  async #startDue(): Promise<void> {
    this.#pace.limitTo(this.#currentSettings.sending.atOnce);
    if (!this.#mayLeave) return;
    const room = this.#pace.capacity - this.#inHand.size;
    if (room <= 0) return;
    // Rows in hand may still be among those read as due.
    const waiting = new Set([...this.#onTheWay.values()].flatMap((ids) => [...ids]));
    const due = await idsInState(
      "queued",
      Date.now(),
      room + this.#inHand.size + waiting.size + this.#unfit.size + this.#failed.size,
    );
    const isFree = (id: string) => !this.#inHand.has(id) && !waiting.has(id) && !this.#unfit.has(id);
    for (const id of this.#failed.inOrder(due.filter(isFree)).slice(0, room)) {
      this.#inHand.add(id);
      const flight = this.#handle(id)
        .then(() => this.#failed.delete(id))
        .catch((error) => {
          // The row is as it was: without a rest it would be tried again at once, and for ever.
          console.error("dispatch", error);
          // Out of the others' reach nothing is the matter with the row.
          const isOfAll = error instanceof RegistryFailure || this.#failed.add(id);
          if (isOfAll) this.#pace.rest(restAfterErrorMs);
        })
        .then(() => {
          this.#inHand.delete(id);
          return this.#fill();
        })
        .finally(() => this.#flights.delete(flight));
      this.#flights.add(flight);
    }
  }

  async #handle(id: string): Promise<void> {
    if (hasFailpoints) await reach("picked");
    const asked = performance.now();
    // While others are on their way, so are their questions.
    const right = await this.#agreement?.take(id, this.#flights.size > 1);
    const askingMs = performance.now() - asked;
    if (!right) return void this.#unfit.add(id);
    // Not before the others were asked: what is written down meanwhile counts.
    const read = () => lastDecision(id, this.#currentSettings);
    let decideText = await read();
    const decided = performance.now();
    using place = await this.#pace.places.acquire(placePatienceMs);
    // All of GoSMS's answers are late, or nothing may leave any more: it is found again.
    if (!place || !this.#mayLeave) return right.end();
    if (performance.now() - decided > freshMs) decideText = await read();
    const settings = this.#currentSettings;
    const subjects: string[] = [];
    using preparation = new Preparation(id);
    try {
      const message = await claim(id, (row, others) => {
        if (row.schedule !== null && isRefitting()) {
          this.#unfit.add(id);
          return null;
        }
        if (right.instead) return right.instead;
        const about = [row, ...others].map(({ subject }) => subject);
        const [waiting] = about.flatMap((subject) => this.#onTheWay.get(subject) ?? []);
        if (waiting) {
          waiting.add(id);
          return null;
        }
        for (const subject of about) this.#onTheWay.set(subject, new Set());
        subjects.push(...about);
        return decideText(row, others, settings);
      });
      const { channel } = settings.sending;
      // Without a channel the row is held and not claimed.
      if (message && channel !== null)
        await this.#send(message, channel, { right, askingMs, preparation, place });
      await right.end();
    } finally {
      for (const subject of subjects) this.#onTheWay.delete(subject);
    }
  }

  /** Whether all that was decided as it was claimed would be decided so by now. */
  async #isStillSo(message: Message): Promise<boolean> {
    const [decideText, rows] = await Promise.all([
      lastDecision(message.id, this.#currentSettings),
      messagesOfText(message),
    ]);
    const [row, ...others] = rows;
    if (!row || "event" in decideText(row, others, this.#currentSettings)) return false;
    return isStillSo(message, rows);
  }

  /** Hands over a row that has been claimed, and writes down what came of it. */
  async #send(message: Message, channel: number, asked: Asked): Promise<void> {
    const { right, askingMs, preparation, place } = asked;
    const refits = refitsBegun();
    if (hasFailpoints) await reach("claimed");
    const { id, text, phone, schedule } = message;
    const { setbacks } = this.#pace;
    // A reminder whose moment has come leaves like any other text.
    const sendAt = schedule && schedule.sendAt > Date.now() + nearMs ? schedule.sendAt : undefined;
    if (sendAt !== undefined) await noteHandOver(id);
    const begun = performance.now();
    const [leave, mayBegin] = await Promise.all([
      gateway.prepare({ text, phone, channel, sendAt }),
      right.begin(),
    ]);
    const began = performance.now();
    if (!mayBegin) {
      await putBack(message);
      return;
    }
    using permit = await this.#pace.permits.acquire(patienceMs);
    if (!permit) {
      this.#pace.stayBehind();
      await putBack(message);
      return;
    }
    const isSo = performance.now() - begun < freshMs || (await this.#isStillSo(message));
    // Meanwhile somebody may have stopped it, a pause may have come, or GoSMS stopped answering as it should.
    if (!isSo || isGivenUp(message) || !this.#mayLeave || this.#pace.setbacks !== setbacks) {
      if (isGivenUp(message)) this.#unfit.add(id);
      await putBack(message);
      return;
    }
    if (hasFailpoints) await reach("slotTaken");
    const left = performance.now();
    preparation.leave();
    const answer = leave({ isStillSo: () => this.#isStillSo(message), taken: () => permit.release() });
    if (hasFailpoints) await reach("inTheAir");
    const outcome = await answer;
    if (hasFailpoints) await reach("answered");
    this.#pace.learn(outcome);
    if (right.isAsked) this.#pace.learnTimes(askingMs, began - begun, performance.now() - left);
    permit.release();
    const written = writeDown(message, eventOf(outcome, sendAt));
    // The next one leaves while this one is written down, unless GoSMS would refuse it as well.
    if (outcome.type !== "hold") {
      place.release();
      this.#inHand.delete(id);
      // Never after this one's end: nobody may be dispatching any more, with settings that nobody follows.
      void Promise.race([stepsBegun(), written]).then(this.#fill, () => {});
    }
    await written;
    if (hasFailpoints) await reach("outcomeStored");
    if (sendAt !== undefined) await followHandedOver(id, { isRefit: refitsBegun() !== refits });
    if (outcome.type === "hold") await this.#holdAll(outcome.reason);
    if (outcome.type === "unknown") await askCredit();
  }

  /** What stops one text stops them all until somebody has mended it, and asking for each would only be refused. */
  async #holdAll(reason: Reason): Promise<void> {
    const due = (await messagesInState("queued", Date.now())).map(({ id }) => id);
    await updateMessages(due, { type: "hold", reason }, Date.now(), ({ state }) => state === "queued");
  }
}

export const dispatcher = new Dispatcher();
