import { bodyText } from "../page-world/network-observer.ts";
import { defineProbe, type NetworkWrite, type ProbeContext } from "../plugin-api/index.ts";

/**
 * Tells of what leaves the page without a script that hears the answer: forms that load another page, and beacons.
 * As with all requests, nothing is changed or delayed, and a failure in here is nobody's trouble.
 */
function observePosts({ signal, see: report, onDavRead }: ProbeContext): void {
  // Of the time before anybody could ask for it, above all.
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

  function tellForm(form: HTMLFormElement, submitter: HTMLElement | null): () => void {
    // Now, for the page may empty it; a field named `method` hides the form's own.
    const attribute = (name: string): string | null =>
      submitter?.getAttribute(`form${name}`) ?? form.getAttribute(name);
    const body = bodyText(new FormData(form, submitter));
    const method = (attribute("method") ?? "GET").toUpperCase();
    const action = new URL(attribute("action") || document.URL, document.baseURI);
    return () => {
      if (method === "GET") action.search = body ?? "";
      tell(method, action.href, method === "GET" ? null : body);
    };
  }

  addEventListener(
    "submit",
    (event) => {
      try {
        const { target, submitter } = event;
        if (!(target instanceof HTMLFormElement) || event.defaultPrevented) return;
        const send = tellForm(target, submitter);
        // Somebody after us may yet keep it from leaving.
        setTimeout(() => {
          if (!event.defaultPrevented) send();
        });
      } catch {}
    },
    { signal },
  );

  /** Looks at every call before it goes through. */
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

  // A form that a script sends off fires no event.
  watch(HTMLFormElement.prototype, "submit", (form) => tellForm(form, null)());
  watch(Navigator.prototype, "sendBeacon", (_self, [url, body]) => tell("POST", String(url), bodyText(body)));
}

export default defineProbe("declarative", observePosts);
