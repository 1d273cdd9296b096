/** A page that somebody recorded, with what its server answered. Nothing in it is run but by a browser. */
export interface Recording {
  /** Of the page itself. */
  readonly address: string;
  /** Milliseconds since the epoch; `null` where the file does not say. */
  readonly at: number | null;
  /** In the order of their beginnings. */
  readonly exchanges: readonly Recorded[];
  /** Of the page's state when it was saved: its scripts have run, and must not run again. */
  readonly isSnapshot: boolean;
  /** What was left out, a sentence each. */
  readonly problems: readonly string[];
}

/** A request and its answer. */
export interface Recorded {
  readonly method: string;
  readonly url: string;
  readonly body: string | null;
  readonly requestType: string | null;
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly type: string;
  readonly content: Buffer;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** It was asked for to be shown, as a link or a form does. */
  readonly isDocument: boolean;
}

/** A file that cannot be replayed, and why, as a sentence. */
export class RecordingUnreadable extends Error {
  override name = "RecordingUnreadable";
}

/** The answer as text. */
export const textOf = ({ content }: Recorded): string => content.toString("utf8");

/** A request that may have changed something on the server. */
export const isWrite = ({ method }: Pick<Recorded, "method">): boolean =>
  !/^(?:GET|HEAD|OPTIONS|PROPFIND|REPORT)$/.test(method);
