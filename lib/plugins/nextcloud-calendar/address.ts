/** An address under which a CalDAV server keeps one event or one series. */
export interface Address {
  /** The path without anything encoded: what tells addresses apart. */
  path: string;
  /** What of it identifies an appointment: the calendar and the object's own name. */
  id: string;
}

/** `…/calendars/<user>/<calendar>/<name>.ics`; invitations and deleted things lie in calendars that are none. */
const objectPath = /\/calendars\/[^/]+\/(?!(?:inbox|outbox|trashbin)\/)([^/]+\/[^/]+)\.ics$/u;

const maxId = 250;

/**
 * @param url absolute, or a path as servers write it into their answers
 * @returns `null` for any other address
 */
export function addressOf(url: string, base: string): Address | null {
  let path: string;
  try {
    path = decodeURIComponent(new URL(url, base).pathname);
  } catch {
    return null;
  }
  const id = objectPath.exec(path)?.[1];
  return id === undefined ? null : { path, id: id.slice(-maxId).toWellFormed() };
}
