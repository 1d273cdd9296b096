import type { Message } from "../../../lib/domain/outbox/message.ts";

/**
 * Whose conversation: that of the number of a text, or of a patient of the directory. By ids that tell nothing outside,
 * never by number: browsers keep the addresses of pages, and some send them to other computers.
 */
export interface ConversationOf {
  by: "message" | "patient";
  id: string;
}

export interface FoundConversation {
  /** As the directory or the newest text has it; empty where neither does. */
  name: string;
  /** E.164, or empty. */
  phone: string;
  rows: Message[];
}
