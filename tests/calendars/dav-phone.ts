/** A calendar on a CalDAV server, changed as a phone does it. */
export interface Phone {
  /** Of the collection, with a slash at its end. */
  readonly url: string;
  put(name: string, text: string): Promise<void>;
  remove(name: string): Promise<void>;
}

/** @param url where the collection is, or is to be */
export async function openPhone(
  url: string,
  { user, password }: { user: string; password: string },
  { isNew = true, name = "Ordinace" } = {},
): Promise<Phone> {
  const headers = { Authorization: `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}` };
  const ask = async (method: string, path: string, body?: string, type = "text/calendar; charset=utf-8") => {
    const response = await fetch(new URL(path, url), {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { "Content-Type": type }) },
      ...(body === undefined ? {} : { body }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  };
  if (isNew)
    await ask(
      "MKCALENDAR",
      "",
      `<?xml version="1.0" encoding="utf-8"?><c:mkcalendar xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:set><d:prop><d:displayname>${name}</d:displayname><c:supported-calendar-component-set><c:comp name="VEVENT"/></c:supported-calendar-component-set></d:prop></d:set></c:mkcalendar>`,
      "application/xml; charset=utf-8",
    );
  return {
    url,
    put: (name, text) => ask("PUT", `${name}.ics`, text),
    remove: (name) => ask("DELETE", `${name}.ics`),
  };
}
