import { claim } from "../claims/this-computer.ts";
import type { Message, MessageEvent } from "../domain/outbox.ts";
import { draft, hasBegun } from "../domain/policy.ts";
import type { Reason } from "../domain/reason.ts";
import type { Settings } from "../domain/settings.ts";
import type { SendOutcome } from "../gateway/gateway.ts";
import { idsInState, messageById, messagesInState, nextDue, updateMessage } from "../storage/outbox-store.ts";
import { loadSettings } from "../storage/settings.ts";
import { account, gateway, lastKnownCredit } from "./gosms-account.ts";

/**
 * Hands due texts to GoSMS, several at once and each at most once. It keeps nothing in memory that matters: the
 * worker may die at any instruction, and the next one goes on from the rows.
 */

/** Requests in flight at once; one after GoSMS asked for a pause, and slowly up again. */
const widest = 4;
const successesToWiden = 20;
const restAfterErrorMs = 30_000;

let width = widest;
let successes = 0;
let restUntil = 0;
const inFlight = new Set<string>();
const flights = new Set<Promise<void>>();
let filling: Promise<void> | null = null;
let fillAgain = false;

/** Sends what is due. Safe to call at any time and any number of times; resolves when nothing is in the air. */
export async function dispatch(): Promise<void> {
  await fill();
  while (flights.size > 0) await Promise.race(flights);
}

/** When there will be something to send, in milliseconds since the epoch. */
export async function nextDispatch(): Promise<number | null> {
  const due = await nextDue("queued");
  return due === null ? null : Math.max(due, restUntil);
}

/** Starts as many due rows as there is room for. A call during another is not lost: it looks once more. */
function fill(): Promise<void> {
  fillAgain = true;
  filling ??= fillRepeatedly();
  return filling;
}

async function fillRepeatedly(): Promise<void> {
  try {
    while (fillAgain) {
      fillAgain = false;
      await startDue();
    }
  } finally {
    filling = null;
  }
}

async function startDue(): Promise<void> {
  const settings = await loadSettings();
  const now = Date.now();
  if (settings.sending.paused || now < restUntil || navigator.onLine === false) return;
  // Rows in the air may still be among those read as due.
  const due = await idsInState("queued", now, widest * 2);
  const room = Math.max(0, width - inFlight.size);
  for (const id of due.filter((id) => !inFlight.has(id)).slice(0, room)) {
    inFlight.add(id);
    const flight = handle(id, settings)
      .catch((error) => {
        // The row is as it was: without a rest it would be tried again at once, and for ever.
        console.error("dispatch", error);
        restUntil = Date.now() + restAfterErrorMs;
      })
      .then(() => {
        inFlight.delete(id);
        return fill();
      })
      .finally(() => flights.delete(flight));
    flights.add(flight);
  }
}

async function handle(id: string, settings: Settings): Promise<void> {
  const message = await messageById(id);
  if (message?.state !== "queued") return;
  const words = wordsOf(message, settings, Date.now());
  if (!words.ok) {
    await updateMessage(id, { type: "skip", reason: words.reason }, Date.now());
    return;
  }
  const { channel } = settings.sending;
  if (channel === null) return holdAll({ code: "credentialsMissing" });
  const claimed = await claim(id, { text: words.text, parts: words.parts, creditBefore: lastKnownCredit() });
  if (!claimed) return;
  const outcome = await gateway.send({ text: claimed.text, phone: claimed.phone, channel });
  await updateMessage(id, eventOf(outcome), Date.now());
  await afterwards(id, outcome);
}

/** The text as it leaves: of a change, from the newest settings; of a person's sending, what they saw. */
function wordsOf(
  message: Message,
  settings: Settings,
  now: number,
): { ok: true; text: string; parts: number } | { ok: false; reason: Reason } {
  const { appointment, kind, origin, text, parts, phone } = message;
  if (hasBegun(appointment.start, now)) return { ok: false, reason: { code: "past" } };
  if (origin !== "auto") return { ok: true, text, parts };
  if (!settings.templates[kind].enabled) return { ok: false, reason: { code: "kindOff" } };
  const drafted = draft(appointment, kind, settings, now);
  if (!drafted.ok) return drafted;
  // The key was made for this number: another one would be another text.
  return drafted.draft.phone === phone
    ? { ok: true, text: drafted.draft.text, parts: drafted.draft.parts }
    : { ok: false, reason: { code: "phoneInvalid" } };
}

function eventOf(outcome: SendOutcome): MessageEvent {
  switch (outcome.type) {
    case "accepted":
      return { type: "accepted", gatewayId: outcome.gatewayId, price: null, currency: null };
    case "refused":
      return { type: "refused", reason: outcome.reason };
    case "hold":
      return { type: "hold", reason: outcome.reason };
    case "unknown":
      return { type: "lost", reason: outcome.reason };
    case "later":
      return { type: "putBack", reason: outcome.reason, notBefore: Date.now() + outcome.waitMs };
  }
}

async function afterwards(id: string, outcome: SendOutcome): Promise<void> {
  switch (outcome.type) {
    case "accepted":
      if (++successes % successesToWiden === 0) width = Math.min(width + 1, widest);
      break;
    case "hold":
      await holdAll(outcome.reason);
      break;
    case "later":
      width = 1;
      restUntil = Math.max(restUntil, Date.now() + outcome.waitMs);
      break;
    case "unknown": {
      width = 1;
      const { ok, value } = { value: null, ...(await account({ fresh: true })) };
      if (ok && value)
        await updateMessage(id, { type: "creditAsked" }, Date.now(), { creditAfter: value.credit });
      break;
    }
  }
}

/** What stops one text stops them all until somebody has mended it, and asking for each would only be refused. */
async function holdAll(reason: Reason): Promise<void> {
  for (const { id } of await messagesInState("queued", Date.now())) {
    if (!inFlight.has(id) || reason.code === "credentialsMissing") {
      await updateMessage(id, { type: "hold", reason }, Date.now());
    }
  }
}

/** Makes held texts due again, on a person's word. */
export async function release(): Promise<void> {
  restUntil = 0;
  for (const { id } of await messagesInState("held"))
    await updateMessage(id, { type: "release" }, Date.now());
}
