import type { Output, PageWords, Pending } from "../../rpc/contract/index.ts";
import { element, fill, mark, onPress } from "./dom.ts";
import { attachShadow } from "./shadow.ts";

/** How long a last word stays. */
const shortly = 4_000;
const readable = 8_000;
/** More than this at once is no longer read; the rest are counted by the extension's own window. */
const most = 5;

export type Stop = (id: string) => Promise<boolean>;

interface Shown {
  box: HTMLElement;
  timer: ReturnType<typeof setInterval> | ReturnType<typeof setTimeout> | undefined;
}

/** Notices in the corner of the page: what is about to leave, what will not, and what is wrong. */
export class Notices implements Disposable {
  readonly #words: PageWords;
  readonly #stop: Stop;
  readonly #host: HTMLElement;
  readonly #stack: HTMLElement;
  readonly #pending = new Map<string, Shown>();
  readonly #others = new Set<Shown>();
  #problem: Shown | null = null;
  #disposed = false;

  constructor({ words, style }: Pick<Output<"page.hello">, "words" | "style">, stop: Stop) {
    this.#words = words;
    this.#stop = stop;
    this.#host = element("pipni-notices" as "div", { [mark]: "notices" });
    const root = attachShadow(this.#host, style);
    this.#stack = element("div", { class: "stack", role: "status", "aria-live": "polite" });
    root.append(this.#stack);
    // There before its first notice, or that one would not be read out.
    document.documentElement.append(this.#host);
  }

  #show(box: HTMLElement): void {
    if (this.#disposed) return;
    if (!this.#host.isConnected) document.documentElement.append(this.#host);
    this.#stack.append(box);
  }

  #hide({ box, timer }: Shown): void {
    clearInterval(timer);
    box.remove();
  }

  /** A text that leaves soon. Shown once, however often it is told. */
  showPending(pending: Pending): void {
    if (this.#pending.has(pending.id)) return;
    const words = this.#words;
    const { phone } = pending;
    const seconds = (): number => Math.ceil((pending.notBefore - Date.now()) / 1000);
    const stop = element("button", { type: "button" }, words.stop);
    // Read out once; the countdown that follows would talk without end.
    const spoken = element(
      "span",
      { class: "hidden" },
      fill(words.leavesIn, { seconds: Math.max(seconds(), 0), phone }),
    );
    const counted = element("span", { "aria-hidden": "true" });
    const more = element("div", { class: "more" }, spoken, counted);
    const title = element("strong", {}, pending.title);
    const box = element("div", { class: "notice" }, element("div", {}, title, more), stop);
    const shown: Shown = { box, timer: undefined };
    const count = (): void => {
      const left = seconds();
      const text = fill(left > 0 ? words.leavesIn : words.leavesNow, { seconds: left, phone });
      if (counted.textContent !== text) counted.textContent = text;
      stop.hidden = left <= -1;
      if (left <= -2) this.#endPending(pending.id);
    };
    onPress(stop, () => {
      stop.disabled = true;
      clearInterval(shown.timer);
      this.#stop(pending.id).then(
        (stopped) => this.#lastWord(pending.id, stopped ? words.stopped : words.tooLate),
        () => {
          stop.disabled = false;
          shown.timer = setInterval(count, 1000);
          spoken.textContent = words.stopFailed;
        },
      );
    });
    count();
    shown.timer = setInterval(count, 1000);
    this.#pending.set(pending.id, shown);
    this.#show(box);
  }

  #endPending(id: string): void {
    const shown = this.#pending.get(id);
    if (!shown) return;
    this.#pending.delete(id);
    this.#hide(shown);
  }

  #lastWord(id: string, text: string): void {
    const shown = this.#pending.get(id);
    if (!shown) return;
    clearInterval(shown.timer);
    shown.box.classList.add("quiet");
    shown.box.querySelector("button")?.remove();
    shown.box.querySelector(".more")?.replaceChildren(text);
    this.#pending.delete(id);
    this.#keep(shown, shortly);
  }

  #keep(shown: Shown, duration: number): void {
    this.#others.add(shown);
    shown.timer = setTimeout(() => {
      this.#others.delete(shown);
      this.#hide(shown);
    }, duration);
    for (const oldest of this.#others) {
      if (this.#others.size <= most) break;
      this.#others.delete(oldest);
      this.#hide(oldest);
    }
  }

  /** Texts that were waiting and no longer are. */
  showWithdrawn(ids: readonly string[]): void {
    for (const id of ids) this.#lastWord(id, this.#words.stopped);
  }

  /** A word in passing, such as why no text goes out. */
  showBriefly(title: string, text: string): void {
    const box = element(
      "div",
      { class: "notice quiet" },
      element("div", {}, element("strong", {}, title), element("div", { class: "more" }, text)),
    );
    this.#show(box);
    this.#keep({ box, timer: undefined }, readable);
  }

  /** The calendar cannot be read. Stays until it can, or until somebody closes it. */
  showProblem(missing: string, details: readonly string[]): void {
    this.removeProblem();
    const words = this.#words;
    const close = element("button", { type: "button" }, words.close);
    const open = element("button", { type: "button", "aria-expanded": "false" }, words.details);
    const hidden = element("div", { class: "more details" });
    hidden.hidden = true;
    for (const line of details) hidden.append(element("div", {}, line));
    const box = element(
      "div",
      { class: "notice bad" },
      element(
        "div",
        {},
        element("strong", {}, words.unreadable),
        element("div", { class: "more" }, `${missing} ${words.nothingLeaves}`),
      ),
      hidden,
      element("div", { class: "buttons" }, open, close),
    );
    onPress(open, () => {
      hidden.hidden = !hidden.hidden;
      open.setAttribute("aria-expanded", String(!hidden.hidden));
    });
    onPress(close, () => this.removeProblem());
    this.#problem = { box, timer: undefined };
    this.#show(box);
  }

  removeProblem(): void {
    if (this.#problem) this.#hide(this.#problem);
    this.#problem = null;
  }

  [Symbol.dispose](): void {
    this.#disposed = true;
    for (const shown of [...this.#pending.values(), ...this.#others]) clearInterval(shown.timer);
    this.#pending.clear();
    this.#others.clear();
    this.#problem = null;
    this.#stack.replaceChildren();
    this.#host.remove();
  }
}
