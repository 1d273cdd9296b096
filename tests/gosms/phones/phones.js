// @ts-check

const REFRESH_MS = 1000;

const STATES = /** @type {const} */ ({
  scheduled: ["wait", "Naplánováno"],
  sending: ["wait", "Odesílá se"],
  delivering: ["wait", "Na cestě"],
  delivered: ["ok", "✓✓ Doručeno"],
  undelivered: ["bad", "Nedoručeno"],
  failed: ["bad", "Neodesláno"],
  deleted: ["wait", "Zrušeno"],
});

const ENDPOINTS = /** @type {Record<string, string>} */ ({
  token: "Přihlášení",
  organization: "Kredit a kanály",
  send: "Odeslání",
  dryRun: "Cena předem",
  detail: "Stav zprávy",
  replies: "Odpovědi",
  delete: "Zrušení",
  any: "Cokoli",
});

const OUTCOMES = /** @type {Record<string, string>} */ ({
  pending: "Čeká",
  dropped: "Spojení spadlo",
  cut: "Useknuto",
  hung: "Bez odpovědi",
  clientGone: "Klient odešel",
});

const clockFormat = new Intl.DateTimeFormat("cs", { hour: "numeric", minute: "2-digit", second: "2-digit" });
const dayFormat = new Intl.DateTimeFormat("cs", {
  day: "numeric",
  month: "numeric",
  hour: "numeric",
  minute: "2-digit",
});
const secondsFormat = new Intl.NumberFormat("cs", { style: "unit", unit: "second" });

/** @param {string} id @returns {any} */
const byId = (id) => document.getElementById(id);

/**
 * Texts of messages come from anywhere, so they only ever become text nodes.
 * @param {string} tag @param {string} className @param {(Node | string)[]} children
 */
function el(tag, className, ...children) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  node.append(...children);
  return node;
}

/** @param {string} number */
function spaced(number) {
  const czech = /^(\+42[01])(\d{3})(\d{3})(\d{3})$/.exec(number);
  return czech ? czech.slice(1).join("\u00a0") : number;
}

/** @param {string} iso */
function when(iso) {
  const date = new Date(iso);
  const isToday = date.toDateString() === new Date().toDateString();
  const time = el("time", "mute small num", isToday ? clockFormat.format(date) : dayFormat.format(date));
  time.setAttribute("datetime", iso);
  return time;
}

/** @param {string} method @param {string} path @param {unknown} [body] */
async function ask(method, path, body) {
  const init =
    body === undefined
      ? { method }
      : { method, body: JSON.stringify(body), headers: { "content-type": "application/json" } };
  const response = await fetch(path, init);
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error ?? `HTTP ${response.status}`);
  return answer;
}

/** @param {unknown} error */
function wordsOf(error) {
  // A browser says a lost connection in its own English words.
  if (error instanceof TypeError) return "Simulátor neodpovídá.";
  return error instanceof Error ? error.message : String(error);
}

/** @param {string} id @param {() => Promise<unknown>} work */
async function reportingTo(id, work) {
  const place = byId(id);
  place.hidden = true;
  try {
    await work();
    await refresh();
  } catch (error) {
    place.textContent = wordsOf(error);
    place.hidden = false;
  }
}

/** Redraws a part of the page only when what it shows has changed, so that focus and scrolling survive. */
const shown = new Map();
/** @param {string} key @param {unknown} data @param {() => void} draw */
function whenChanged(key, data, draw) {
  const text = JSON.stringify(data);
  if (shown.get(key) === text) return;
  shown.set(key, text);
  draw();
}

/** @param {any} text */
function drawText(text) {
  const [tone, label] = STATES[/** @type {keyof typeof STATES} */ (text.state)];
  const arrived = text.state === "delivered";
  const parts = `${text.parts} SMS`;
  const item = el(
    "li",
    "",
    el("div", "meta", el("strong", "small num", spaced(text.sender)), when(text.at)),
    el("p", arrived ? "bubble" : "bubble absent", text.text),
    el("div", "meta", el("span", `st ${tone}`, label), el("span", "mute small", parts)),
  );
  for (const reply of text.replies) item.append(el("p", "bubble own", reply.text));
  return item;
}

