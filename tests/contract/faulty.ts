import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type {
  AppointmentChange,
  CalendarAdapter,
  Plugin,
  PluginContext,
} from "../../lib/plugin-api/index.ts";

/**
 * Demo plugins that fail on purpose: the built plugin for FullCalendar, each with one rule of the contract broken.
 * The suite must catch every one, or it proves nothing.
 */

/** Wraps what `plugins/fullcalendar.js` has announced; `?broken=` in the page's address says how. Travels as text. */
function breakRules(): void {
  type Adapter = CalendarAdapter;
  const broken = new URLSearchParams(location.search).get("broken");
  const announced = globalThis as never as Record<symbol, Plugin | undefined>;
  const key = Symbol.for("pipni.plugin.fullcalendar");
  const real = announced[key];
  if (!broken || !real) return;

  /** The adapter with some of it replaced. */
  const changed = (adapter: Adapter, parts: Partial<Adapter>): Adapter =>
    new Proxy(adapter, {
      get: (target, key) => {
        if (key in parts) return Reflect.get(parts, key);
        const value: unknown = Reflect.get(target, key);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });

  type Listener = (change: AppointmentChange) => void;
  /** Lets a fault tell changes of its own beside, or in place of, the plugin's. */
  const telling = (adapter: Adapter, pass: (change: AppointmentChange, tell: Listener) => void) => {
    const listeners = new Set<Listener>();
    const tell: Listener = (change) => {
      for (const listener of listeners) listener(change);
    };
    adapter.onDidChange((change) => pass(change, tell));
    const parts: Partial<Adapter> = {
      onDidChange: (listener) => {
        listeners.add(listener);
        return { [Symbol.dispose]: () => void listeners.delete(listener) };
      },
    };
    return { tell, adapter: changed(adapter, parts) };
  };
  const through = (change: AppointmentChange, tell: Listener): void => tell(change);

  const instant = (wall: string): string =>
    Temporal.PlainDateTime.from(wall).toZonedDateTime("Europe/Prague").toInstant().toString();
  const made = (fields: { title?: string; phone?: string; start?: string; end?: string }) => ({
    id: "made-up",
    start: instant(fields.start ?? "2026-11-25T12:00"),
    end: instant(fields.end ?? "2026-11-25T12:30"),
    allDay: false,
    title: fields.title ?? "",
    patient: { id: null, name: fields.title ?? "", phone: fields.phone ?? null },
  });

  const faults: Record<string, (adapter: Adapter, context: PluginContext) => Adapter> = {
    "tells before the answer": (adapter) => {
      const fault = telling(adapter, (change, tell) => {
        if (change.type !== "created") tell(change);
      });
      document.addEventListener("submit", ({ target }) => {
        const fields = Object.fromEntries(new FormData(target as HTMLFormElement)) as Record<string, string>;
        fault.tell({ type: "created", appointment: made(fields) });
      });
      return fault.adapter;
    },
    "tells what was refused": (adapter, context) => {
      const fault = telling(adapter, through);
      context.onDidWrite(({ body, status }) => {
        if (status < 200 || status > 299)
          fault.tell({ type: "created", appointment: made(JSON.parse(body ?? "{}") as object) });
      });
      return fault.adapter;
    },
    "believes the status alone": (adapter, context) => {
      const fault = telling(adapter, through);
      context.onDidWrite(({ body, status, response }) => {
        if (status === 200 && response?.includes("false"))
          fault.tell({ type: "created", appointment: made(JSON.parse(body ?? "{}") as object) });
      });
      return fault.adapter;
    },
    "tells twice": (adapter) =>
      telling(adapter, (change, tell) => {
        tell(change);
        tell(change);
      }).adapter,
    "never tells": (adapter) => telling(adapter, () => {}).adapter,
    "calls it by another name each time": (adapter) =>
      telling(adapter, (change, tell) =>
        tell({ ...change, appointment: { ...change.appointment, id: `${Math.random()}` } }),
      ).adapter,
    "takes what vanished for cancelled": (adapter, context) => {
      const fault = telling(adapter, through);
      context.probe.onMessage((message) => {
        const { drop = [] } = message as { drop?: string[] };
        for (const uid of drop) fault.tell({ type: "cancelled", appointment: made({ title: uid }) });
      });
      return fault.adapter;
    },
    "takes what appeared for created": (adapter, context) => {
      const fault = telling(adapter, through);
      context.probe.onMessage((message) => {
        const { add = [], full } = message as { add?: { title: string }[]; full?: boolean };
        if (!full) for (const one of add) fault.tell({ type: "created", appointment: made(one) });
      });
      return fault.adapter;
    },
    "takes every save for a move": (adapter, context) => {
      const fault = telling(adapter, through);
      context.onDidWrite(({ method, body, status }) => {
        if (method !== "PATCH" || status !== 200) return;
        const appointment = made(JSON.parse(body ?? "{}") as object);
        fault.tell({ type: "moved", appointment, previousStart: appointment.start });
      });
      return fault.adapter;
    },
    "lists the next day, too": (adapter) =>
      changed(adapter, {
        appointmentsOn: async (day) => [
          ...(await adapter.appointmentsOn(day)),
          ...(await adapter.appointmentsOn(day.add({ days: 1 }))),
        ],
      }),
    "lists one for each hour": (adapter) =>
      changed(adapter, {
        appointmentsOn: async (day) => [
          ...new Map(
            (await adapter.appointmentsOn(day)).map((one) => [one.start.slice(0, 13), one]),
          ).values(),
        ],
      }),
    "lists the first hundred": (adapter) =>
      changed(adapter, {
        appointmentsOn: async (day) => (await adapter.appointmentsOn(day)).slice(0, 100),
      }),
    "reads every clock as an hour ahead of Greenwich": (adapter) =>
      changed(adapter, {
        appointmentsOn: async (day) =>
          (await adapter.appointmentsOn(day)).map((one) => {
            const wall = Temporal.Instant.from(one.start)
              .toZonedDateTimeISO("Europe/Prague")
              .toPlainDateTime();
            return { ...one, start: wall.toZonedDateTime("+01:00").toInstant().toString() };
          }),
      }),
    "takes a day that it does not see for an empty one": (adapter) =>
      changed(adapter, {
        appointmentsOn: async (day) =>
          document.querySelector(`[data-date="${day}"]`) ? adapter.appointmentsOn(day) : [],
      }),
    "remembers a day that is no longer shown": (adapter) => {
      let last: Temporal.PlainDate | null = null;
      return changed(adapter, {
        selectedDay: () => {
          last = adapter.selectedDay() ?? last;
          return last;
        },
      });
    },
    "takes the first day for the chosen one": (adapter) => {
      const first = document.querySelector("[data-date]")?.getAttribute("data-date") ?? "2026-11-23";
      return changed(adapter, { selectedDay: () => Temporal.PlainDate.from(first) });
    },
    "knows no keyboard": (adapter) => {
      let pointed = false;
      document.addEventListener("pointerdown", () => {
        pointed = true;
      });
      return changed(adapter, { selectedDay: () => (pointed ? adapter.selectedDay() : null) });
    },
    "puts up a button of its own after a click": (adapter) => {
      document.addEventListener("click", () => {
        const button = document.createElement("button");
        button.textContent = "Hromadná SMS";
        document.body.append(button);
      });
      return adapter;
    },
    "leaves a timer": (adapter) => {
      setInterval(() => {}, 60_000);
      return adapter;
    },
    "leaves a listener": (adapter) => {
      document.addEventListener("keydown", () => {});
      return adapter;
    },
    "leaves an observer": (adapter) => {
      new MutationObserver(() => {}).observe(document.body, { childList: true });
      return adapter;
    },
    "leaves a node": (adapter) => {
      const node = document.createElement("div");
      node.dataset.pipni = "left";
      document.body.append(node);
      return adapter;
    },
    "takes titles for markup": (adapter) => {
      const place = document.createElement("div");
      document.body.append(place);
      return changed(adapter, {
        appointmentsOn: async (day) => {
          const found = await adapter.appointmentsOn(day);
          place.innerHTML = found.map(({ title }) => title.slice(0, 200)).join();
          return found;
        },
      });
    },
    "hands on titles of any length": (adapter) =>
      changed(adapter, {
        appointmentsOn: async (day) =>
          (await adapter.appointmentsOn(day)).map((one) => ({ ...one, title: one.title.repeat(1_000) })),
      }),
  };

  announced[key] = {
    activate: (context) =>
      real.activate(
        new Proxy(context, {
          get: (target, name) =>
            name === "registerCalendar"
              ? (adapter: Adapter) => target.registerCalendar(faults[broken]?.(adapter, context) ?? adapter)
              : Reflect.get(target, name),
        }),
      ),
  };
}

/** For the copy of a build: its plugin for FullCalendar breaks the rule that the page's address names. */
export async function withFaults(build: string): Promise<void> {
  const script = join(build, "plugins/fullcalendar.js");
  await writeFile(script, `${await readFile(script, "utf8")};\n(${breakRules})();\n`);
}
