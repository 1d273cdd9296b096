import type { NetworkWrite } from "../plugin-api/network.ts";
import type { ProbeContext } from "../plugin-api/plugin.ts";
import { type LessonDown, lessonDownEvent, lessonUpEvent } from "./lesson-wire.ts";
import { bodyText, mayWrite, observeNetwork } from "./network-observer.ts";

/**
 * Keeps the answers that a page receives while somebody teaches its calendar, in this page's memory alone. Where no
 * panel asks for them soon, or the lesson ends, they are forgotten and nothing more is kept.
 */

const mostKept = 80;
/** Characters of all that is kept. */
const mostText = 8_000_000;
const patience = 60_000;
/** A sign-in is nobody's business. */
const secret = /passw|heslo|\bpin\b|credential/i;

const key = Symbol.for("pipni.lesson");
type PageWorld = typeof globalThis & { [key]?: () => void };

/** Whether both are of one site: `kal.example.cz` and `api.example.cz`. */
function isSameSite(url: string): boolean {
  try {
    const { hostname } = new URL(url);
    const site = (host: string): string =>
      /^[\d.]+$|:/.test(host) ? host : host.split(".").slice(-2).join(".");
    return site(hostname) === site(location.hostname);
  } catch {
    return false;
  }
}

const isJson = (text: string | null): boolean => /^\s*(?:\)\]\}'\s*)?[[{]/.test(text ?? "");
const sizeOf = ({ body, response }: NetworkWrite): number => (body?.length ?? 0) + (response?.length ?? 0);

/** Reports forms that load another page, and whatever else no script hears the answer to. */
type ObservePosts = (context: Pick<ProbeContext, "signal" | "see" | "onDavRead" | "bodyText">) => void;

function makeRecorder(observePosts: ObservePosts): () => void {
  const { stringify } = JSON;
  const { CustomEvent: Letter, setTimeout: later, clearTimeout: never } = globalThis;
  const dispatch = document.dispatchEvent.bind(document);
  let kept: NetworkWrite[] = [];
  let isOn = false;
  let isAsked = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const tell = (write: NetworkWrite): void =>
    void dispatch(new Letter(lessonUpEvent, { detail: stringify(write) }));

  function forget(): void {
    isOn = false;
    isAsked = false;
    kept = [];
  }

  function keep(write: NetworkWrite): void {
    if (!isOn || !isSameSite(write.url) || secret.test(write.body ?? "")) return;
    if (write.status !== 0 && !mayWrite(write.method, write.url) && !isJson(write.response)) return;
    kept = [...kept, write].slice(-mostKept);
    while (kept.length > 1 && kept.reduce((sum, one) => sum + sizeOf(one), 0) > mostText) kept.shift();
    if (isAsked) tell(write);
  }

  observeNetwork(
    globalThis,
    (method) => isOn && /^(?:GET|POST|PUT|PATCH|DELETE)$/.test(method),
    (_kind, write) => keep(write),
  );
  observePosts({
    signal: new AbortController().signal,
    see: keep,
    onDavRead: () => ({ [Symbol.dispose]: () => {} }),
    bodyText,
  });
  document.addEventListener(lessonDownEvent, (event) => {
    const wish: LessonDown | null = event instanceof CustomEvent ? (event.detail as LessonDown) : null;
    if (wish === "forget") forget();
    else if (wish === "tell" && isOn) {
      isAsked = true;
      kept.forEach(tell);
    }
  });

  return () => {
    isOn = true;
    never(timer);
    timer = later(() => {
      if (!isAsked) forget();
    }, patience);
  };
}

/** Begins to keep answers, or goes on. */
export function recordLesson(observePosts: ObservePosts): void {
  const scope = globalThis as PageWorld;
  if (!scope[key]) Object.defineProperty(scope, key, { value: makeRecorder(observePosts) });
  scope[key]?.();
}
