import { z } from "zod";
import { placeOf } from "../domain/read-place.ts";
import { listOf } from "./formats.ts";
import { storedItem } from "./local.ts";

/** On which of its pages each calendar has been read. Where one is missing there, it has not just another page open. */

/** A practice opens one or two. */
const mostPlaces = 20;

const ReadPlaces = z.strictObject({
  siteId: z.string().max(300),
  /** See `placeOf`; the latest one first. */
  places: z.array(z.string().max(300)),
});

const item = storedItem("readPlaces", listOf(ReadPlaces));

const placesOf = async (siteId: string): Promise<string[]> =>
  (await item.load()).find((one) => one.siteId === siteId)?.places ?? [];

export const wasReadAt = async (siteId: string, address: string): Promise<boolean> =>
  (await placesOf(siteId)).includes(placeOf(address));

export async function rememberReadAt(siteId: string, address: string): Promise<void> {
  if (await wasReadAt(siteId, address)) return;
  await navigator.locks.request("pipni:places", async () => {
    const others = (await item.load()).filter((one) => one.siteId !== siteId);
    const places = new Set([placeOf(address), ...(await placesOf(siteId))]);
    await item.save([...others, { siteId, places: [...places].slice(0, mostPlaces) }]);
  });
}
