import type { Claim, Claims } from "../../domain/claims/claim.ts";
import type { MessageEvent } from "../../domain/outbox/event.ts";
import type { Message } from "../../domain/outbox/message.ts";
import { newsOf } from "../../domain/outbox/message-key.ts";
import type { Reason } from "../../domain/outbox/reason.ts";
import { noteClaims, type OpenClaim, openClaims } from "../../storage/open-claims.ts";
import { messageById } from "../../storage/outbox-queries.ts";
import { changeRows, updateMessage } from "../../storage/outbox-store.ts";
import { workstationsItem } from "../../storage/workstations.ts";
import { fingerprintsOf } from "../claims/fingerprints.ts";
import { type OpenRegistry, openRegistry } from "../claims/open.ts";
import { RegistryFailure } from "../claims/registry.ts";
import { look, seenIn } from "./claiming.ts";
import { fresh, theKey } from "./new-message.ts";

/** What other computers did to what this one has handed to GoSMS, or does not know the end of; and the other way round. */

const everyMs = 60_000;
let lookedAt = Number.NEGATIVE_INFINITY;

/** Brings such rows in line, once in a while. @throws RegistryFailure */
export async function followOthers(open: OpenRegistry): Promise<void> {
  const following = [...(await openClaims())].filter(
    ([, { told }]) => told === "scheduled" || told === "unknown",
  );
  const now = performance.now();
  if (following.length === 0 || now - lookedAt < everyMs) return;
  const { found } = await open.registry.lookUp([...new Set(following.map(([, { key }]) => key))]);
  for (const [id, claim] of following) await follow(open, id, claim, seenIn(claim.key, found).claims);
  lookedAt = now;
}

async function follow({ me }: OpenRegistry, id: string, open: OpenClaim, { claims }: Claims): Promise<void> {
  const row = await messageById(id);
  const own = claims.find(({ attempt }) => attempt === open.attempt);
  const now = Date.now();
  if (row?.state === "unknown" && own?.state === "sent" && own.owner !== me) {
    await updateMessage(id, { type: "sentElsewhere", reason: reasonBy("sentElsewhere", own) }, now);
    await noteClaims([[id, null]]);
  }
  if (row?.state !== "scheduled" || !row.schedule) return;
  if (!own) {
    await updateMessage(id, { type: "withdrawnElsewhere", reason: { code: "takenBackElsewhere" } }, now);
    await noteClaims([[id, null]]);
    return;
  }
  const { gatewayId } = own;
  if (gatewayId !== undefined && gatewayId !== row.gatewayId) {
    const reason = reasonBy("scheduledElsewhere", own);
    const { sendAt } = row.schedule;
    await updateMessage(id, { type: "scheduledElsewhere", reason, gatewayId, sendAt }, now);
  }
  const since = claims.slice(claims.indexOf(own) + 1);
  const isContradicted = since.some(
    (one) =>
      one.owner !== me &&
      one.news !== "" &&
      one.news !== own.news &&
      (one.state === "sent" || one.state === "unknown"),
  );
  const event: MessageEvent = { type: "withdraw", reason: { code: "superseded" } };
  if (isContradicted) await updateMessage(id, event, now);
}

const reasonBy = (code: Reason["code"], { by, at }: Claim): Reason => ({ code, detail: by, at });

/**
 * By which id GoSMS knows a reminder that is to be taken back: another computer may have handed it over anew since. Out
 * of the others' reach the one that is known here is tried: to take it back tells nobody anything.
 */
export async function currentId({ id, gatewayId }: Message): Promise<string | null> {
  const workstations = await workstationsItem.load();
  const claim = workstations.mode === "shared" ? (await openClaims()).get(id) : undefined;
  if (!claim) return gatewayId;
  try {
    const { claims } = (await look(await openRegistry(workstations), claim.key)).claims;
    return claims.find(({ attempt }) => attempt === claim.attempt)?.gatewayId ?? gatewayId;
  } catch (error) {
    if (error instanceof RegistryFailure) return gatewayId;
    throw error;
  }
}

/**
 * The patient was told otherwise from here: what another computer has left at GoSMS is no longer so. It gets a row here,
 * which is taken back as any other.
 * @param row what told so
 * @param claims of its subject
 */
export async function recallBehind(
  { key, me }: OpenRegistry,
  row: Message,
  place: string,
  { claims }: Claims,
): Promise<void> {
  const { news } = await fingerprintsOf(key, row);
  if (news === "") return;
  const known = new Set([...(await openClaims()).values()].map(({ attempt }) => attempt));
  const wrong = claims.filter(
    (one) => one.state === "scheduled" && one.owner !== me && one.news !== news && !known.has(one.attempt),
  );
  for (const claim of wrong) {
    const recalled = await recalling(row, claim);
    if (!recalled) continue;
    await changeRows([], [recalled], Date.now());
    await noteClaims([[recalled.id, { key: place, attempt: claim.attempt, told: "scheduled" }]]);
  }
}

async function recalling(row: Message, { gatewayId, sendAt }: Claim): Promise<Message | null> {
  if (gatewayId === undefined || sendAt === undefined) return null;
  const now = Date.now();
  const made = fresh(row, now);
  const appointment = { ...row.appointment, start: row.previousStart ?? row.appointment.start };
  const reason: Reason = { code: row.kind === "cancellation" ? "toldCancelled" : "superseded" };
  const about = { calendarId: row.calendarId, appointment, kind: "reminder" as const, phone: row.phone };
  return {
    ...made,
    ...{
      appointment,
      kind: "reminder",
      origin: "plan",
      previousStart: null,
      text: "",
      parts: 0,
      batch: null,
    },
    key: `${row.key}+${made.id}`,
    news: await newsOf(await theKey(), about),
    schedule: { slot: "elsewhere", sendAt },
    gatewayId,
    state: "withdrawing",
    reason,
    history: [{ at: now, state: "withdrawing", reason }],
  };
}
