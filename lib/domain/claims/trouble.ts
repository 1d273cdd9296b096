import { z } from "zod";

/**
 * Why the place where several computers agree on texts does not answer as it should: codes, for `lib/i18n` says them.
 */
export const RegistryProblem = z.enum([
  /** No answer at all. */
  "unreachable",
  /** No answer of an encrypted server: it may be there, and its certificate is not trusted. */
  "certificate",
  "password",
  /** Anybody may read and write there: its users are not switched on. */
  "noUsers",
  /** The user may not read and write what is the practice's. */
  "forbidden",
  "tooOld",
  /** The server's clock and this computer's differ by minutes. */
  "clock",
  "full",
  /** An answer that no such server gives. */
  "badAnswer",
  /** The browser has not allowed the address. */
  "permission",
  /** The address, the password or the shared secret is missing here. */
  "incomplete",
  /** It knows less than it did: an older state was brought back. */
  "older",
]);
export type RegistryProblem = z.infer<typeof RegistryProblem>;
