import { z } from "zod";

/** Those that are written once, in the settings, and sent many times. */
export const TemplateKind = z.enum(["confirmation", "change", "reminder", "cancellation"]);
export type TemplateKind = z.infer<typeof TemplateKind>;

/** In the order in which the pages offer them. */
export const templateKinds = TemplateKind.options;

/** `own`: a person's own words, written for the occasion. */
export const MessageKind = z.enum([...templateKinds, "own"]);
export type MessageKind = z.infer<typeof MessageKind>;

export const messageKinds = MessageKind.options;

/** Those that a person sends to a whole day. Whether an appointment was moved, only the calendar's report tells. */
export const bulkKinds = messageKinds.filter((kind) => kind !== "change");

/** The kind that tells the same news: where an appointment is after a move, a confirmation says as well. */
export const tellsAs = (kind: MessageKind): Exclude<MessageKind, "change"> =>
  kind === "change" ? "confirmation" : kind;

/** Whether the text says when the appointment is, or that it is not. Own words may say anything, and so say nothing. */
export const tellsNews = ({ kind }: { kind: MessageKind }): boolean => kind !== "own";
