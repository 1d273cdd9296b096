import { isOverCap, isReleasedTogether } from "../../lib/domain/outbox/predicates.ts";
import type { Gosms } from "../gosms/server.ts";
import { bound } from "../machine.ts";
import type { Received } from "./books.ts";
import type { Chromium } from "./chromium.ts";

/** What is left of the day once nobody kills anything any more. */

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What GoSMS has for patients. */
export const received = ({ messages }: Gosms): Received[] =>
  messages
    .filter(({ deletedAt }) => deletedAt === null)
    .flatMap(({ recipients, text, scheduled, acceptedAt }) =>
      recipients.map((phone) => ({
        ...{ phone, text, acceptedAt: Date.parse(acceptedAt) },
        scheduledFor: scheduled === null ? null : Date.parse(scheduled),
      })),
    );

/**
 * Until nothing waits but for a person who has to decide.
 * @param patience how long nothing may go on, in milliseconds
 */
export async function untilAllStands(chromium: Chromium, patience = bound(120_000)): Promise<void> {
  let end = Date.now() + patience;
  for (let before = ""; ; ) {
    const { rows } = await chromium.rows();
    const waiting = rows.filter(
      (row) =>
        ["queued", "sending", "withdrawing"].includes(row.state) ||
        (row.state === "held" && (isReleasedTogether(row) || isOverCap(row))) ||
        (row.state === "planned" && row.notBefore <= Date.now()),
    );
    const now = JSON.stringify(rows.map(({ id, state }) => [id, state]));
    if (waiting.length === 0 && now === before) return;
    // Hundreds of texts may be left, and a busy machine takes its time: it is stuck where nothing goes on.
    if (now !== before) end = Date.now() + patience;
    if (Date.now() > end) {
      const [first] = waiting;
      throw new Error(`${waiting.length} texts wait for ever, such as ${JSON.stringify(first)}`);
    }
    before = now;
    if (waiting.length > 0) await chromium.letGoOn();
    await pause(waiting.length > 0 ? 300 : bound(1500));
  }
}
