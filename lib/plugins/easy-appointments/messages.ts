/** What the two halves of the plugin tell each other. Each checks what arrives: the page can forge it. */
export type ToProbe =
  | { type: "hello" }
  /** Asks for the appointments that the page's calendars hold. The answers carry the same number. */
  | { type: "read"; ask: number }
  | { type: "turn"; day: string };

export type FromProbe =
  | { type: "here" }
  /** In parts. Each record is as the page got it from its server, cut down to what `rowOf` reads. */
  | { type: "records"; ask: number; records: unknown[]; last: boolean }
  /** The page's calendars could not be reached. */
  | { type: "unreadable"; ask: number }
  /** Whether the page has been told to show the day. */
  | { type: "turned"; ok: boolean };
