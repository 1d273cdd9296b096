import type { BackupReview } from "../../../lib/domain/backup/review.ts";

/** A backup that somebody has chosen. Nothing of it is written before `restore`. */
export interface ChosenBackup {
  /** ISO 8601; empty where the file does not tell. */
  createdAt: string;
  /** Whether a password would open more of it. */
  isLocked: boolean;
  /** `false` for another password, and for a part that is damaged. */
  unlock(password: string): Promise<boolean>;
  /** What would come of it, as things are now. */
  review(): Promise<BackupReview & { moreReminders: number }>;
  /** Works it out anew and writes it. @param holds leaves all sending stopped */
  restore(holds: boolean): Promise<void>;
}

export type ChosenFile = { state: "read"; backup: ChosenBackup } | { state: "torn" | "foreign" | "newer" };

export interface BackupActions {
  /** The file's text. @param password `null` leaves out what only a password may keep */
  save(password: string | null): Promise<string>;
  open(text: string): ChosenFile;
}