/** @param {string} number */
function createAnswerForm(number) {
  const id = `reply-${number.replace(/\D/g, "")}`;
  const label = el("label", "visually-hidden", `Odpověď z čísla ${spaced(number)}`);
  label.setAttribute("for", id);
  const input = /** @type {HTMLInputElement} */ (el("input", ""));
  input.id = id;
  input.placeholder = "Text odpovědi";
  input.autocomplete = "off";
  input.required = true;
  const form = el("form", "answer inline", el("div", "grow", label, input), el("button", "", "Odpovědět"));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      await ask("POST", "/__sim/reply", { from: number, text: input.value });
      input.value = "";
      await refresh();
    } catch (error) {
      input.setCustomValidity(wordsOf(error));
      input.reportValidity();
    }
  });
  input.addEventListener("input", () => input.setCustomValidity(""));
  return form;
}

/** @type {Map<string, { card: HTMLElement, texts: HTMLElement, form: HTMLElement }>} */
const cards = new Map();

/** @param {string} number */
function createCard(number) {
  const texts = el("ol", "plain texts");
  texts.tabIndex = 0;
  texts.setAttribute("aria-label", `Zprávy pro ${spaced(number)}`);
  const form = createAnswerForm(number);
  const card = el(
    "article",
    "card phone",
    el("div", "phone-head", el("h3", "num", spaced(number))),
    texts,
    form,
  );
  return { card, texts, form };
}

/** @param {any[]} phones */
function drawPhones(phones) {
  const present = new Set(phones.map((phone) => phone.number));
  for (const [number, { card }] of cards) {
    if (present.has(number)) continue;
    card.remove();
    cards.delete(number);
    shown.delete(`phone ${number}`);
  }
  phones.forEach((phone, index) => {
    const known = cards.get(phone.number) ?? createCard(phone.number);
    cards.set(phone.number, known);
    const { card, texts, form } = known;
    whenChanged(`phone ${phone.number}`, phone, () => texts.replaceChildren(...phone.texts.map(drawText)));
    form.hidden = !phone.texts.some((/** @type {any} */ text) => text.canReply);
    const place = byId("phones").children[index];
    if (place !== card) byId("phones").insertBefore(card, place ?? null);
  });
  byId("empty").hidden = phones.length > 0;
}

let lastMessageId = 0;
/** @param {any[]} phones */
function announce(phones) {
  const newest = Math.max(0, ...phones.map((phone) => phone.texts[0].messageId));
  if (newest > lastMessageId && lastMessageId > 0) {
    const phone = phones.find((candidate) => candidate.texts[0].messageId === newest);
    byId("announcer").textContent = `Nová zpráva pro ${spaced(phone.number)}`;
  }
  lastMessageId = newest;
}

/** @param {any} fault */
function faultName({ kind, ms }) {
  if (kind === "latency") return `Pomalá odpověď (${secondsFormat.format(ms / 1000)})`;
  const option = document.querySelector(`#fault-kind option[value="${CSS.escape(kind)}"]`);
  return option?.textContent ?? kind;
}

/** @param {any[]} records */
function drawFaults(records) {
  const active = records.filter((record) => record.active);
  const items = active.map(({ id, fault, struck }) => {
    const path = ENDPOINTS[fault.path ?? (fault.kind === "latency" ? "any" : "send")];
    const times = fault.times ?? (fault.kind === "latency" ? "always" : 1);
    const left = times === "always" ? "stále" : `ještě ${times - struck}×`;
    const button = el("button", "", "Vypnout");
    button.setAttribute("aria-label", `Vypnout poruchu ${faultName(fault)}`);
    button.addEventListener("click", () =>
      reportingTo("fault-error", () => ask("DELETE", `/__sim/faults/${id}`)),
    );
    const where = [path, left, ...(fault.recipient ? [spaced(fault.recipient)] : [])].join(" · ");
    return el("li", "", el("span", "", faultName(fault), el("div", "mute small num", where)), button);
  });
  byId("faults").replaceChildren(...items);
  byId("no-faults").hidden = items.length > 0;
  byId("clear-faults").hidden = items.length === 0;
}

