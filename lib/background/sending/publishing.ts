import type { Message } from "../../domain/outbox/message.ts";
import type { ReasonCode } from "../../domain/outbox/reason.ts";
import { noteClaims, openClaims } from "../../storage/open-claims.ts";
import { messageById, messagesFrom } from "../../storage/outbox-queries.ts";
import { fingerprintsOf, subjectKey } from "../claims/fingerprints.ts";
import type { OpenRegistry } from "../claims/open.ts";
import { passOver } from "../claims/registry.ts";
import { tellAnswersOf } from "./answers.ts";
import { look } from "./claiming.ts";
import { tellRefusals } from "./refusals.ts";
import { outcomeOf, settle, tell } from "./settling.ts";

/**
 * What this computer sent while it asked nobody: before it joined, or out of the others' reach. All of it is told to
 * them before anything more leaves, so that nobody repeats it.
 */
export async function publish(open: OpenRegistry): Promise<void> {
  for (const row of await messagesFrom(Date.now(), isToTell)) await publishRow(open, row).catch(passOver);
  await tellRefusals(open, { all: true });
}

async function publishRow(open: OpenRegistry, row: Message): Promise<void> {
  const key = await subjectKey(open.key, row);
  // What another computer sent, that one tells, unless it is gone and the registry has forgotten it.
  if (isElsewhere(row) && (await isToldThere(open, key, row))) return;
  const claim = { ...((await openClaims()).get(row.id) ?? { key, attempt: row.id }), told: null };
  await noteClaims([[row.id, claim]]);
  // Nobody else is to send what is on its way just now. How it ends is told once that is known.
  if (row.state === "sending") await tell(open, row, claim, "sending");
  else await settle(open, [row.id]);
  const since = row.state === "sending" ? await messageById(row.id) : null;
  // It has ended meanwhile, and may have told so before this said that it is on its way.
  if (since && since.state !== "sending") {
    await noteClaims([[row.id, claim]]);
    await settle(open, [row.id]);
  }
  await tellAnswersOf(open, row);
}

/** What left here, or is leaving, or left elsewhere as this computer knows, and may have been read. */
const isToTell = (row: Message): boolean => row.calendarId !== "" && outcomeOf(row) !== null;

const isElsewhere = ({ history }: Message): boolean =>
  history.some(({ reason }) => reason && elsewhere.has(reason.code));

const elsewhere: ReadonlySet<ReasonCode> = new Set([
  "sentElsewhere",
  "scheduledElsewhere",
  "unknownElsewhere",
]);

async function isToldThere(open: OpenRegistry, key: string, row: Message): Promise<boolean> {
  const [{ claims }, { alike }] = await Promise.all([look(open, key), fingerprintsOf(open.key, row)]);
  return claims.claims.some((claim) => claim.alike === alike && claim.state !== "claimed");
}
