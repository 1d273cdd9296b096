import { z } from "zod";

/** The part of a backup that only a password opens. Whoever has the file alone learns nothing of it but its length. */

/** What OWASP asks of PBKDF2 with SHA-256. */
const iterations = 600_000;
/** A file must not keep the computer busy for an hour, and one that asks for few was not made here. */
const Iterations = z.int().min(100_000).max(5_000_000);

const Bytes = z.base64().max(200_000_000);

export const Sealed = z.strictObject({
  key: z.strictObject({
    name: z.literal("PBKDF2"),
    hash: z.literal("SHA-256"),
    iterations: Iterations,
    salt: Bytes,
  }),
  cipher: z.strictObject({ name: z.literal("AES-GCM"), iv: Bytes }),
  data: Bytes,
});
export type Sealed = z.infer<typeof Sealed>;

async function keyOf(
  password: string,
  { salt, count }: { salt: Uint8Array<ArrayBuffer>; count: number },
): Promise<CryptoKey> {
  // Two keyboards may write the same letter with its accent apart or not.
  const bytes = new TextEncoder().encode(password.normalize("NFC"));
  const base = await crypto.subtle.importKey("raw", bytes, "PBKDF2", false, ["deriveKey"]);
  return crypto.subtle.deriveKey(
    { name: "PBKDF2", hash: "SHA-256", iterations: count, salt },
    base,
    { name: "AES-GCM", length: 256 },
    false,
    ["encrypt", "decrypt"],
  );
}

export async function seal(text: string, password: string): Promise<Sealed> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const key = await keyOf(password, { salt, count: iterations });
  const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, new TextEncoder().encode(text));
  return {
    key: { name: "PBKDF2", hash: "SHA-256", iterations, salt: salt.toBase64() },
    cipher: { name: "AES-GCM", iv: iv.toBase64() },
    data: new Uint8Array(data).toBase64(),
  };
}

/** `null` for another password, and for bytes that are not as they were written: nobody can tell these apart. */
export async function unseal({ key, cipher, data }: Sealed, password: string): Promise<string | null> {
  const derived = await keyOf(password, {
    salt: Uint8Array.fromBase64(key.salt),
    count: key.iterations,
  });
  try {
    const iv = Uint8Array.fromBase64(cipher.iv);
    const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, derived, Uint8Array.fromBase64(data));
    return new TextDecoder("utf-8", { fatal: true }).decode(plain);
  } catch {
    return null;
  }
}