/** @param {any} request */
function requestPill(request) {
  if (request.outcome !== "answered") {
    return el(
      "span",
      `st ${request.outcome === "pending" ? "wait" : "warn"}`,
      OUTCOMES[request.outcome] ?? request.outcome,
    );
  }
  const isFine = request.status < 300 && request.faults.length === 0;
  return el(
    "span",
    `st num ${isFine ? "ok" : request.status < 300 ? "warn" : "bad"}`,
    String(request.status),
  );
}

/** @param {any[]} requests */
function drawRequests(requests) {
  const items = requests.toReversed().map((request) => {
    const about = [request.recipients.map(spaced).join(", "), `HTTP/${request.httpVersion}`]
      .filter(Boolean)
      .join(" · ");
    const name = ENDPOINTS[request.endpoint] ?? `${request.method} ${request.path}`;
    return el(
      "li",
      "",
      when(request.at),
      el("span", "grow", name, el("div", "mute small num", about)),
      requestPill(request),
    );
  });
  byId("requests").replaceChildren(...items);
  byId("no-requests").hidden = items.length > 0;
}

async function refresh() {
  const { account, phones, faults, requests } = await ask("GET", "/__sim/overview");
  const money = new Intl.NumberFormat("cs", { style: "currency", currency: account.currency });
  whenChanged("credit", account, () => {
    byId("credit").textContent = money.format(account.credit);
  });
  announce(phones);
  drawPhones(phones);
  whenChanged("faults", faults, () => drawFaults(faults));
  whenChanged("requests", requests, () => drawRequests(requests));
}

async function refreshForever() {
  for (;;) {
    try {
      await refresh();
      byId("offline").hidden = true;
    } catch {
      byId("offline").hidden = false;
    }
    await new Promise((resolve) => setTimeout(resolve, REFRESH_MS));
  }
}

const DELIVERY_KINDS = ["invalidRecipient", "undelivered", "failed", "neverDelivered"];
byId("fault-kind").addEventListener("change", () => {
  const isDelivery = DELIVERY_KINDS.includes(byId("fault-kind").value);
  if (isDelivery) byId("fault-path").value = "send";
  byId("fault-path").disabled = isDelivery;
});

byId("fault-form").addEventListener("submit", (/** @type {Event} */ event) => {
  event.preventDefault();
  const kind = byId("fault-kind").value;
  const times = byId("fault-times").value;
  const recipient = byId("fault-recipient").value.trim();
  reportingTo("fault-error", () =>
    ask("POST", "/__sim/faults", {
      kind,
      path: byId("fault-path").value,
      times: times === "always" ? times : Number(times),
      ...(kind === "latency" ? { ms: 3000 } : {}),
      ...(recipient ? { recipient } : {}),
    }),
  );
});

byId("clear-faults").addEventListener("click", () =>
  reportingTo("fault-error", () => ask("DELETE", "/__sim/faults")),
);

byId("credit-form").addEventListener("submit", (/** @type {Event} */ event) => {
  event.preventDefault();
  reportingTo("credit-error", async () => {
    const text = byId("credit-amount").value.replace(/\s/g, "").replace(",", ".");
    const credit = Number(text);
    if (text === "" || !Number.isFinite(credit)) throw new Error("Zadejte částku, například 412,80.");
    await ask("POST", "/__sim/credit", { credit });
  });
});

byId("reset").addEventListener("click", () => reportingTo("fault-error", () => ask("POST", "/__sim/reset")));

refreshForever();
