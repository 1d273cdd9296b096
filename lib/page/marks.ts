import type { CalendarAdapter } from "../plugin-api/calendar.ts";
import type { Drawn } from "../plugin-api/drawn.ts";
import { logError } from "../plugin-api/log.ts";
import type { PluginManifest } from "../plugin-api/manifest.ts";
import type { Output } from "../rpc/contract/index.ts";
import type { StartMarks } from "./offered-marks.ts";

type Answer = Output<"page.marks">;
type Kind = Answer["marks"][number][1];

/** What else a press on a mark would do is the appointment's: to drag it, or to open it. */
const presses = "pointerdown mousedown click keydown".split(" ");

/** Who tells which elements show which appointments: what no page needs of it is not loaded there. */
export interface Teller {
  tell(adapter: CalendarAdapter, manifest: PluginManifest): readonly Drawn[];
  /** Nothing more is asked. */
  stop(): void;
}

/** A table's row holds nothing but cells. */
const placeIn = (node: Element): Element => (node.matches("tr") && node.lastElementChild) || node;

/**
 * Marks the appointments of a calendar of which there is something to say. Each mark is a child of the appointment's
 * own element, so that nothing follows a page that is scrolled; what it says stands in a closed shadow root. Its looks
 * are set inline, for the page's policy may forbid style sheets.
 */
export const followMarks =
  (teller: Teller): StartMarks =>
  (adapter, manifest, call) => {
    const stop = new AbortController();
    const { signal } = stop;
    const drawn = new Map<Element, { host: HTMLElement; id: string; kind: Kind }>();
    /** Ids of appointments by the names that elements have. */
    let ids = new Map<string, string>();
    let kinds = new Map<string, Kind>();
    let answer: Answer;
    let told = "";
    let questions = 0;

    function make(node: Element, id: string, kind: Kind): void {
      const { sign, name, style } = answer.looks[kind];
      const host = document.createElement("span");
      host.dataset.pipni = "mark";
      const isPlaced = getComputedStyle(placeIn(node)).position !== "static";
      host.style.cssText = answer.places[isPlaced ? "corner" : "end"];
      const button = document.createElement("button");
      Object.assign(button, { title: name, ariaLabel: name, textContent: sign });
      button.style.cssText = style;
      host.attachShadow({ mode: "closed" }).append(button);
      drawn.set(node, { host, id, kind });
    }

    function draw(): void {
      const wanted = new Map<Element, string>();
      const isWanted = kinds.size > 0 && !signal.aborted;
      for (const [node, name] of isWanted ? teller.tell(adapter, manifest) : []) {
        const id = ids.get(name) ?? "";
        if (kinds.has(id)) wanted.set(node, id);
      }
      for (const [node, { host, id, kind }] of drawn) {
        if (wanted.get(node) === id && kinds.get(id) === kind) continue;
        host.remove();
        drawn.delete(node);
      }
      // All are looked at before the first is put in: otherwise each would be laid out by itself.
      for (const [node, id] of wanted) if (!drawn.has(node)) make(node, id, kinds.get(id) as Kind);
      for (const [node, { host }] of drawn) {
        const place = placeIn(node);
        if (host.parentNode !== place) place.append(host);
      }
    }

    /** @param isNews whether something was written or answered since */
    async function refresh(isNews: boolean): Promise<void> {
      try {
        const viewed = adapter.inView?.().filter(({ hasOwnId, cancelled }) => hasOwnId && !cancelled);
        const listed = viewed ? [] : [...((await adapter.shown?.())?.days.values() ?? [])].flat();
        const shown = viewed?.map(({ appointment }) => appointment) ?? listed;
        ids = new Map(shown.map(({ id }, index) => [viewed?.[index]?.name ?? id, id]));
        const appointments = shown.map(({ id, start }) => ({ id, start }));
        const question = JSON.stringify(appointments);
        if (isNews || question !== told) {
          told = question;
          const mine = ++questions;
          const given = await call("page.marks", { appointments });
          // A later one is on its way.
          if (mine !== questions) return;
          answer = given;
          kinds = new Map(answer.marks);
        }
        draw();
      } catch (error) {
        // Asked again with the next reading, or when something changes.
        told = "";
        logError(error);
      }
    }

    function press(event: Event): void {
      for (const { host, id: appointmentId } of drawn.values()) {
        if (host !== event.target) continue;
        event.stopPropagation();
        // Which the keyboard brings about as well.
        if (event.type === "click" && event.isTrusted) void call("page.openConversation", { appointmentId });
      }
    }

    for (const name of presses)
      document.addEventListener(name, press, { capture: true, passive: true, signal });
    const readings = adapter.onDidRead(() => void refresh(false));
    void refresh(false);

    return {
      draw,
      refresh: () => void refresh(true),
      [Symbol.dispose]() {
        stop.abort();
        readings[Symbol.dispose]();
        draw();
        teller.stop();
      },
    };
  };
