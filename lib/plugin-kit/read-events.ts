import type { EventReading, EventText, PluginContext } from "../plugin-api/index.ts";

/** How many the background takes at once. */
const batch = 100;

/**
 * Asks the background who each event is about.
 *
 * @returns one reading for each text, in their order
 * @throws if there is no answer after some tries
 */
export async function readEvents(
  { askEvents }: Pick<PluginContext, "askEvents">,
  texts: readonly EventText[],
): Promise<EventReading[]> {
  const batches: EventText[][] = [];
  for (let from = 0; from < texts.length; from += batch) batches.push(texts.slice(from, from + batch));
  return (await Promise.all(batches.map(askEvents))).flat();
}
