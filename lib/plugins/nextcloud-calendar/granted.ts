import type { NetworkWrite } from "../../plugin-api/index.ts";

/**
 * Whether the server did what it was asked. A CalDAV server says so by its status, and says nothing more or speaks XML.
 * A form to sign in, or an answer in JSON, is somebody else's who stands before it.
 */
export function isGranted({ status, response, redirected }: NetworkWrite): boolean {
  const text = response?.trim() ?? "";
  if (status < 200 || status > 299 || text.startsWith("{")) return false;
  // There it says of each address by itself what became of it.
  if (status === 207) return !/HTTP\/[\d.]+ [45]\d\d/.test(text);
  return !/^<(!doctype html|html)/i.test(text) || !(redirected || /type=["']?password/i.test(text));
}
