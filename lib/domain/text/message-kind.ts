import { z } from "zod";

export const MessageKind = z.enum(["confirmation", "change", "reminder", "cancellation"]);
export type MessageKind = z.infer<typeof MessageKind>;

/** In the order in which the pages offer them. */
export const messageKinds = MessageKind.options;

/** Those that a person sends to a whole day. Whether an appointment was moved, only the calendar's report tells. */
export const bulkKinds = messageKinds.filter((kind) => kind !== "change");

/** The kind that tells the same news: where an appointment is after a move, a confirmation says as well. */
export const tellsAs = (kind: MessageKind): Exclude<MessageKind, "change"> =>
  kind === "change" ? "confirmation" : kind;
