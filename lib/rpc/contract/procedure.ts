import { z } from "zod";

/**
 * Who may call:
 * - `extension`: the extension's own pages
 * - `calendar`: frames of a calendar that the user has enabled
 * - `teaching`: the page on which a person teaches a calendar just now
 * - `page`: frames of any page that holds a script of the extension; it asks whether it has anything to do there
 */
export type CallerRule = "extension" | "calendar" | "teaching" | "page";

export interface Procedure {
  from: CallerRule;
  /** Whether the outbox has to be recovered first: everything that reads, decides or changes texts. */
  needsRecovery: boolean;
  input: z.ZodType;
  output: z.ZodType;
}

export const procedure = <const P extends Procedure>(definition: P): P => definition;

export const Nothing = z.null();
