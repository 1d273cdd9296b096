import { e164Of, newPatient, struckOut } from "../../domain/directory/patient.ts";
import type { Happening } from "../../domain/outbox/event.ts";
import type { Message } from "../../domain/outbox/message.ts";
import { timeZoneOf } from "../../domain/settings.ts";
import { dayOf } from "../../domain/text/when.ts";
import { decideAnswer } from "../../domain/thread/answer-decision.ts";
import type { OptOutScope, Reply, ReplyVerdict } from "../../domain/thread/reply.ts";
import type { Input } from "../../rpc/contract/index.ts";
import { lookUp } from "../../storage/look-up.ts";
import { messageById, messagesByIds, messagesOfSubject } from "../../storage/outbox-queries.ts";
import { changeRows } from "../../storage/outbox-store.ts";
import { changingPatients, putPatient } from "../../storage/patients.ts";
import { loadSettings } from "../../storage/settings.ts";
import { noteAnswerToTell } from "../../storage/to-tell.ts";
import { workstationsItem } from "../../storage/workstations.ts";
import { oneAtATime, untilDecided } from "./new-message.ts";

/**
 * What a person says of a reply. "Wants no more texts" is written into the directory, for the number that it came
 * from or for the patient alone; "wrong number" strikes the number out; "does not come" takes back the reminders.
 * @param source how the directory tells where it knows it from, in words
 */
export async function readReply(
  { id, replyId, verdict, scope = "number" }: Input<"outbox.replyRead">,
  source: string,
): Promise<void> {
  const message = await messageById(id);
  const reply = message?.replies.find((one) => one.id === replyId);
  if (!message || !reply) return;
  // First: a worker that dies in between leaves the reply to be read once more.
  if (verdict === "optsOut") await optOut(message, reply, source, scope);
  if (verdict === "wrongNumber") await strikeOut(message);
  const isShared = (await workstationsItem.load()).mode === "shared";
  if (isShared) await noteAnswerToTell(id);
  await takeVerdict(message, { ...reply, verdict });
  // Whoever told the others meanwhile did so too early.
  if (isShared) await noteAnswerToTell(id);
}

/** What a person's word about an answer changes of the texts, on whichever computer it was said. */
export async function takeVerdict(
  message: Message,
  { id: replyId, verdict }: Reply & { verdict: ReplyVerdict },
): Promise<void> {
  await oneAtATime(() =>
    untilDecided(async () => {
      const { reminders } = await loadSettings();
      // A text about several appointments is answered for each of them.
      const about = message.bundle.length > 0 ? await messagesByIds(message.bundle) : [message];
      const happenings: Happening[] = [];
      for (const one of about) {
        const rows = await messagesOfSubject(one.subject);
        happenings.push(...decideAnswer(rows, one, verdict, reminders.untilConfirmed));
      }
      const read: Happening = { id: message.id, event: { type: "replyRead", replyId, verdict } };
      return changeRows([...happenings, read], [], Date.now());
    }),
  );
}

async function optOut(
  { calendarId, appointment, phone: number }: Message,
  { at }: Reply,
  source: string,
  scope: OptOutScope,
): Promise<void> {
  const settings = await loadSettings();
  const { countries } = settings.sending;
  const day = dayOf(Temporal.Instant.fromEpochMilliseconds(at).toString(), timeZoneOf(settings)).toString();
  await changingPatients(async () => {
    const [found] = await lookUp(calendarId, [appointment], countries);
    const known = found?.identity.patient;
    // Somebody else's entry may hold the number back already.
    if (!known && found?.known.refusal?.code === "optedOut") return;
    const now = Date.now();
    const { id: code, name } = appointment.patient ?? { id: null, name: "" };
    const patient = known ?? newPatient({ code: code ?? "", name, phone: number }, now);
    const phone = scope === "number" ? number : (patient.optOut?.phone ?? null);
    const unwanted = patient.optOut ? { ...patient.optOut, phone } : { day, source, phone };
    await putPatient({ ...patient, optOut: unwanted, updatedAt: now }, countries);
  });
}

/** The number is somebody else's: nothing for this patient goes there any more. */
async function strikeOut({ calendarId, appointment, phone }: Message): Promise<void> {
  const { countries } = (await loadSettings()).sending;
  await changingPatients(async () => {
    const [found] = await lookUp(calendarId, [appointment], countries);
    const now = Date.now();
    const { id: code, name } = appointment.patient ?? { id: null, name: "" };
    const patient = found?.identity.patient ?? newPatient({ code: code ?? "", name }, now);
    const calendarPhone = e164Of(appointment.patient?.phone ?? "", countries);
    await putPatient(struckOut(patient, phone, calendarPhone, countries, now), countries);
  });
}
