/** One day of a calendar, built as the address says: `rest`, `graphql`, `rpc` or `delta`. */
const build = location.pathname.split("/")[2];
const query = new URLSearchParams(location.search);
const root = document.getElementById("root");
const office = document.getElementById("office");
const alertBox = office.querySelector("[role=alert]");
/** Names that no person wrote, anew with each page. */
const made = Object.fromEntries(
  ["day", "list", "chip", "time", "name"].map((name) => [
    name,
    `sc-${Math.random().toString(36).slice(2, 8)}`,
  ]),
);
/** As long as somebody may still change their mind, nothing is sent. */
const grace = Number(query.get("odklad") ?? 0);
const shownAtOnce = 6;

let day = Temporal.PlainDate.from(query.get("den"));
/** `{ id, name, phone, start }` */
let items = [];
let scrolled = 0;
let version = 0;

const wall = (ms) =>
  Temporal.Instant.fromEpochMilliseconds(ms)
    .toZonedDateTimeISO("Europe/Prague")
    .toPlainDateTime()
    .toString()
    .slice(0, 16);
const ofVisit = ({ id, startsAt, patient }) => ({
  ...{ id, start: wall(startsAt), phone: patient.mobile ?? "" },
  name: `${patient.firstName} ${patient.lastName}`,
});
const ofRow = ({ id, klient, tel, den, od }) => ({ id, name: klient, phone: tel, start: `${den}T${od}` });

async function ask(url, init) {
  const answer = await fetch(url, init);
  const text = await answer.text();
  const data = text === "" ? {} : JSON.parse(text);
  if (!answer.ok || data.success === false || data.errors) throw new Error("Nejde to.");
  return data;
}
const json = (method, body) => ({
  method,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});
const operation = (operationName, variables) =>
  ask("/api/graphql", json("POST", { operationName, query: `query ${operationName} { x }`, variables }));
const rpc = (method, params) => ask("/api/rpc", json("POST", { jsonrpc: "2.0", method, params }));
const form = (path, fields) => ask(path, { method: "POST", body: new URLSearchParams(fields) });

const range = () => ({ from: day.toString(), to: day.add({ days: 1 }).toString() });
const builds = {
  rest: {
    list: async () => (await ask(`/api/rest/visits?${new URLSearchParams(range())}`)).data.items.map(ofVisit),
    // The answer is taken for what is new; the list is not asked for again.
    create: async (one) => {
      items = [...items, ofVisit((await ask("/api/rest/visits", json("POST", one))).data)];
    },
    move: (one) => ask(`/api/rest/visits/${one.id}`, json("PATCH", { start: one.start })),
    cancel: ({ id }) => ask(`/api/rest/visits/${id}`, { method: "DELETE" }),
  },
  graphql: {
    list: async () => {
      await operation("ListPatients", {});
      return (await operation("ListVisits", range())).data.visits.edges.map(({ node }) => ofVisit(node));
    },
    create: (one) => operation("CreateVisit", one).then(load),
    move: ({ id, start }) => operation("MoveVisit", { id, start }).then(load),
    cancel: ({ id }) => operation("CancelVisit", { id }).then(load),
  },
  rpc: {
    list: async () => (await rpc("visits.list", range())).result.map(ofRow),
    create: (one) => rpc("visits.save", one).then(load),
    move: (one) => rpc("visits.save", one).then(load),
    cancel: ({ id }) => rpc("visits.cancel", { id }).then(load),
  },
  delta: {
    // All of it once, and from then on what has changed.
    list: async () => {
      const since = version > 0 ? `&since=${version}` : "";
      const { visits, removed, syncToken: now } = await ask(`/api/delta/visits?all=1${since}`);
      version = now;
      const changed = new Set([...visits.map(({ id }) => id), ...removed]);
      return [...all.filter(({ id }) => !changed.has(id)), ...visits.map(ofRow)];
    },
    create: (one) => form("/api/delta/save", { id: "", ...one }).then(load),
    move: (one) => form("/api/delta/save", one).then(load),
    cancel: ({ id }) => form("/api/delta/cancel", { id }).then(load),
  },
};
let all = [];

