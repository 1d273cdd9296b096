import type { Appointment } from "../../domain/appointment.ts";
import type { Claim } from "../../domain/claims/claim.ts";
import type { Message } from "../../domain/outbox/message.ts";
import { receiptDelay } from "../../domain/outbox/receipt-times.ts";
import { parsePhone } from "../../domain/phone.ts";
import { hasBegun } from "../../domain/text/draft.ts";
import type { MessageKind } from "../../domain/text/message-kind.ts";
import { announceAdopted } from "../../storage/adopted.ts";
import { lookUp } from "../../storage/look-up.ts";
import { messagesOfAppointment } from "../../storage/outbox-queries.ts";
import { changeRows } from "../../storage/outbox-store.ts";
import { loadSettings } from "../../storage/settings.ts";
import { loadTrouble, workstationsItem } from "../../storage/workstations.ts";
import { fingerprintsOf, subjectKey } from "../claims/fingerprints.ts";
import { type OpenRegistry, openRegistry } from "../claims/open.ts";
import { ifReadable, RegistryFailure, type Stored } from "../claims/registry.ts";
import { reasonOf, seenIn } from "./claiming.ts";
import { newMessage, oneAtATime, untilDecided } from "./new-message.ts";

/**
 * What other computers sent about appointments that a calendar shows here. The registry tells no names and no numbers,
 * so this works from the appointments: each is looked up, and what was sent for it as it stands gets a row here, as if
 * it had been wished for here and found sent.
 */

interface Subject {
  calendarId: string;
  appointment: Appointment;
  /** E.164 */
  phone: string;
  country: string;
}

/** By their keys, those that pages have shown since the worker began: what is told of them live is known at once. */
const shown = new Map<string, Subject>();
const mostShown = 2000;

/** Own words and changes are not recognised: what they said, or from when, the registry does not tell. */
const recognised = ["confirmation", "reminder", "cancellation"] as const satisfies readonly MessageKind[];

/** Takes in what others sent for these. Never rejects; what failed is seen at the next look. */
export async function adopt(calendarId: string, appointments: readonly Appointment[]): Promise<void> {
  try {
    const workstations = await workstationsItem.load();
    if (workstations.mode === "alone" || (await loadTrouble())) return;
    const open = await openRegistry(workstations);
    const subjects = new Map<string, Subject>();
    for (const subject of await subjectsOf(calendarId, appointments))
      subjects.set(await subjectKey(open.key, subject), subject);
    if (subjects.size === 0) return;
    for (const [key, subject] of subjects) remember(key, subject);
    const { found } = await open.registry.lookUp([...subjects.keys()]);
    await take(open, subjects, found);
  } catch (error) {
    if (!(error instanceof RegistryFailure)) console.error("adopting", error);
  }
}

/** The same of what was just told. @throws RegistryFailure */
export async function adoptTold(open: OpenRegistry, told: readonly Stored[]): Promise<void> {
  const subjects = new Map(
    told.flatMap(({ key }) => {
      const subject = shown.get(key);
      return subject ? [[key, subject] as const] : [];
    }),
  );
  await take(open, subjects, new Map(told.map((one) => [one.key, one])));
}

function remember(key: string, subject: Subject): void {
  shown.delete(key);
  shown.set(key, subject);
  const [oldest] = shown.keys();
  if (shown.size > mostShown && oldest !== undefined) shown.delete(oldest);
}

async function subjectsOf(calendarId: string, appointments: readonly Appointment[]): Promise<Subject[]> {
  const { countries } = (await loadSettings()).sending;
  const now = Date.now();
  const coming = appointments.filter(
    ({ patient, start, allDay }) => patient !== null && !allDay && !hasBegun(start, now),
  );
  return (await lookUp(calendarId, coming, countries)).flatMap(({ appointment, known }) => {
    const parsed = parsePhone(known.phone ?? appointment.patient?.phone ?? "", countries);
    return parsed.ok ? { calendarId, appointment, phone: parsed.e164, country: parsed.country } : [];
  });
}

async function take(
  open: OpenRegistry,
  subjects: ReadonlyMap<string, Subject>,
  found: ReadonlyMap<string, Stored>,
): Promise<void> {
  const sent: { subject: Subject; kind: MessageKind; claim: Claim }[] = [];
  for (const [key, subject] of subjects) {
    const seen = ifReadable(() => seenIn(key, found));
    const claims = (seen?.claims.claims ?? []).filter(
      ({ owner, state }) => owner !== open.me && state === "sent",
    );
    if (claims.length === 0) continue;
    const known = await messagesOfAppointment(subject.calendarId, subject.appointment.id);
    for (const kind of recognised) {
      const about = { appointment: subject.appointment, kind, schedule: null, text: "" };
      const { alike } = await fingerprintsOf(open.key, about);
      const claim = claims.findLast((one) => one.alike === alike);
      if (claim && !known.some((row) => isOf(row, claim))) sent.push({ subject, kind, claim });
    }
  }
  if (sent.length === 0) return;
  const added = await oneAtATime(() =>
    untilDecided(async () => {
      const rows = await Promise.all(sent.map(({ subject, kind, claim }) => rowOf(subject, kind, claim)));
      return changeRows([], rows, Date.now());
    }),
  );
  announceAdopted(added.map(({ id, kind }) => ({ id, kind })));
}

/** Whether the row stands for that very text. */
const isOf = ({ id, gatewayId, history }: Message, { attempt, gatewayId: told, by, at }: Claim): boolean =>
  id === attempt ||
  (told !== undefined && told === gatewayId) ||
  history.some(({ reason }) => reason?.code === "sentElsewhere" && reason.detail === by && reason.at === at);

async function rowOf(
  { calendarId, appointment, phone, country }: Subject,
  kind: MessageKind,
  claim: Claim,
): Promise<Message> {
  const now = Date.now();
  const made = await newMessage({
    ...{ calendarId, appointment, kind, previousStart: null, origin: "bulk", batch: null },
    // Its words are known where it was sent.
    draft: { phone, country, text: "", parts: 0 },
    notBefore: now,
    now: Math.min(claim.at, now),
  });
  const { gatewayId = null } = claim;
  const reason = reasonOf("sentElsewhere", claim);
  return {
    ...made,
    state: "sent",
    reason,
    history: [{ at: made.createdAt, state: "sent", reason }],
    gatewayId,
    delivery: "pending",
    nextReceiptAt: gatewayId === null ? null : now + receiptDelay(0),
  };
}
