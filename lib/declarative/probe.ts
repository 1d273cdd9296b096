import { defineProbe, type NetworkWrite, type ProbeContext } from "../plugin-api/index.ts";

/**
 * Reports requests whose answer no script hears: forms and links that load another page, and beacons. Nothing is changed or
 * delayed, and an error in here never reaches the page.
 */
export function observePosts({
  signal,
  see: report,
  onDavRead,
  bodyText,
}: Pick<ProbeContext, "signal" | "see" | "onDavRead" | "bodyText">): void {
  // Mainly for reads from before the plugin was active.
  const reads = onDavRead(report);
  signal.addEventListener("abort", () => reads[Symbol.dispose]());
  const { now } = Date;
  let count = 0;

  function tell(method: string, url: string, body: string | null): void {
    if (signal.aborted) return;
    const at = now();
    report({
      id: --count,
      answerId: 0,
      method,
      url: new URL(url, document.baseURI).href,
      body,
      status: 0,
      response: null,
      location: null,
      redirected: false,
      startedAt: at,
      endedAt: at,
    } satisfies NetworkWrite);
  }

  /** Of a form that is a GET the browser tells as of a link. */
  let wentTo = "";
  let wentAt = 0;
  function tellAddress(url: string): void {
    if (url === wentTo && now() - wentAt < 1_000) return;
    wentTo = url;
    wentAt = now();
    tell("GET", url, null);
  }

  function tellForm(form: HTMLFormElement, submitter: HTMLElement | null): () => void {
    // Read at once, because the page may empty the form. A field named `method` hides the form's own property.
    const attribute = (name: string): string | null =>
      submitter?.getAttribute(`form${name}`) ?? form.getAttribute(name);
    const body = bodyText(new FormData(form, submitter));
    const method = (attribute("method") ?? "GET").toUpperCase();
    const action = new URL(attribute("action") || document.URL, document.baseURI);
    return () => {
      if (method === "GET") {
        action.search = body ?? "";
        tellAddress(action.href);
      } else tell(method, action.href, body);
    };
  }

  addEventListener(
    "submit",
    (event) => {
      try {
        const { target, submitter } = event;
        if (!(target instanceof HTMLFormElement) || event.defaultPrevented) return;
        const send = tellForm(target, submitter);
        // A later listener may still prevent the submission.
        setTimeout(() => {
          if (!event.defaultPrevented) send();
        });
      } catch {}
    },
    { signal },
  );

  const { navigation } = window as Partial<Window>;
  if (navigation)
    // A script may lead there as well, once somebody has said yes to it.
    navigation.addEventListener(
      "navigate",
      ({ destination, formData, navigationType }) => {
        if (!formData && !destination.sameDocument && /^(?:push|replace)$/.test(navigationType))
          tellAddress(destination.url);
      },
      { signal },
    );
  else
    addEventListener(
      "click",
      (event) => {
        const link = event.target instanceof Element && event.target.closest<HTMLAnchorElement>("a[href]");
        const { ctrlKey, metaKey, shiftKey } = event;
        if (!link || ctrlKey || metaKey || shiftKey || !/^(?:_(?:self|top|parent))?$/.test(link.target))
          return;
        setTimeout(() => {
          if (!event.defaultPrevented) tellAddress(link.href);
        });
      },
      { signal },
    );

  /** Calls `look` before every call of a native function. */
  function watch<T extends object, K extends keyof T>(
    owner: T,
    name: K,
    look: (self: T, args: unknown[]) => void,
  ): void {
    const native = owner[name];
    if (typeof native !== "function") return;
    owner[name] = new Proxy(native, {
      apply(target, self: T, args: unknown[]) {
        if (!signal.aborted) {
          try {
            look(self, args);
          } catch {}
        }
        return Reflect.apply(target, self, args) as unknown;
      },
    });
  }

  // A form that a script submits fires no event.
  watch(HTMLFormElement.prototype, "submit", (form) => tellForm(form, null)());
  watch(Navigator.prototype, "sendBeacon", (_self, [url, body]) => tell("POST", String(url), bodyText(body)));
}

export default defineProbe("declarative", observePosts);
