import type { MessageKind } from "../text/message-kind.ts";
import type { Message, MessageStatus } from "./message.ts";

/** A question to the send log; what is left out does not narrow it. Times in milliseconds since the epoch. */
export interface LogQuery {
  from?: number | undefined;
  to?: number | undefined;
  status?: MessageStatus | undefined;
  kind?: MessageKind | undefined;
  search?: string | undefined;
  /** From the answer before: where to go on. */
  before?: string | undefined;
  limit: number;
}

export interface LogPage {
  rows: Message[];
  next: string | null;
  /** Rows in all: with the first page, where they can be counted without reading them. */
  total: number | null;
}
