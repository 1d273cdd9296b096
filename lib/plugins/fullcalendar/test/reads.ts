/** What a calendar may show, and whether its server has shown it since the last write. */
export const shapes = {
  "an address that the calendar asks": true,
  "two of them": true,
  "a function that asks": true,
  "a function that asks after a while, in milliseconds": true,
  "a function that asks by XMLHttpRequest": true,
  "two of them, one of which fails": false,
  "a function that asks for other days": false,
  "a function that had asked before": false,
  "a function that hands over what it has": false,
  "a function that hands over what it has while another request is under way": false,
  "two functions": false,
  "a list": false,
  "an address, beside an event of the app's own": false,
  "an address, and a change since": false,
} as const;
type Shape = keyof typeof shapes;

/**
 * Puts a calendar of each shape on the page. For one after the other the page writes, the calendar reads, and the
 * probe says by which request.
 */
export async function readSinceWrite(day: string): Promise<Record<string, boolean>> {
  interface View {
    root: string;
    loading: boolean;
    failed: boolean;
    reads: number;
    readBy: number;
  }
  interface Calendar {
    render(): void;
    refetchEvents(): void;
    addEvent(event: object): void;
    addEventSource(source: unknown): void;
    removeAllEventSources(): void;
    getEvents(): { setStart(start: string): void }[];
  }
  const { FullCalendar } = globalThis as unknown as {
    FullCalendar: { Calendar: new (place: Element, options: object) => Calendar };
  };
  const views: View[] = [];
  const answers: number[] = [];
  const hear = (event: Event) => {
    const up = JSON.parse((event as CustomEvent<string>).detail);
    if (up.type === "write") answers.push(up.write.answerId);
    else if (up.message?.type === "view" && up.message.last) views.push(up.message.view);
  };
  document.addEventListener("pipni:up", hear);
  const until = async (done: () => unknown) => {
    while (!done()) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  const write = async () => {
    const before = answers.length;
    await fetch("/events", { method: "POST", body: JSON.stringify({ title: "Nikdo" }) });
    await until(() => answers.length > before);
  };

  const list = [{ id: "91", title: "Jana Vzorová", start: `${day}T10:00:00` }];
  const events = JSON.stringify(list);
  const feed = { url: "/events", extraParams: { events } };
  type Range = { start: Date; startStr: string };
  type Take = (events: object[]) => void;
  const address = (start: string | number) =>
    `/events?${new URLSearchParams({ from: String(start), events })}`;
  const ask = (start: string | number) => fetch(address(start)).then((answer) => answer.json());
  let isGated = false;
  let open = () => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const sources: Record<Shape, unknown[]> = {
    "an address that the calendar asks": [feed],
    "two of them": [feed, { url: "/events?second", extraParams: { events: "[]" } }],
    "a function that asks": [({ startStr }: Range, take: Take) => void ask(startStr).then(take)],
    "a function that asks after a while, in milliseconds": [
      async ({ start }: Range) => {
        await new Promise((resolve) => setTimeout(resolve, 30));
        return ask(start.getTime());
      },
    ],
    "a function that asks by XMLHttpRequest": [
      ({ start }: Range, take: Take) => {
        const request = new XMLHttpRequest();
        request.open("GET", address(start.toISOString()));
        request.onload = () => take(JSON.parse(request.responseText));
        request.send();
      },
    ],
    "two of them, one of which fails": [feed, { url: "/nothing-here" }],
    "a function that asks for other days": [(_: Range, take: Take) => void ask("2020-01-01").then(take)],
    "a function that had asked before": [
      ({ startStr }: Range, take: Take) => {
        const asked = ask(startStr);
        void Promise.all([asked, isGated ? gate : null]).then(([events]) => take(events));
      },
    ],
    "a function that hands over what it has": [(_: Range, take: Take) => take(list)],
    "a function that hands over what it has while another request is under way": [
      (_: Range, take: Take) => void fetch("/events?unread=1").then(() => take(list)),
    ],
    "two functions": [
      ({ startStr }: Range, take: Take) => void ask(startStr).then(take),
      ({ startStr }: Range, take: Take) => void ask(startStr).then(() => take([])),
    ],
    "a list": [list],
    "an address, beside an event of the app's own": [feed],
    "an address, and a change since": [feed],
  };

  const calendars = Object.entries(sources).map(([shape, eventSources]) => {
    const place = document.createElement("div");
    document.body.append(place);
    const calendar = new FullCalendar.Calendar(place, {
      initialView: "timeGridWeek",
      initialDate: day,
      eventSources,
    });
    calendar.render();
    const shown = () => views.findLast((view) => view.root === place.getAttribute("data-pipni-calendar"));
    return { shape: shape as Shape, calendar, shown };
  });
  await until(() => calendars.every(({ shown }) => shown()?.loading === false));
  isGated = true;

  const found: Record<string, boolean> = {};
  for (const { shape, calendar, shown } of calendars) {
    await write();
    const { reads } = shown() as View;
    if (shape === "an address, beside an event of the app's own")
      calendar.addEvent({ id: "92", start: `${day}T12:00:00` });
    if (shape === "a list") {
      calendar.removeAllEventSources();
      calendar.addEventSource([...list, { id: "93", start: `${day}T13:00:00` }]);
    } else calendar.refetchEvents();
    if (shape === "a function that had asked before") {
      await write();
      open();
    }
    await until(() => {
      const view = shown();
      return view && !view.loading && (view.reads > reads || view.failed);
    });
    if (shape === "an address, and a change since") {
      const before = views.length;
      calendar.getEvents()[0]?.setStart(`${day}T15:00:00`);
      await until(() => views.length > before);
    }
    found[shape] = (shown()?.readBy ?? 0) > (answers.at(-1) ?? Number.NaN);
  }
  return found;
}

/** Asks the probe for everything, and again in the middle of its answer; counts what comes from then on. */
export async function askedTwice(): Promise<number> {
  const ask = () => {
    const detail = JSON.stringify({ type: "probe", plugin: "fullcalendar", message: { type: "resend" } });
    document.dispatchEvent(new CustomEvent("pipni:down", { detail }));
  };
  return await new Promise((resolve) => {
    let isAskedAgain = false;
    let isAnew = false;
    const events = new Set<string>();
    document.addEventListener("pipni:up", (event) => {
      const { message } = JSON.parse((event as CustomEvent<string>).detail);
      if (message?.type !== "view") return;
      if (!isAskedAgain) {
        isAskedAgain = !message.last;
        if (isAskedAgain) ask();
        return;
      }
      isAnew ||= message.full;
      if (isAnew) for (const { uid } of message.add) events.add(uid);
      if (isAnew && message.last) resolve(events.size);
    });
    ask();
  });
}

/**
 * Lets the calendar read its server again and again, on a page that is busy just when the answer comes.
 * @returns how many of the reads, none of which fails, the probe took for failed
 */
export async function failuresOfReads(times: number): Promise<number> {
  return await new Promise((resolve) => {
    let failures = 0;
    let done = 0;
    const readOnce = () => {
      dispatchEvent(new Event("focus"));
      setTimeout(() => {
        const until = performance.now() + 12;
        while (performance.now() < until);
      }, done % 12);
    };
    document.addEventListener("pipni:up", (event) => {
      const { message } = JSON.parse((event as CustomEvent<string>).detail);
      if (message?.type !== "view" || !message.last || message.view.loading) return;
      if (message.view.failed) failures += 1;
      if (done++ < times) readOnce();
      else resolve(failures);
    });
    readOnce();
  });
}

/** Puts a calendar on the page that holds an event whose start is none, beside another one. */
export function addOddEvent(day: string): void {
  interface Calendar {
    render(): void;
    getCurrentData(): { eventStore: { instances: Record<string, { range: { start: Date } }> } };
  }
  const { FullCalendar } = globalThis as unknown as {
    FullCalendar: { Calendar: new (place: Element, options: object) => Calendar };
  };
  const place = document.createElement("div");
  document.body.append(place);
  const start = `${day}T10:00:00`;
  const events = [
    { id: "odd-1", title: "Podivný termín", start },
    { id: "odd-2", title: "Eva Zkušební 601 000 002", start },
  ];
  const calendar = new FullCalendar.Calendar(place, {
    initialView: "timeGridWeek",
    initialDate: day,
    events,
  });
  calendar.render();
  const [odd] = Object.values(calendar.getCurrentData().eventStore.instances);
  if (odd) odd.range.start = new Date(Number.NaN);
}
