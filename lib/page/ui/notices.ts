import { logError } from "../../plugin-api/log.ts";
import type { Notice, Output } from "../../rpc/contract/index.ts";
import { createAnnouncer } from "./announcer.ts";
import { element, fill, mark, onPress } from "./dom.ts";
import { attachShadow } from "./shadow.ts";

/** Where notices stand while something of ours stands in their corner: `start` or `end`. */
export const asideMark = "data-aside";

/** How long a last word stays, in milliseconds. */
const shortly = 5_000;
const readable = 8_000;
/** More than this at once is no longer read; the extension's own window counts the rest. */
const most = 5;
/** Of the text's row, once its moment has come. */
const askAfter = 700;

export interface NoticeActions {
  /** @throws when nobody answers */
  stop(id: string): Promise<unknown>;
  /** How the texts stand by now. @throws when nobody answers */
  ask(ids: string[]): Promise<Notice[]>;
}

export interface Notices extends Disposable {
  /** Texts, each once: one that is shown already is brought up to date. */
  show(notices: readonly Notice[]): void;
  /** Puts them back where the page has taken them away. */
  mount(): void;
  /** Asks how the texts that are shown stand by now. */
  refresh(): void;
  /** A word in passing, such as why no text goes out. */
  showBriefly(title: string, text: string): void;
  /**
   * Nothing leaves of this calendar. Stays until that is over, or until somebody closes it.
   * @param details shown on request
   */
  showProblem(problem: Problem, details: readonly string[], press?: () => void): void;
  removeProblem(): void;
  /** Nothing more is shown but this, which stays. */
  end(problem: Problem): void;
}

export interface Problem {
  title: string;
  text: string;
  tone: Notice["tone"];
  /** What the button says that is pressed to do something about it. */
  button?: string | undefined;
}

interface Shown {
  box: HTMLElement;
  /** Brings a text's notice up to date; not there for others. */
  update?: (notice: Notice) => void;
  isOver: boolean;
  timer?: ReturnType<typeof setTimeout>;
}

