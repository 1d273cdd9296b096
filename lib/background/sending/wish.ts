import type { Wish } from "../../domain/claims/judge.ts";
import type { Message } from "../../domain/outbox/message.ts";
import type { ReasonCode } from "../../domain/outbox/reason.ts";
import { tellsNews } from "../../domain/text/message-kind.ts";
import { messagesOfSubject } from "../../storage/outbox-queries.ts";
import { fingerprintsOf, newsBefore } from "../claims/fingerprints.ts";
import type { OpenRegistry } from "../claims/open.ts";

/** Why a person may have seen what another computer did. */
const elsewhere: ReadonlySet<ReasonCode> = new Set([
  "sentElsewhere",
  "scheduledElsewhere",
  "unknownElsewhere",
  "newsElsewhere",
]);

/** What a row wants of the registry: to tell this, knowing of that. */
export async function wishOf({ key }: OpenRegistry, row: Message): Promise<Wish> {
  const [fingerprints, before] = await Promise.all([fingerprintsOf(key, row), newsBefore(key, row)]);
  // What was shown to the person who wants it all the same.
  const shown = row.origin === "again" ? [row, ...(await messagesOfSubject(row.subject))] : [row];
  const known = new Set(
    shown.flatMap(({ history }) =>
      history.flatMap(({ reason }) =>
        reason && elsewhere.has(reason.code) ? `${reason.detail} ${reason.at}` : [],
      ),
    ),
  );
  return {
    ...fingerprints,
    before,
    attempt: row.id,
    isPlanned: row.schedule !== null,
    knows: ({ by, at }) => known.has(`${by} ${at}`),
  };
}

/** Whether something is to leave from here first that tells the patient otherwise: by then it is no contradiction. */
export async function comesAfterNews(rows: readonly Message[]): Promise<boolean> {
  for (const row of rows) {
    const isFirst = ({ id, state, kind, schedule }: Message): boolean =>
      (state === "queued" || state === "sending") &&
      schedule === null &&
      tellsNews({ kind }) &&
      (row.schedule !== null || id < row.id);
    if ((await messagesOfSubject(row.subject)).some((one) => one.id !== row.id && isFirst(one))) return true;
  }
  return false;
}
