import type { Reading } from "../plugin-api/calendar.ts";
import type { PluginManifest } from "../plugin-api/manifest.ts";
import type { Health, Output } from "../rpc/contract/index.ts";
import type { PageContext } from "./context.ts";
import { fill } from "./ui/dom.ts";

/** Milliseconds between two reports of the same state. */
const reportEvery = 5_000;

type Lack = Pick<Extract<Reading, { ok: false }>, "missing" | "detail">;

export interface HealthReport {
  /** What was told last. */
  last(): Health | null;
  /** What is missing, in the user's language. */
  sentence(lack: Lack): string;
  /** @param error what the plugin threw last */
  read(manifest: PluginManifest, reading: Reading, error: unknown): void;
  /** The popup should know, and the background knows whether a calendar was on this page before. */
  notRecognised(): void;
}

/**
 * Says on the page, and to the background, whether the calendar can be read.
 * @param check opens the window in which a person confirms what is read
 */
export function reportHealth({ words, call, notices, signal }: PageContext, check: () => void): HealthReport {
  let last: Health | null = null;
  let due: Health | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let problem = "";
  signal.addEventListener("abort", () => clearTimeout(timer));

  function sentence({ missing, detail }: Lack): string {
    const text = words.missing[missing] ?? words.missing.plugin;
    return detail ? `${text} (${detail.slice(0, 100)})` : text;
  }

  /** A form to log in may stand where the calendar will be. */
  const asksToLogIn = (): boolean =>
    document.querySelector('input[type="password"]')?.checkVisibility() ?? false;

  /** Nothing failed, and nothing leaves: nobody has said that it is read right, or no calendar is where it was. */
  function showDoubt(answer: Output<"page.health">): void {
    // What a plugin lacks has been said.
    if (signal.aborted || !last || (last.state === "unreadable" && last.plugin)) return;
    const doubt = last.state === "unreadable" && asksToLogIn() ? null : answer;
    const text = doubt?.text ?? "";
    if (problem === text) return;
    problem = text;
    if (doubt) notices.showProblem(doubt, [], check);
    else notices.removeProblem();
  }

  /** At once when the state changes, otherwise now and then. */
  function report(health: Health): void {
    const isSame = JSON.stringify(health) === JSON.stringify(last);
    if (due === null && isSame && health.state !== "reading") return;
    const isNews = health.state !== last?.state || health.state === "unreadable";
    if (!isNews && timer !== undefined) {
      due = health;
      return;
    }
    last = health;
    due = null;
    call("page.health", health).then(showDoubt, () => {});
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = undefined;
      if (due) report(due);
    }, reportEvery);
  }

  return {
    last: () => last,
    sentence,

    read({ id, name }, reading, error) {
      if (reading.ok) {
        if (last?.state !== "reading") {
          notices.removeProblem();
          problem = "";
        }
        const { appointments, unread, isByFeed } = reading;
        report({ state: "reading", plugin: id, appointments, unread: unread || undefined, isByFeed });
        return;
      }
      const missing = sentence(reading);
      report({ state: "unreadable", plugin: id, missing });
      if (problem === missing) return;
      problem = missing;
      const details = [fill(words.plugin, { name })];
      if (error instanceof Error) details.push(fill(words.error, { message: error.message.slice(0, 200) }));
      const text = `${missing} ${words.nothingLeaves}`;
      notices.showProblem({ title: words.unreadable, text, tone: "bad" }, details);
    },

    notRecognised() {
      // Told anew for each page that an app shows: on another one it means something else.
      last = null;
      report({ state: "unreadable", plugin: null, missing: words.missing.calendar });
    },
  };
}
