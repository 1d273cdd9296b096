import { z } from "zod";
import { Credentials, Token } from "../domain/account.ts";
import { FeedAccess } from "../domain/feeds/feed.ts";
import { WorkstationSecrets } from "../domain/workstations.ts";
import { database } from "./database.ts";

/** GoSMS credentials and token, the addresses of feeds, and what opens the registry, in IndexedDB, which no content script can read. */

async function read<S extends z.ZodType>(key: string, schema: S): Promise<z.output<S> | null> {
  return schema.safeParse(await (await database()).get("secrets", key)).data ?? null;
}

async function write(key: string, value: unknown): Promise<void> {
  const tx = (await database()).transaction("secrets", "readwrite", { durability: "strict" });
  await Promise.all([value === null ? tx.store.delete(key) : tx.store.put(value, key), tx.done]);
}

export const loadCredentials = (): Promise<Credentials | null> => read("credentials", Credentials);

/** What a page may show of the credentials: never the secret itself. */
export async function loadCredentialsInfo(): Promise<{
  clientId: string;
  hasSecret: boolean;
  secretHint: string;
} | null> {
  const stored = await loadCredentials();
  return stored && { clientId: stored.clientId, hasSecret: true, secretHint: hintOf(stored.clientSecret) };
}

/** The last two characters, and none of a secret so short that they would give it away. */
const hintOf = (secret: string): string => (secret.length >= 8 ? secret.slice(-2) : "");

/** `clientSecret: null` keeps the stored one. */
export async function saveCredentials(given: {
  clientId: string;
  clientSecret: string | null;
}): Promise<void> {
  const before = await loadCredentials();
  const clientSecret = given.clientSecret ?? before?.clientSecret;
  if (!clientSecret) throw new Error("no client secret given or stored");
  // First: what the account before took is not to be looked for in this one, also where this worker dies.
  if (before && before.clientId !== given.clientId) await write(accountSince, Date.now());
  await write("credentials", { clientId: given.clientId, clientSecret });
  await write("token", null);
}

const accountSince = "accountSince";

/**
 * When the credentials last became those of another client, in milliseconds since the epoch; 0 for never. It may be
 * one of the same account, or of another one, which knows nothing of what was handed over before.
 */
export const loadAccountSince = async (): Promise<number> => (await read(accountSince, z.number())) ?? 0;

export const loadToken = (): Promise<Token | null> => read("token", Token);
export const saveToken = (token: Token | null): Promise<void> => write("token", token);

/** By a feed's id, which no other secret's name can be. */
export const loadFeedAccess = (feedId: string): Promise<FeedAccess | null> => read(feedId, FeedAccess);
export const saveFeedAccess = (feedId: string, access: FeedAccess | null): Promise<void> =>
  write(feedId, access);

export const loadWorkstationSecrets = (): Promise<WorkstationSecrets | null> =>
  read("workstations", WorkstationSecrets);
export const saveWorkstationSecrets = (secrets: WorkstationSecrets): Promise<void> =>
  write("workstations", secrets);
