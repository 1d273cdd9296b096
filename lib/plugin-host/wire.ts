/**
 * The line between the isolated world and the page's own: strings in DOM events, which both browsers carry
 * across. The page can read and forge all of it, so the host believes nothing that only comes this way.
 */
export const upEvent = "pipni:up";
export const downEvent = "pipni:down";

/** One message is never longer than this. */
export const maxMessage = 4_000_000;

/** From the page's world. */
export type Up =
  | { type: "ready" }
  /** A write of the page's, checked by `readWrite`. */
  | { type: "write"; write: unknown }
  | { type: "probe"; plugin: string; message: unknown };

/** From the host. */
export type Down =
  /** Asks the probe to say `ready`. */
  | { type: "hello" }
  | { type: "start"; plugin: string }
  | { type: "stop" }
  | { type: "probe"; plugin: string; message: unknown };