async function load() {
  all = await builds[build].list();
  items = all.filter(({ start }) => start.startsWith(day.toString()));
  draw();
}

function element(tag, name, text = "") {
  const one = document.createElement(tag);
  // Only one of the builds has names that last.
  one.className = build === "delta" ? name : (made[name] ?? "");
  one.textContent = text;
  return one;
}

function chipOf(item) {
  const chip = element("div", "chip");
  if (build === "delta") {
    chip.dataset.id = item.id;
    chip.append(
      element("b", "time", item.start.slice(11)),
      " ",
      element("i", "name", item.name),
      ` ${item.phone}`,
    );
  } else chip.append(element("span", "time", item.start.slice(11)), element("span", "name", item.name));
  chip.addEventListener("click", () => edit(item));
  return chip;
}

function draw() {
  const bar = element("nav", "bar");
  for (const [text, by] of [
    ["Dříve", -1],
    ["Později", 1],
  ]) {
    const button = element("button", "step", text);
    button.addEventListener("click", () => {
      day = day.add({ days: by });
      void load();
    });
    bar.append(button);
  }
  const heading = element("h1", "day", `${day.day}. ${day.month}. ${day.year}`);
  const list = element("div", "list");
  list.style.cssText = "height: 16rem; overflow: auto";
  const sorted = items.toSorted((a, b) => a.start.localeCompare(b.start));
  // What is out of sight is not drawn.
  for (const item of sorted.slice(scrolled, scrolled + shownAtOnce)) list.append(chipOf(item));
  list.addEventListener("wheel", ({ deltaY }) => {
    const last = Math.max(0, items.length - shownAtOnce);
    scrolled = Math.min(last, Math.max(0, scrolled + Math.sign(deltaY)));
    draw();
  });
  root.replaceChildren(bar, heading, list);
}

function edit(item) {
  const { id, name, phone, time } = office.elements;
  id.value = item?.id ?? "";
  name.value = item?.name ?? "";
  phone.value = item?.phone ?? "";
  time.value = item?.start.slice(11) ?? "";
  alertBox.textContent = "";
}

let undo = null;
/** Shown at once, sent after a while, and taken back where the server or the person says no. */
async function change(next, send) {
  const before = items;
  items = next;
  draw();
  edit(null);
  const isUndone = await new Promise((resolve) => {
    undo = () => resolve(true);
    setTimeout(() => resolve(false), grace);
  });
  undo = null;
  if (isUndone) {
    items = before;
    return draw();
  }
  try {
    if (build === "rest" && send.name === "create") items = before;
    await send();
    draw();
  } catch (error) {
    items = before;
    draw();
    alertBox.textContent = error.message;
  }
}

office.addEventListener("submit", (event) => {
  event.preventDefault();
  const [id, name, phone, time] = ["id", "name", "phone", "time"].map(
    (field) => office.elements[field].value,
  );
  const start = `${day}T${time}`;
  const { create, move } = builds[build];
  if (id === "") {
    const one = { name, phone, start };
    void change(
      [...items, { id: `new-${Date.now()}`, ...one }],
      Object.defineProperty(() => create(one), "name", { value: "create" }),
    );
  } else {
    const one = { id, name, phone, start };
    void change(
      items.map((item) => (item.id === id ? one : item)),
      () => move(one),
    );
  }
});
document.getElementById("remove").addEventListener("click", () => {
  const id = office.elements.id.value;
  void change(
    items.filter((item) => item.id !== id),
    () => builds[build].cancel({ id }),
  );
});
document.getElementById("undo").addEventListener("click", () => undo?.());
// What others do, as apps look for it again and again.
if (build !== "rest") setInterval(() => undo === null && void load().catch(() => {}), 2_000);
void load();
