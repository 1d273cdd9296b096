import type { Recipient, WritingActions } from "../../components/writing/model.ts";
import { e164Of } from "../../lib/domain/directory/patient.ts";
import { type Entry, entriesOf, searchEntries } from "../../lib/domain/directory/search.ts";
import { parsePhone } from "../../lib/domain/phone.ts";
import { call } from "../../lib/rpc/client.ts";
import { messageById } from "../../lib/storage/outbox-queries.ts";
import { allPatients } from "../../lib/storage/patients.ts";
import { loadSettings } from "../../lib/storage/settings.ts";

/** "Napsat SMS", from whichever window. */

const mostFound = 6;

/** Read once while somebody types. */
let entries: Promise<Entry[]> | null = null;

async function find(typed: string): Promise<Recipient[]> {
  const { countries } = (await loadSettings()).sending;
  const parsed = parsePhone(typed, countries);
  entries ??= allPatients().then(entriesOf);
  const people = searchEntries(await entries, typed).flatMap(({ patient: { name, code, phone } }) => {
    const number = e164Of(phone, countries);
    return number === null ? [] : [{ name, phone: number, code: code || null }];
  });
  const isKnown = parsed.ok && people.some(({ phone }) => phone === parsed.e164);
  const itself = parsed.ok && !isKnown ? [{ name: "", phone: parsed.e164, code: null }] : [];
  return [...people.slice(0, mostFound), ...itself];
}

export const writingActions: WritingActions = {
  write: (letter) => call("outbox.write", letter),
  async giveUp(id) {
    await call("outbox.decide", { ids: [id], decision: "doNotSend" });
    return (await messageById(id))?.reason?.code === "stoppedByUser";
  },
  quote: (samples) => call("bulk.quote", { samples }),
  find,
};
