import { sendText, startWebServer } from "./web-server.ts";

/**
 * Pages shaped as what has been published of Google's calendar and of Outlook on the web, as far as the plugins read
 * them: addresses, marks, and labels in the language of whoever reads. The appointments in them are drawings alone.
 */

export interface DayPages extends AsyncDisposable {
  /** Without a trailing slash. */
  readonly url: string;
  google(view: "day" | "week", day: string, language?: string): string;
  outlook(view: "day" | "week", day: string, language?: string): string;
  /** Of the calendar's iCal text. */
  readonly feed: string;
}

const keyOf = ({ year, month, day }: Temporal.PlainDate): number => ((year - 1970) << 9) | (month << 5) | day;

function daysOf(view: string, day: string): Temporal.PlainDate[] {
  const date = Temporal.PlainDate.from(day);
  if (view === "day") return [date];
  const monday = date.subtract({ days: date.dayOfWeek - 1 });
  return Array.from({ length: 7 }, (_, days) => monday.add({ days }));
}

const frame = (language: string, attributes: string, body: string): string => `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>Kalendář</title><style>
body { font-family: system-ui, sans-serif; margin: 0 } header, [role=toolbar] { display: flex; gap: 1rem; padding: 0.5rem }
.row { display: grid; grid-auto-flow: column; grid-auto-columns: 1fr } .column { border: 1px solid #ccc; height: 400px }
</style></head><body ${attributes}>${body}</body></html>`;

const label = (day: Temporal.PlainDate, language: string, year: "numeric" | undefined): string =>
  day.toLocaleString(language, { weekday: "long", day: "numeric", month: "long", ...(year && { year }) });

const googlePage = (view: string, days: readonly Temporal.PlainDate[], language: string): string =>
  frame(
    language,
    `data-viewkey="${view.toUpperCase()}"`,
    `<header role="banner"><strong>Kalendář</strong></header>
    <div role="main"><div role="grid"><div role="row" class="row">${days
      .map(
        (day) =>
          `<div role="columnheader"><h2><button data-datekey="${keyOf(day)}" aria-label="${label(day, language, undefined)}">${day.day}</button></h2></div>`,
      )
      .join("")}</div><div role="row" class="row">${days
      .map((day) => `<div role="gridcell" class="column" data-datekey="${keyOf(day)}"></div>`)
      .join("")}</div></div></div>`,
  );

const outlookPage = (view: string, days: readonly Temporal.PlainDate[], language: string): string =>
  frame(
    language,
    "",
    `<div role="toolbar" data-app-section="CalendarSurfaceNavigationToolbar"><strong>Outlook</strong></div>
    <div data-app-section="Surface_${view === "day" ? "Day" : "Week"}" class="row">${days
      .map((day) => `<div class="column" aria-label="${label(day, language, "numeric")}"></div>`)
      .join("")}</div>`,
  );

/** @param feed the text at the calendar's official address */
export async function startDayPages(feed: () => string): Promise<DayPages> {
  const server = await startWebServer({}, async (_req, res, url) => {
    if (url.pathname === "/feed.ics") return sendText(res, 200, feed(), "text/calendar");
    const language = url.searchParams.get("hl") ?? "cs";
    const [, view = "", year, month, day] =
      /^\/calendar\/(?:u\/0\/r|view)\/(day|week)\/(\d+)\/(\d+)\/(\d+)$/u.exec(url.pathname) ?? [];
    if (view === "") return sendText(res, 404, "Not Found");
    const days = daysOf(view, new Temporal.PlainDate(Number(year), Number(month), Number(day)).toString());
    const page = url.pathname.startsWith("/calendar/u/") ? googlePage : outlookPage;
    sendText(res, 200, page(view, days, language), "text/html");
  });
  const address = (root: string) => (view: string, day: string, language?: string) => {
    const { year, month, day: ofMonth } = Temporal.PlainDate.from(day);
    const query = language ? `?hl=${language}` : "";
    return `${server.url}/calendar/${root}/${view}/${year}/${month}/${ofMonth}${query}`;
  };
  return {
    url: server.url,
    google: address("u/0/r"),
    outlook: address("view"),
    feed: `${server.url}/feed.ics`,
    [Symbol.asyncDispose]: server.close,
  };
}
