import { z } from "zod";

export const MessageKind = z.enum(["confirmation", "reminder", "cancellation"]);
export type MessageKind = z.infer<typeof MessageKind>;

/** In the order in which the pages offer them. */
export const messageKinds = MessageKind.options;
