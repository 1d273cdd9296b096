import type { ConversationOf, FoundConversation } from "../../components/options/conversation/model.ts";
import { e164Of, isAbout } from "../../lib/domain/directory/patient.ts";
import type { Message } from "../../lib/domain/outbox/message.ts";
import { messageById, messagesTo } from "../../lib/storage/outbox-queries.ts";
import { patientById } from "../../lib/storage/patients.ts";
import { loadSettings } from "../../lib/storage/settings.ts";

export async function readConversation({ by, id }: ConversationOf): Promise<FoundConversation | null> {
  return by === "message" ? ofMessage(id) : ofPatient(id);
}

/** Everything to its number. */
async function ofMessage(id: string): Promise<FoundConversation | null> {
  const message = await messageById(id);
  if (!message || message.phone === "") return null;
  const { phone, appointment } = message;
  return { name: appointment.patient?.name ?? "", phone, rows: await messagesTo(phone) };
}

/** Everything to the patient's number, and what they got on those that they had before. */
async function ofPatient(id: string): Promise<FoundConversation | null> {
  const patient = await patientById(id);
  if (!patient) return null;
  const phone = e164Of(patient.phone, (await loadSettings()).sending.countries);
  const former = patient.former.phones.filter((number) => number !== phone);
  // By then such a number may be somebody else's.
  const isTheirs = ({ appointment: { patient: who } }: Message) =>
    who !== null && isAbout(patient, { ...who, phone: null });
  const [now, ...before] = await Promise.all([
    phone === null ? [] : messagesTo(phone),
    ...former.map(async (number) => (await messagesTo(number)).filter(isTheirs)),
  ]);
  return { name: patient.name, phone: phone ?? "", rows: [...(now ?? []), ...before.flat()] };
}
