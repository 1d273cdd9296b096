import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { isOverCap, isReleasedTogether } from "../../lib/domain/outbox/predicates.ts";
import type { Settings } from "../../lib/domain/settings.ts";
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

/** While they still follow, a mark that is no list stands in its place. */
const Followed = z
  .string()
  .startsWith("[")
  .transform((text): unknown => JSON.parse(text))
  .pipe(z.array(z.unknown()))
  .catch([]);

/**
 * Whether the reminders have followed the settings and the directory: until the one is reached that has to change, no
 * row tells that they still do.
 */
async function haveFollowed(chromium: Chromium, { reminders }: Settings): Promise<boolean> {
  const followed = Followed.parse(await chromium.stored("refitted"));
  return followed.some((part) => isDeepStrictEqual(part, reminders));
}

/**
 * Until nothing waits but for a person who has to decide.
 * @param settings those that were stored last
 * @param patience how long nothing may go on, in milliseconds
 */
export async function untilAllStands(
  chromium: Chromium,
  settings: Settings,
  patience = bound(120_000),
): Promise<void> {
  let end = Date.now() + patience;
  for (let before = ""; ; ) {
    const { rows } = await chromium.rows();
    const waiting = rows.filter(
      (row) =>
        ["queued", "sending", "withdrawing"].includes(row.state) ||
        (row.state === "held" && (isReleasedTogether(row) || isOverCap(row))) ||
        (row.state === "planned" && row.notBefore <= Date.now()) ||
        row.owes,
    );
    const isStill = waiting.length === 0 && (await haveFollowed(chromium, settings));
    const now = JSON.stringify(rows.map(({ id, state }) => [id, state]));
    if (isStill && now === before) return;
    // Hundreds of texts may be left, and a busy machine takes its time: it is stuck where nothing goes on.
    if (now !== before) end = Date.now() + patience;
    if (Date.now() > end) {
      const [first] = waiting;
      throw new Error(`${waiting.length} texts wait for ever, such as ${JSON.stringify(first)}`);
    }
    before = now;
    if (waiting.length > 0) await chromium.letGoOn();
    await pause(isStill ? bound(1500) : 300);
  }
}
