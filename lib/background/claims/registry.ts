import type { z } from "zod";
import type { RegistryProblem } from "../../domain/claims/trouble.ts";

/**
 * The place where the computers of a practice agree on who sends what: keys and values that say nothing of anybody.
 * Whatever is answered has been kept for good, and there is one order of all changes.
 */
export interface Registry {
  /**
   * Claims what nobody has, and changes what is still as it was seen: all of it or nothing. May be called again with
   * the same writes when no answer came: what was done already is done.
   * @param beside what is to be found as well, not earlier than that was done
   * @param canWait for a tenth of a second, to share a question with another change
   * @throws RegistryFailure
   */
  change(writes: readonly Write[], beside?: readonly string[], canWait?: boolean): Promise<Changed>;
  /** @throws RegistryFailure */
  lookUp(keys: readonly string[]): Promise<LookedUp>;
  /**
   * A list: everything that was written after a revision, and what to ask for next. A day's claims are looked up by
   * their subjects instead, for no key says which day it is about.
   * @param under with what the keys begin
   * @throws RegistryFailure
   */
  since(revision: Revision, under?: string): Promise<LookedUp>;
  /**
   * Tells of each write after a revision, until it is stopped or the connection ends.
   * @throws RegistryFailure, `RevisionForgotten` where not every write since is known any more
   */
  watch(after: Revision, tell: (one: Stored) => void, signal: AbortSignal): Promise<void>;
}

/** A moment in the registry's own order: a decimal number, which may be larger than JavaScript's. */
export type Revision = string;

export interface Stored {
  key: string;
  value: string;
  /** Of its last write. */
  revision: Revision;
}

export interface Write {
  key: string;
  value: string;
  /** Its revision when it was seen; `null` where nobody had it. */
  expects: Revision | null;
  /** So long it is kept, in milliseconds since the epoch. */
  until: number;
}

export interface LookedUp {
  found: ReadonlyMap<string, Stored>;
  /** The registry's at that moment. */
  revision: Revision;
  /** What the registry calls itself, where it has a name that no other one has. */
  cluster?: string;
}

export interface Changed extends LookedUp {
  /** Otherwise nothing was written. `found` says how things stand. */
  won: boolean;
}

/** The registry could not be asked: whether a change was made, nobody knows. */
export class RegistryFailure extends Error {
  override name = "RegistryFailure";
  readonly problem: RegistryProblem;

  constructor(problem: RegistryProblem, detail = "") {
    super(detail ? `${problem}: ${detail}` : problem);
    this.problem = problem;
  }
}

/**
 * What lies under a key cannot be read: it is damaged, or a newer version wrote it. It is about one subject or one
 * person, and nothing else has to wait for it.
 */
export class UnreadableEntry extends RegistryFailure {
  override name = "UnreadableEntry";
  constructor(detail: string) {
    super("badAnswer", detail);
  }
}

/** What an entry says. @throws UnreadableEntry */
export function entryIn<S extends z.ZodType>(schema: S, { key, value }: Stored): z.output<S> {
  try {
    return schema.parse(JSON.parse(value));
  } catch {
    throw new UnreadableEntry(key);
  }
}

/** For work on one entry of several: that it cannot be read is no reason to leave out the others. */
export function passOver(error: unknown): null {
  if (!(error instanceof UnreadableEntry)) throw error;
  console.error("registry", error);
  return null;
}

/** `null` where that needs an entry that cannot be read. */
export function ifReadable<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    return passOver(error);
  }
}

/** What was written since a revision is known no more write by write: it has to be listed. */
export class RevisionForgotten extends RegistryFailure {
  override name = "RevisionForgotten";
  constructor(detail: string) {
    super("unreachable", detail);
  }
}
