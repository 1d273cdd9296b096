import {
  askUntilAnswered,
  type EventReading,
  type EventText,
  type PluginContext,
} from "../plugin-api/index.ts";

/** As many as the background takes at once. */
const batch = 100;

/**
 * Has the background read who each event is about.
 *
 * @returns one reading for each text, in their order
 * @throws when nobody answers after some tries
 */
export async function readEvents(
  { askEvents, signal }: Pick<PluginContext, "askEvents" | "signal">,
  texts: readonly EventText[],
): Promise<EventReading[]> {
  const batches: EventText[][] = [];
  for (let from = 0; from < texts.length; from += batch) batches.push(texts.slice(from, from + batch));
  const readings = await Promise.all(batches.map((some) => askUntilAnswered(signal, () => askEvents(some))));
  return readings.flat();
}
