/**
 * What an attacker puts into a calendar's page: it redefines what scripts are built from, listens to all that crosses the page,
 * and makes up requests that its server is said to have accepted.
 */
(() => {
  const day = document.currentScript.dataset.day;
  const seen = [];
  const native = { apply: Reflect.apply, parse: JSON.parse, stringify: JSON.stringify };
  let size = 0;
  const cut = String.prototype.slice;
  let isNoting = false;
  function note(value) {
    if (typeof value !== "string" || isNoting || size > 5_000_000) return;
    isNoting = true;
    size += value.length;
    seen[seen.length] = native.apply(cut, value, [0, 20_000]);
    isNoting = false;
  }

  function tap(owner, name) {
    const before = owner[name];
    if (typeof before !== "function") return;
    owner[name] = function (...args) {
      for (let at = 0; at < args.length; at++) note(args[at]);
      note(this);
      const result = new.target
        ? Reflect.construct(before, args, new.target)
        : native.apply(before, this, args);
      note(result);
      return result;
    };
    owner[name].prototype = before.prototype;
  }

  /** Built-ins through which a careless script would hand over what it knows. */
  function redefine() {
    for (const name of ["parse", "stringify"]) tap(JSON, name);
    for (const name of ["push", "join", "includes", "concat"]) tap(Array.prototype, name);
    for (const name of ["replace", "replaceAll", "split", "slice", "trim", "normalize"])
      tap(String.prototype, name);
    for (const name of ["getAttribute", "setAttribute", "append", "attachShadow", "matches"])
      tap(Element.prototype, name);
    for (const name of ["addEventListener", "dispatchEvent"]) tap(EventTarget.prototype, name);
    for (const name of ["querySelector", "querySelectorAll", "createElement"]) tap(Document.prototype, name);
    for (const name of ["fetch", "CustomEvent", "RegExp"]) tap(globalThis, name);
    for (const name of ["pipni", "secret", "clientSecret", "value"]) {
      let kept;
      delete Object.prototype[name];
      Object.defineProperty(Object.prototype, name, {
        __proto__: null,
        configurable: true,
        get: () => kept,
        set(value) {
          note(value);
          const all = { writable: true, configurable: true, enumerable: true };
          Object.defineProperty(this, name, { __proto__: null, value, ...all });
        },
      });
    }
  }

  /** Whoever has defined a tag may look into closed roots of elements that are made after that. */
  const roots = [];
  for (const name of ["pipni-notices", "pipni-teaching", "pipni-bulk"])
    customElements.define(
      name,
      class extends HTMLElement {
        #internals = this.attachInternals();
        constructor() {
          super();
          roots.push(() => this.#internals.shadowRoot?.textContent ?? "");
        }
      },
    );

  for (const type of ["pipni:up", "pipni:down", "pipni:takeover"])
    document.addEventListener(type, ({ detail }) => note(detail), true);
  addEventListener("message", ({ data }) => note(native.stringify(data)), true);

  let count = 0;
  /** As the page's half of Pípni tells of a request. */
  function forge({ id, name, phone, hour = 9, room = "dveře 2" }, more = {}) {
    const now = Date.now();
    const [from, to] = [0, 30].map((minute) => `${day} ${hour}:${minute}`.replace(/\b(\d)\b/g, "0$1"));
    const write = {
      id: ++count,
      answerId: ++count,
      method: "POST",
      url: `${location.origin}/rezervace/termin`,
      body: native.stringify({ nazev: name, mobil: phone, zacatek: from, konec: to, misto: room }),
      status: 200,
      response: native.stringify({ ok: true, uid: id }),
      location: null,
      redirected: false,
      startedAt: now - 20,
      endedAt: now,
      ...more,
    };
    up({ type: "write", write });
    return write;
  }
  function up(message) {
    const detail = typeof message === "string" ? message : native.stringify(message);
    document.dispatchEvent(new CustomEvent("pipni:up", { detail }));
  }

  globalThis.attack = {
    forge,
    up,
    redefine,
    /** All that the page has got hold of. */
    loot() {
      for (const element of document.querySelectorAll("*")) note(element.shadowRoot?.textContent);
      for (const look of roots) note(look());
      note(document.documentElement.outerHTML);
      return seen.join("\n");
    },
  };

  redefine();
  addEventListener("DOMContentLoaded", () => {
    document.getElementById("own").addEventListener("click", ({ target }) => {
      target.textContent = "Vytištěno";
    });
    void fetch(`/rezervace/seznam?od=${day}&do=${Temporal.PlainDate.from(day).add({ days: 1 })}`);
    if (location.search.includes("zautoc"))
      setInterval(() => forge({ id: `x${++count}`, name: "Eva Cizí", phone: "601000666" }), 200);
  });
})();
