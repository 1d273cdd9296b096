import type { Appointment } from "../../domain/appointment.ts";
import { type Claim, isBefore } from "../../domain/claims/claim.ts";
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

export interface Subject {
  calendarId: string;
  appointment: Appointment;
  /** E.164 */
  phone: string;
  country: string;
}

/** With the key under which its claims lie. */
type Keyed = readonly [key: string, subject: Subject];

/** By their keys, those that pages have shown since the worker began: what is told of them live is known at once. */
const shown = new Map<string, Subject>();
const mostShown = 2000;

/** Own words and changes are not recognised: what they said, or from when, the registry does not tell. */
const recognised = ["confirmation", "reminder", "cancellation"] as const satisfies readonly MessageKind[];

/** Takes in what others sent for these. Never rejects; what failed is seen at the next look. */
export const adopt = (calendarId: string, appointments: readonly Appointment[]): Promise<unknown> =>
  quietly(async (open) => {
    const subjects = await keyed(open, calendarId, appointments);
    for (const [key, subject] of subjects) remember(key, subject);
    await takeSent(open, subjects);
  });

/** Where there are others, and none that cannot be reached. @returns whether nothing failed */
export async function quietly(work: (open: OpenRegistry) => Promise<void>): Promise<boolean> {
  try {
    const workstations = await workstationsItem.load();
    if (workstations.mode === "alone" || (await loadTrouble())) return true;
    await work(await openRegistry(workstations));
    return true;
  } catch (error) {
    if (!(error instanceof RegistryFailure)) console.error("adopting", error);
    return false;
  }
}

export const keyed = async (
  { key }: OpenRegistry,
  calendarId: string,
  appointments: readonly Appointment[],
): Promise<Keyed[]> =>
  Promise.all(
    (await subjectsOf(calendarId, appointments)).map(
      async (subject) => [await subjectKey(key, subject), subject] as const,
    ),
  );

export async function takeSent(open: OpenRegistry, subjects: readonly Keyed[]): Promise<void> {
  if (subjects.length === 0) return;
  const { found } = await open.registry.lookUp([...new Set(subjects.map(([key]) => key))]);
  await take(open, subjects, found);
}

/** The same of what was just told. @throws RegistryFailure */
export async function adoptTold(open: OpenRegistry, told: readonly Stored[]): Promise<void> {
  const subjects = told.flatMap(({ key }): Keyed[] => {
    const subject = shown.get(key);
    return subject ? [[key, subject]] : [];
  });
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

interface Sent {
  subject: Subject;
  kind: MessageKind;
  claim: Claim;
  at: number;
}

async function take(
  open: OpenRegistry,
  subjects: readonly Keyed[],
  found: ReadonlyMap<string, Stored>,
): Promise<void> {
  const sent: Sent[] = [];
  for (const [key, subject] of subjects) {
    const all = ifReadable(() => seenIn(key, found))?.claims.claims ?? [];
    const claims = all.filter(({ owner, state }) => owner !== open.me && state === "sent");
    if (claims.length === 0) continue;
    const known = await messagesOfAppointment(subject.calendarId, subject.appointment.id);
    for (const kind of recognised) {
      const about = { appointment: subject.appointment, kind, schedule: null, text: "" };
      const { alike } = await fingerprintsOf(open.key, about);
      const claim = claims.findLast((one) => one.alike === alike);
      if (claim && !known.some((row) => isOf(row, claim)))
        sent.push({ subject, kind, claim, at: momentOf(claim, all, known) });
    }
  }
  if (sent.length === 0) return;
  const added = await oneAtATime(() =>
    untilDecided(async () => {
      const rows = await Promise.all(sent.map(rowOf));
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

/**
 * When it was sent, in milliseconds since the epoch: as that computer's clock says, and after what was sent from here
 * before it, whatever the clocks say.
 */
function momentOf(claim: Claim, claims: readonly Claim[], known: readonly Message[]): number {
  const earlier = new Set(claims.filter((one) => isBefore(claims, one, claim)).map(({ attempt }) => attempt));
  const before = known.filter(({ id, schedule }) => schedule === null && earlier.has(id));
  return Math.max(claim.at, ...before.map(({ createdAt }) => createdAt + 1));
}

async function rowOf({
  subject: { calendarId, appointment, phone, country },
  kind,
  claim,
  at,
}: Sent): Promise<Message> {
  const now = Date.now();
  const made = await newMessage({
    ...{ calendarId, appointment, kind, previousStart: null, origin: "bulk", batch: null },
    // Its words are known where it was sent.
    draft: { phone, country, text: "", parts: 0 },
    notBefore: now,
    now: Math.min(at, now),
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
