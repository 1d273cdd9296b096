/** In milliseconds: the background may be waking up, or being replaced by a newer one. */
const retries = [500, 2_000, 8_000];
const answersWithin = 20_000;

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** @throws when the answer takes too long */
export async function inTime<T>(answer: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error("no answer in time")), answersWithin);
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Asks the background, and asks again when there is no answer: up to four times, with 0.5, 2 and 8 seconds between.
 * Each question may take 20 seconds.
 *
 * @param question must be safe to ask twice
 * @throws the error of the last try; at once if the plugin has been deactivated
 * @example const readings = await askUntilAnswered(signal, () => context.askEvents(texts));
 */
export async function askUntilAnswered<T>(signal: AbortSignal, question: () => Promise<T>): Promise<T> {
  for (const delay of retries) {
    try {
      return await inTime(question());
    } catch (error) {
      if (signal.aborted) throw error;
      await sleep(delay);
    }
  }
  return inTime(question());
}
