import { browser } from "wxt/browser";
import { z } from "zod";
import { database } from "./database.ts";

/**
 * Second copies, in `storage.local`, of whom a person picked for an appointment's patient: without them a database
 * that was lost would leave texts to the number that the calendar has, also where a person had corrected it.
 */

export const Choice = z.object({ key: z.string().min(1), patientId: z.string().min(1) });
export type Choice = z.infer<typeof Choice>;

const prefix = "pc:";

export const copyChoices = async (choices: readonly Choice[]): Promise<void> => {
  if (choices.length > 0)
    await browser.storage.local.set(
      Object.fromEntries(choices.map((choice) => [prefix + choice.key, choice])),
    );
};

export const allChoices = async (): Promise<Choice[]> =>
  (await (await database()).getAll("choices")).flatMap((choice) => Choice.safeParse(choice).data ?? []);

export const dropCopies = (keys: readonly string[]): Promise<void> =>
  browser.storage.local.remove(keys.map((key) => prefix + key));

/**
 * Brings back those that the database does not know any more, and copies those that have no second copy yet. Call it
 * once the patients are back: of somebody who is in the directory no more there is nothing to pick.
 * @param everything all of `storage.local`
 */
export async function restoreChoices(everything: Record<string, unknown>): Promise<void> {
  const kept = Object.entries(everything).flatMap(([key, value]) => {
    const choice = key.startsWith(prefix) ? Choice.safeParse(value) : null;
    return choice?.success ? choice.data : [];
  });
  const copied = new Set(kept.map(({ key }) => key));
  // The last worker may have died between the two copies.
  await copyChoices((await allChoices()).filter(({ key }) => !copied.has(key)));
  if (kept.length === 0) return;
  const tx = (await database()).transaction(["patients", "choices"], "readwrite", { durability: "strict" });
  const choices = tx.objectStore("choices");
  const isLost = async ({ key, patientId }: Choice): Promise<boolean> =>
    !(await choices.getKey(key)) && (await tx.objectStore("patients").getKey(patientId)) !== undefined;
  await Promise.all(kept.map(async (choice) => ((await isLost(choice)) ? choices.put(choice) : null)));
  await tx.done;
}
