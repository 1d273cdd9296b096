import { type Claim, type Claims, isBefore } from "../../domain/claims/claim.ts";
import type { MessageEvent } from "../../domain/outbox/event.ts";
import type { Message } from "../../domain/outbox/message.ts";
import { newsOf } from "../../domain/outbox/message-key.ts";
import type { Reason } from "../../domain/outbox/reason.ts";
import { hasUnread } from "../../domain/thread/reply.ts";
import { noteClaims, type OpenClaim, openClaims } from "../../storage/open-claims.ts";
import { listAttention, messageById } from "../../storage/outbox-queries.ts";
import { changeRows, updateMessage } from "../../storage/outbox-store.ts";
import { workstationsItem } from "../../storage/workstations.ts";
import { fingerprintsOf, subjectKey } from "../claims/fingerprints.ts";
import { type OpenRegistry, openRegistry } from "../claims/open.ts";
import { ifReadable, passOver, RegistryFailure } from "../claims/registry.ts";
import { answeredElsewhere, readElsewhere } from "./answers.ts";
import { look, reasonOf, seenIn, sentElsewhere } from "./claiming.ts";
import { fresh, theKey } from "./new-message.ts";
import { addresseeOf, placesOf, refusedElsewhere } from "./refusals.ts";
import { takeVerdict } from "./replies.ts";

/** What other computers did to what this one has handed to GoSMS, or does not know the end of; and the other way round. */

const everyMs = 60_000;
let lookedAt = Number.NEGATIVE_INFINITY;

/** Another computer has changed something: it is looked at next time. */
export function followSoon(): void {
  lookedAt = Number.NEGATIVE_INFINITY;
}

/** Brings such rows in line, once in a while, and answers that were read elsewhere. @throws RegistryFailure */
export async function followOthers(open: OpenRegistry): Promise<void> {
  const now = performance.now();
  if (now - lookedAt < everyMs) return;
  const following = await Promise.all(
    [...(await openClaims())]
      .filter(([, { told }]) => told === "scheduled" || told === "unknown")
      .map(async ([id, claim]) => ({ id, claim, row: await messageById(id) })),
  );
  const unread = await Promise.all(
    (await listAttention())
      .filter(hasUnread)
      .map(async (row) => ({ row, key: await subjectKey(open.key, row) })),
  );
  if (following.length + unread.length === 0) return;
  const standing = following.flatMap(({ row }) => (row?.state === "scheduled" ? row : []));
  const whom = new Map(
    await Promise.all(standing.map(async (row) => [row.id, await addresseeOf(open.key, row)] as const)),
  );
  const keys = [
    ...following.map(({ claim }) => claim.key),
    ...unread.map(({ key }) => key),
    ...[...whom.values()].flatMap(placesOf),
  ];
  const { found } = await open.registry.lookUp([...new Set(keys)]);
  const bringInLine = async ({ id, claim }: (typeof following)[number]): Promise<void> => {
    const { claims } = seenIn(claim.key, found);
    await follow(open, id, claim, claims);
    const row = await messageById(id);
    const addressee = whom.get(id);
    if (row?.state !== "scheduled" || !addressee) return;
    const reason =
      refusedElsewhere(row, addressee, found, open.me) ?? (await answeredElsewhere(open, row, claims));
    if (reason) await updateMessage(id, { type: "withdraw", reason }, Date.now());
  };
  for (const one of following) await bringInLine(one).catch(passOver);
  for (const { row, key } of unread) {
    const seen = ifReadable(() => seenIn(key, found));
    if (!seen) continue;
    const read = await readElsewhere(open, row, seen.claims);
    for (const reply of row.replies) {
      const verdict = read.get(reply.id);
      if (verdict) await takeVerdict(row, { ...reply, verdict });
    }
  }
  lookedAt = now;
}

async function follow({ me }: OpenRegistry, id: string, open: OpenClaim, { claims }: Claims): Promise<void> {
  const row = await messageById(id);
  const own = claims.find(({ attempt }) => attempt === open.attempt);
  const now = Date.now();
  if (row?.state === "unknown" && own?.state === "sent" && own.owner !== me) {
    await updateMessage(id, sentElsewhere(own), now);
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
    const reason = reasonOf("scheduledElsewhere", own);
    const { sendAt } = row.schedule;
    await updateMessage(id, { type: "scheduledElsewhere", reason, gatewayId, sendAt }, now);
  }
  const isContradicted = claims.some(
    (one) =>
      isBefore(claims, own, one) &&
      one.owner !== me &&
      one.news !== "" &&
      one.news !== own.news &&
      (one.state === "sent" || one.state === "unknown"),
  );
  const event: MessageEvent = { type: "withdraw", reason: { code: "superseded" } };
  if (isContradicted) await updateMessage(id, event, now);
}

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
 * The patient was told otherwise from here: what another computer had left at GoSMS by then is no longer so, and gets a
 * row here, which is taken back as any other. What was handed over since says where the appointment is by now.
 * @param row what told so
 * @param own its claim
 * @param claims of its subject
 */
export async function recallBehind(
  { key, me }: OpenRegistry,
  row: Message,
  { key: place, attempt }: OpenClaim,
  { claims }: Claims,
): Promise<void> {
  const { news } = await fingerprintsOf(key, row);
  const own = claims.find((one) => one.attempt === attempt);
  if (news === "" || !own) return;
  const known = new Set([...(await openClaims()).values()].map((one) => one.attempt));
  const wrong = claims.filter(
    (one) =>
      one.state === "scheduled" &&
      one.owner !== me &&
      one.news !== news &&
      isBefore(claims, one, own) &&
      !known.has(one.attempt),
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
