/** How the page of the calendar that draws itself speaks with a CalDAV server. */
const folder = "/dav/kal/";
const textOf = (value) => value.replace(/[\\;,]/g, "\\$&").replace(/\n/g, "\\n");
const plainOf = (text) => text.replace(/\\(.)/gs, (_, char) => (char === "n" ? "\n" : char));
const known = new Map();

const stampOf = (day) =>
  Temporal.PlainDate.from(String(day))
    .toZonedDateTime("Europe/Prague")
    .toInstant()
    .toString()
    .replace(/[-:]/g, "");
const timeOf = (wall) => `;TZID=Europe/Prague:${wall.replace(" ", "T").replace(/[-:]/g, "")}00`;

function itemOf(uid, text) {
  const line = (name) => plainOf(new RegExp(`^${name}[^:\\n]*:(.*)$`, "m").exec(text)?.[1]?.trim() ?? "");
  const wall = (name) =>
    line(name).replace(/^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d\d)?$/, (_, year, month, day, hour, minute) =>
      hour === undefined ? `${year}-${month}-${day}` : `${year}-${month}-${day} ${hour}:${minute}`,
    );
  const person = { jmeno: line("SUMMARY"), kontakt: { mobil: line("CONTACT") } };
  const klient = line("DESCRIPTION") === "" ? null : person;
  return { uid, zacatek: wall("DTSTART"), konec: wall("DTEND"), nazev: line("SUMMARY"), klient };
}

const bodyOf = (uid, { nazev, mobil, zacatek, konec }) =>
  [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Kal page//CS",
    "BEGIN:VEVENT",
    `UID:${uid}`,
    "DTSTAMP:20260101T000000Z",
    `DTSTART${timeOf(zacatek)}`,
    `DTEND${timeOf(konec)}`,
    `SUMMARY:${textOf(nazev)}`,
    `DESCRIPTION:Pacient: ${textOf(nazev)}`,
    ...(mobil ? [`CONTACT:${textOf(mobil)}`] : []),
    "END:VEVENT",
    "END:VCALENDAR",
    "",
  ].join("\r\n");

globalThis.transport = {
  async list(from, to) {
    const body = `<c:calendar-query xmlns:c="urn:ietf:params:xml:ns:caldav"><c:filter><c:comp-filter name="VCALENDAR">
<c:time-range start="${stampOf(from)}" end="${stampOf(to)}"/></c:comp-filter></c:filter></c:calendar-query>`;
    const answer = await fetch(folder, { method: "REPORT", headers: { Depth: "1" }, body });
    const xml = new DOMParser().parseFromString(await answer.text(), "application/xml");
    const items = [...xml.getElementsByTagName("d:response")].map((one) => {
      const [href] = one.getElementsByTagName("d:href");
      const [data] = one.getElementsByTagName("c:calendar-data");
      const uid = href.textContent.slice(folder.length).replace(/\.ics$/, "");
      return itemOf(uid, data.textContent.replaceAll("\r\n", "\n"));
    });
    for (const item of items) known.set(item.uid, item);
    return items;
  },
  async send(method, path, body) {
    const [, id] = /termin\/(.+)$/.exec(path) ?? [];
    const uid = id ?? crypto.randomUUID();
    const before = known.get(uid);
    const whole = { nazev: before?.nazev, mobil: before?.klient?.kontakt.mobil, ...body };
    const answer = await fetch(`${folder}${uid}.ics`, {
      method: method === "DELETE" ? "DELETE" : "PUT",
      headers: id ? {} : { "If-None-Match": "*" },
      ...(method === "DELETE" ? {} : { body: bodyOf(uid, whole) }),
    });
    return { status: answer.status, text: "" };
  },
};
