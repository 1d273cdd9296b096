import type { Page, Request } from "@playwright/test";

/** A calendar's page, and how to come to it. Nothing in a driver knows the extension. */
export interface PageDriver extends AsyncDisposable {
  /** `FullCalendar 6`: names the tests. */
  readonly name: string;
  /** The plugin that must recognise the calendar. */
  readonly plugin: string;
  /** The `plugin.json` that the user adds first, for a plugin that does not come with Pípni. */
  readonly manifest?: unknown;
  /** What the user switches on; without a trailing slash. */
  readonly url: string;
  /** Whose wall clock the visits below are written in. */
  readonly timeZone: string;
  /** What this calendar or its stand-in does not have, with the reason, which is printed. */
  readonly absent: Partial<Record<Ability, string>>;

  /** Rules for the browser, where the page's own hosts lead to this computer. */
  readonly hosts?: readonly string[];
  /** The calendar's page on a day. */
  address(shown: Shown): string;
  /** Until the page has drawn its calendar. */
  drawn(page: Page): Promise<void>;

  /** Addresses of the same server on which no calendar stands. */
  readonly strangers: readonly string[];
  /** The same calendar, or one that looks like it, at an address that the user has not switched on. */
  lookAlike(): Promise<{ readonly url: string } & AsyncDisposable>;
}

/**
 * What the contract suite has to know of a calendar to play it: how its people use it, through the page's own
 * buttons, and how others change it behind the page's back.
 */
export interface Driver extends PageDriver {
  /** From now on the calendar's server holds just these. Open pages need not show them. */
  seed(visits: readonly Visit[]): Promise<void> | void;

  /** Each does what a person does, up to the press that saves. It does not wait for the server's answer. */
  create(page: Page, visit: Visit): Promise<void>;
  /** The length stays. @param start as in `Visit` */
  move(page: Page, visit: Visit, start: string): Promise<void>;
  cancel(page: Page, visit: Visit): Promise<void>;
  /** The same as `move`, with the mouse: needs `drag`. */
  drag?(page: Page, visit: Visit, start: string): Promise<void>;
  /** Opens the visit and saves it as it is: needs `touch`. */
  touch?(page: Page, visit: Visit): Promise<void>;
  /** Closes whatever the page says after a refusal, so that people can go on. */
  calmDown(page: Page): Promise<void>;

  /** Shows the time before or after what is shown, by the page's own buttons, and waits until it is drawn. */
  turn(page: Page, by: 1 | -1): Promise<void>;
  /** Hides some of the visits; a second call shows them again: needs `filter`. */
  filter?(page: Page): Promise<void>;
  /** Makes the page draw its calendar anew without asking its server. */
  redraw(page: Page): Promise<void>;
  /** Makes the page ask its server again, as it does by itself now and then. */
  refresh(page: Page): Promise<void>;

  /** Points at an empty place of a day that is shown. */
  clickDay(page: Page, day: string): Promise<void>;
  /** Goes to a day that is shown by keyboard alone: needs `keyboard`. */
  focusDay?(page: Page, day: string): Promise<void>;

  /** Another workstation. What it does no page knows before it asks. */
  readonly elsewhere: {
    create(visit: Visit): Promise<void> | void;
    move(visit: Visit, start: string): Promise<void> | void;
    cancel(visit: Visit): Promise<void> | void;
  };

  /** Whether a request of the page asks its server to change a visit. */
  isWrite(request: Request): boolean;
  /** The ways in which this calendar's server says no. */
  readonly refusals: readonly Refusal[];
}

/** What not every calendar has. */
export type Ability =
  /** Visits without hours. */
  | "allDay"
  /** One entry that stands for a series. */
  | "recurring"
  /** Entries about nobody, such as a meeting, that are listed all the same. */
  | "impersonal"
  /** A person without a number is told from an entry about nobody. */
  | "unnumbered"
  /** A page set to another time zone than the browser's. */
  | "timeZone"
  /** Days that are not shown are listed too. Without it the plugin must say that it cannot. */
  | "unseenDay"
  | "drag"
  | "touch"
  | "filter"
  | "keyboard"
  /** The page can hang data on its visits that lead back to themselves. */
  | "cyclic"
  /** A recorded page on which somebody changed something. */
  | "changes";

export interface Shown {
  /** `2026-11-25` */
  readonly day: string;
  readonly view?: "day" | "week" | "month";
  /** The one that the page is set to; needs `timeZone`. */
  readonly timeZone?: string;
  /** With data on every visit that lead back to themselves; needs `cyclic`. */
  readonly cyclic?: boolean;
}

export interface Visit {
  /** Of the person. No name stands twice in a calendar, so it also tells which visit is meant. */
  readonly name: string;
  /** As somebody typed it; `null` where nobody did. */
  readonly phone: string | null;
  /** The calendar's wall clock, `2026-11-24T09:00`; without hours for the whole day. */
  readonly start: string;
  /** For a whole day the first one after it. */
  readonly end: string;
  /** A meeting, say: the name is its title. */
  readonly impersonal?: true;
  /** Every week from its start on. */
  readonly weekly?: true;
  /** Fields that the calendar's own server would never send, beside the usual ones. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** What comes instead of the server, which learns nothing; `drop` ends the connection. */
export type Refusal =
  | { readonly name: string; readonly drop: true }
  | { readonly name: string; readonly status: number; readonly contentType?: string; readonly body: string };

/** The visit as it stands after a move. */
export function movedTo(visit: Visit, start: string): Visit {
  const length = Temporal.PlainDateTime.from(visit.start).until(Temporal.PlainDateTime.from(visit.end));
  const end = Temporal.PlainDateTime.from(start).add(length).toString({ smallestUnit: "minute" });
  return { ...visit, start, end: visit.start.includes("T") ? end : end.slice(0, 10) };
}
