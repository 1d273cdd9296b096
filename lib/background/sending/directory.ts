import type { Appointment } from "../../domain/appointment.ts";
import { type Knowledge, nothingKnown } from "../../domain/directory/knowledge.ts";
import { corrected, e164Of, newPatient } from "../../domain/directory/patient.ts";
import type { Message } from "../../domain/outbox/message.ts";
import type { Reason } from "../../domain/outbox/reason.ts";
import { parsePhone } from "../../domain/phone.ts";
import type { Settings } from "../../domain/settings.ts";
import type { Input, Output } from "../../rpc/contract/index.ts";
import { lookUp } from "../../storage/look-up.ts";
import { messageById, messagesByIds, messagesInState } from "../../storage/outbox-queries.ts";
import { type Step, updateMessage } from "../../storage/outbox-store.ts";
import { changingPatients, choosePatient, hasPatients, putPatient } from "../../storage/patients.ts";
import { loadSettings } from "../../storage/settings.ts";
import { makeWhole } from "./recovery.ts";

/** What the practice's directory has to say on a text's way: "appointment as the calendar says" → what is known of it. */

export async function knowledge(
  calendarId: string,
  appointment: Appointment,
  settings: Settings,
): Promise<Knowledge> {
  const [known] = await knowledgeOfEach(calendarId, [appointment], settings);
  return known ?? nothingKnown;
}

/** The same of several at once, in their order. */
export const knowledgeOfEach = async (
  calendarId: string,
  appointments: readonly Appointment[],
  { sending }: Settings,
): Promise<Knowledge[]> =>
  (await lookUp(calendarId, appointments, sending.countries)).map(({ known }) => known);

/** The same of a row that is about to leave, and of those that share its text. */
export async function knowledgeOfRow(
  id: string,
  settings: Settings,
): Promise<(row: Pick<Message, "id">) => Knowledge> {
  const message = (await hasPatients()) ? await messageById(id) : null;
  if (!message) return () => nothingKnown;
  const rows = message.bundle.length > 0 ? await messagesByIds(message.bundle) : [message];
  const about = rows.map(({ appointment }) => appointment);
  const each = await knowledgeOfEach(message.calendarId, about, settings);
  const known = new Map(rows.map((row, at) => [row.id, each[at]]));
  return (row) => known.get(row.id) ?? nothingKnown;
}

/** What the directory, as it is by now, makes of a row that waits; `null` where it has nothing against it. */
export function objection(known: Knowledge, row: Message, { sending }: Settings): Step | null {
  const { phone } = row;
  const refusal = refusalOf(known, row);
  const skip = (reason: Reason): Step => ({ event: { type: "skip", reason } });
  const hold = (reason: Reason): Step => ({ event: { type: "hold", reason } });
  if (refusal) return isFinal(refusal) ? skip(refusal) : hold(refusal);
  if (known.phone === null || row.despite?.includes("phoneChanged")) return null;
  const parsed = parsePhone(known.phone, sending.countries);
  if (!parsed.ok) return hold(parsed.reason);
  if (parsed.e164 === phone) return null;
  // The key was made for this number: another one would be another text. What follows the directory, which is due, plans
  // a reminder by itself anew, as far as it still finds this one.
  return row.schedule === null ? skip({ code: "phoneChanged" }) : hold({ code: "phoneChanged" });
}

/** Unless a person was asked about it, and sent the text all the same. */
const refusalOf = ({ refusal }: Knowledge, { despite }: Message): Reason | null =>
  refusal && despite?.includes(refusal.code) ? null : refusal;

/** Whether nobody is to be texted there, as opposed to a question that somebody may answer. */
const isFinal = ({ code }: Reason): boolean => code === "optedOut" || code === "wrongNumber";

/**
 * Takes back what waits for people who do not want texts, and lets go on what waited to hear who is meant. Each text
 * is looked at once more as it leaves; this is so that it shows at once.
 * @returns what was taken back
 */
export async function recheckWaiting(): Promise<Message[]> {
  const settings = await loadSettings();
  const waiting = [...(await messagesInState("queued")), ...(await messagesInState("held"))];
  const withdrawn: Message[] = [];
  for (const row of waiting) {
    const { id, calendarId, appointment } = row;
    const known = await knowledge(calendarId, appointment, settings);
    const refusal = refusalOf(known, row);
    if (refusal && isFinal(refusal)) {
      const after = await updateMessage(id, { type: "skip", reason: refusal }, Date.now());
      if (after) withdrawn.push(after);
    } else if (!refusal && isMended(row, known, settings)) {
      await updateMessage(id, { type: "release" }, Date.now());
    }
  }
  return withdrawn;
}

/** Whether what a row was held for is so no more. */
function isMended({ reason, phone }: Message, known: Knowledge, { sending }: Settings): boolean {
  if (reason?.code === "patientUnclear" || reason?.code === "patientUnreadable") return true;
  return reason?.code === "phoneChanged" && e164Of(known.phone ?? "", sending.countries) === phone;
}

/** A number that a person adds to an appointment whose patient has none that can be texted. */
export async function giveNumber({
  calendarId,
  appointment,
  phone,
}: Input<"patients.giveNumber">): Promise<Output<"patients.giveNumber">> {
  const { sending } = await loadSettings();
  const parsed = parsePhone(phone, sending.countries);
  if (!parsed.ok) return { ok: false, reason: parsed.reason };
  const who = appointment.patient;
  if (!who) return { ok: false, reason: { code: "noPatient" } };
  await makeWhole();
  await changingPatients(async () => {
    const now = Date.now();
    const [found] = await lookUp(calendarId, [appointment], sending.countries);
    const known = found?.identity.patient;
    const patient = corrected(
      known ?? newPatient({ code: who.id ?? "", name: who.name }, now),
      { phone: phone.trim() },
      sending.countries,
      now,
    );
    await putPatient(patient, sending.countries);
    // Beside others of the same name, the number is this appointment's and none of the others'. Said once more, it is
    // written once more: a worker may have died between the two copies of the first time.
    await choosePatient(calendarId, appointment, patient.id);
  });
  return { ok: true };
}