/** Notices in the corner of the page: what becomes of each text, what will not be sent, and what is wrong. */
export function createNotices(
  { words, style }: Pick<Output<"page.hello">, "words" | "style">,
  { stop, ask }: NoticeActions,
): Notices {
  const host = element("div", { [mark]: "notices" });
  const root = attachShadow(host, style);
  const stack = element("div", { class: "stack" });
  root.append(stack);
  const announce = createAnnouncer(root);
  mount();
  /** Oldest first, by the row's id where there is one. */
  const shown = new Map<unknown, Shown>();
  let isDisposed = false;

  function remove(key: unknown): void {
    const one = shown.get(key);
    clearTimeout(one?.timer);
    one?.box.remove();
    shown.delete(key);
  }

  function removeAll(): void {
    for (const key of shown.keys()) remove(key);
  }

  function removeAfter(key: unknown, one: Shown, ms: number): void {
    one.isOver = true;
    one.timer = setTimeout(() => remove(key), ms);
  }

  function mount(): void {
    if (!host.isConnected) document.documentElement.append(host);
  }

  function add(key: unknown, one: Shown): void {
    if (isDisposed) return;
    shown.set(key, one);
    mount();
    stack.append(one.box);
    // What has had its last word makes room first.
    const byAge = [...shown].filter(([other]) => other !== "problem");
    const surplus = byAge.sort(([, a], [, b]) => Number(b.isOver) - Number(a.isOver));
    for (const [other] of surplus.slice(0, Math.max(byAge.length - most, 0))) remove(other);
  }

  const button = (text: string, press: () => void): HTMLButtonElement => {
    const made = element("button", { type: "button" }, text);
    onPress(made, press);
    return made;
  };

  const boxOf = (look: string, title: string, text: string, ...more: HTMLElement[]): HTMLElement =>
    element(
      "div",
      { class: `notice ${look}` },
      element("strong", {}, title),
      element("div", { class: "more" }, text),
      ...more,
    );

  /** A text's notice. */
  function addText(first: Notice): void {
    const { id, title, about, text } = first;
    const status = element("div", { class: "status" });
    const stopButton = button(words.stop, () => {
      stopButton.disabled = true;
      stop(id).then(refresh, () => {
        stopButton.disabled = false;
        status.textContent = words.stopFailed;
        announce(words.stopFailed);
      });
    });
    const closeButton = button(words.close, () => remove(id));
    const box = boxOf(
      first.tone,
      title,
      about,
      element("div", { class: "more text" }, text),
      status,
      element("div", { class: "buttons" }, stopButton, closeButton),
    );
    const one: Shown = { box, isOver: false };

    function count(notice: Notice): void {
      const left = Math.ceil(((notice.leavesAt ?? 0) - Date.now()) / 1000);
      const sentence = fill(notice.status, { seconds: Math.max(left, 0) });
      if (status.textContent !== sentence) status.textContent = sentence;
      if (notice.leavesAt === null) return;
      one.timer = setTimeout(left > 0 ? () => count(notice) : refresh, left > 0 ? 1000 : askAfter);
    }

    let last = "";
    one.update = (notice) => {
      // Only what has changed is read out, and no countdown.
      const isNews = notice.status !== last;
      if (!isNews && notice.leavesAt === null) return;
      last = notice.status;
      clearTimeout(one.timer);
      const { tone, phase, mayStop } = notice;
      box.className = `notice ${tone}`;
      stopButton.hidden = !mayStop;
      closeButton.hidden = phase === "live" || (phase === "over" && tone !== "bad");
      count(notice);
      if (isNews) announce(`${title}, ${about}: ${status.textContent}`);
      if (phase === "over" && tone !== "bad") removeAfter(id, one, tone === "plain" ? shortly : readable);
      else one.isOver = phase === "over";
    };
    add(id, one);
    one.update(first);
  }

  function show(notices: readonly Notice[]): void {
    for (const notice of notices) {
      const one = shown.get(notice.id);
      if (one) one.update?.(notice);
      else addText(notice);
    }
  }

  let isAsking = false;
  let isOutdated = false;
  /** One question at a time: an older answer must not come after a newer one. */
  async function refresh(): Promise<void> {
    isOutdated = true;
    if (isAsking) return;
    isAsking = true;
    try {
      while (isOutdated && !isDisposed) {
        isOutdated = false;
        const ids = [...shown].flatMap(([key, one]) => (one.update && !one.isOver ? [String(key)] : []));
        if (ids.length === 0) continue;
        const notices = await ask(ids);
        if (!isDisposed) show(notices.filter(({ id }) => shown.has(id)));
        for (const id of ids) if (!notices.some((notice) => notice.id === id)) remove(id);
      }
    } catch (error) {
      // They are brought up to date with the next change.
      logError(error);
    } finally {
      isAsking = false;
    }
  }

  function showProblem(
    { title, text, tone, button: label }: Problem,
    details: readonly string[],
    press?: () => void,
  ): void {
    const key = "problem";
    remove(key);
    const lines = details.map((line) => element("div", {}, line));
    const more = element("details", { class: "more" }, element("summary", {}, words.details), ...lines);
    more.hidden = lines.length === 0;
    const act = label && press ? [button(label, press)] : [];
    const box = boxOf(
      tone,
      title,
      text,
      more,
      element(
        "div",
        { class: "buttons" },
        ...act,
        button(words.close, () => remove(key)),
      ),
    );
    add(key, { box, isOver: false });
    announce(`${title}. ${text}`);
  }

  return {
    show,
    refresh: () => void refresh(),

    mount,

    showBriefly(title, text) {
      const box = boxOf("quiet", title, text);
      const key = Symbol();
      const one: Shown = { box, isOver: true };
      add(key, one);
      announce(`${title}. ${text}`);
      removeAfter(key, one, readable);
    },

    showProblem,

    removeProblem: () => remove("problem"),

    end(problem) {
      removeAll();
      showProblem(problem, []);
      isDisposed = true;
    },

    [Symbol.dispose]() {
      isDisposed = true;
      removeAll();
      host.remove();
    },
  };
}
