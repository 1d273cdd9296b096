import type { WatchedRequest } from "../plugin-api/network.ts";

/**
 * The line between the isolated world and the page's own: strings in DOM events, which both browsers carry
 * across. The page can read and forge all of it, so the host believes nothing that only comes this way.
 */
export const upEvent = "pipni:up";
export const downEvent = "pipni:down";

/** One message is never longer than this. */
export const maxMessage = 4_000_000;

/** A write, or a request that a plugin watches; both are over. */
export type RequestKind = "write" | "watched";

/** From the page's world. */
export type Up =
  /** A request of the page's, checked by `isWrite`. */
  { type: RequestKind; write: unknown } | { type: "probe"; plugin: string; message: unknown };

/** From the host. */
export type Down =
  /** `code`: whose probe it is, which may serve several plugins. */
  | { type: "start"; plugin: string; code: string }
  | { type: "stop" }
  | { type: "watch"; plugin: string; requests: readonly WatchedRequest[] }
  | { type: "probe"; plugin: string; message: unknown };
