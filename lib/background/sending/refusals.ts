import {
  type Addressee,
  type Mark,
  type Refusal,
  Refusals,
  refusalFor,
  refusalsIn,
} from "../../domain/claims/refusal.ts";
import { nameKey } from "../../domain/names.ts";
import type { Message } from "../../domain/outbox/message.ts";
import type { Reason, ReasonCode } from "../../domain/outbox/reason.ts";
import { allPatients } from "../../storage/patients.ts";
import { directoryIsTold, directoryToTell, noteRefusalPlaces, refusalPlaces } from "../../storage/to-tell.ts";
import { refusalKey } from "../claims/fingerprints.ts";
import type { OpenRegistry } from "../claims/open.ts";
import { entryIn, ifReadable, RegistryFailure, type Stored, type Write } from "../claims/registry.ts";

/**
 * People who are not to be texted, as the directories of all computers of a practice know them. Each tells the others by
 * fingerprints, and asks for them together with the claims of each text. What another one says holds a text and writes
 * nothing into the directory here: it can be taken back where it was said.
 */

/** Whom a row's text is for. */
export async function addresseeOf(
  key: CryptoKey,
  { phone, appointment: { patient } }: Pick<Message, "phone" | "appointment">,
): Promise<Addressee> {
  const named = nameKey(patient?.name ?? "");
  const [number, code, name] = await Promise.all([
    refusalKey(key, ["number", phone]),
    patient?.id ? refusalKey(key, ["code", patient.id]) : null,
    named === "" ? null : refusalKey(key, ["name", named]),
  ]);
  return { number, code, name };
}

/** The keys under which something may be said of them. */
export const placesOf = ({ number, code, name }: Addressee): string[] =>
  [number, code, name].filter((one) => one !== null);

/** @throws UnreadableEntry */
const refusalsAt = (stored: Stored | undefined): Refusal[] =>
  // Otherwise nobody knows what it says, and it may be that the patient wants no texts.
  stored ? entryIn(Refusals, stored).refusals : [];

const codes = {
  optedOut: "optedOutElsewhere",
  wrongNumber: "wrongNumberElsewhere",
} as const satisfies Record<Refusal["what"], ReasonCode>;

/** Whether the reason is another computer's against texting somebody. */
export const isRefusalElsewhere = (code: ReasonCode): boolean =>
  Object.values<ReasonCode>(codes).includes(code);

/**
 * Why another computer would not have a text leave; `null` where none does, or a person here knows of it.
 * @throws UnreadableEntry
 */
export function refusedElsewhere(
  row: Pick<Message, "despite" | "history">,
  whom: Addressee,
  found: ReadonlyMap<string, Stored>,
  me: string,
): Reason | null {
  const refusal = refusalFor(whom, (place) => refusalsAt(found.get(place)), me);
  if (!refusal) return null;
  const code = codes[refusal.what];
  if (row.despite?.includes(refusal.what) || row.despite?.includes(code)) return null;
  return unlessKnown(row, { code, detail: refusal.by, at: refusal.at });
}

/** What a row was held for before, a person has read who let it go on. */
export const unlessKnown = ({ history }: Pick<Message, "history">, reason: Reason): Reason | null =>
  history.some(
    ({ reason: before }) =>
      before?.code === reason.code && before.detail === reason.detail && before.at === reason.at,
  )
    ? null
    : reason;

/** So long nobody need say it anew. */
const keptMs = 10 * 365 * 24 * 3600_000;
/** What is said no more is soon forgotten. */
const emptyMs = 24 * 3600_000;
/** Keys changed in one go. */
const chunk = 50;
const mostTries = 20;

/**
 * Tells the others what the directory here has come to say, and what it says no more.
 * @param all also where nothing has changed since the last time
 * @throws RegistryFailure
 */
export async function tellRefusals(open: OpenRegistry, { all }: { all: boolean }): Promise<void> {
  const mark = await directoryToTell();
  if (mark === null && !all) return;
  const wanted = await wantedRefusals(open);
  const places = [...new Set([...wanted.keys(), ...(await refusalPlaces())])];
  // First: whoever dies in between finds what it has to take back.
  await noteRefusalPlaces(places);
  for (let at = 0; at < places.length; at += chunk)
    await bringInLine(open, places.slice(at, at + chunk), wanted);
  await noteRefusalPlaces([...wanted.keys()]);
  await directoryIsTold(mark);
}

/** What this computer has to say, by key. */
async function wantedRefusals({ key, me, name }: OpenRegistry): Promise<Map<string, Refusal[]>> {
  const marks = new Map<string, Promise<string>>();
  const marked = (mark: Mark): Promise<string> => {
    const of = JSON.stringify(mark);
    const known = marks.get(of) ?? refusalKey(key, mark);
    marks.set(of, known);
    return known;
  };
  const wanted = new Map<string, Refusal[]>();
  for (const patient of await allPatients())
    for (const { place, what, of } of refusalsIn(patient)) {
      const at = await marked(place);
      const refusal = { what, of: await Promise.all(of.map(marked)), owner: me, by: name, at: Date.now() };
      wanted.set(at, [...(wanted.get(at) ?? []), refusal]);
    }
  return wanted;
}

async function bringInLine(
  { registry, me }: OpenRegistry,
  places: readonly string[],
  wanted: ReadonlyMap<string, readonly Refusal[]>,
): Promise<void> {
  for (let tries = 0; tries < mostTries; tries++) {
    const { found } = await registry.lookUp(places);
    const writes = places.flatMap(
      (place) =>
        // What cannot be read stays as it is: whoever may read it knows more, and all others ask a person.
        ifReadable(() => writeAt(place, found.get(place), wanted.get(place) ?? [], me)) ?? [],
    );
    if (writes.length === 0 || (await registry.change(writes)).won) return;
  }
  throw new RegistryFailure("unreachable", "everybody writes at once");
}

/** Nothing where it stands there as it is to. */
function writeAt(key: string, stored: Stored | undefined, wanted: readonly Refusal[], me: string): Write[] {
  const standing = refusalsAt(stored);
  const own = standing.filter(({ owner }) => owner === me);
  const said = wanted.map((one) => ({ ...one, at: own.find((other) => isSame(one, other))?.at ?? one.at }));
  if (own.length === said.length && said.every((one) => own.some((other) => isSame(one, other)))) return [];
  const refusals = [...standing.filter(({ owner }) => owner !== me), ...said];
  const value: Refusals = { version: 1, refusals };
  const until = Date.now() + (refusals.length > 0 ? keptMs : emptyMs);
  return [{ key, value: JSON.stringify(value), expects: stored?.revision ?? null, until }];
}

const isSame = (one: Refusal, other: Refusal): boolean =>
  one.what === other.what &&
  one.of.length === other.of.length &&
  one.of.every((mark) => other.of.includes(mark));
