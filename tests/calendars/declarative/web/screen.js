/** The page of the calendar that draws itself. */
const query = new URLSearchParams(location.search);
const byId = (id) => document.getElementById(id);
const office = byId("office");
const spinner = document.querySelector(".spinner");
const span = query.get("pohled") === "den" ? 1 : query.get("pohled") === "mesic" ? 28 : 7;

let first = startOf(query.get("den") ?? "2026-11-25");
let items = [];
let search = "";

function startOf(day) {
  const date = Temporal.PlainDate.from(day);
  return span === 1 ? date : date.subtract({ days: date.dayOfWeek - 1 });
}

const days = () => Array.from({ length: span }, (_, after) => first.add({ days: after }));
const minutes = (wall) => Number(wall.slice(11, 13)) * 60 + Number(wall.slice(14, 16));

function draw() {
  byId("head").replaceChildren(
    ...days().map((day) => {
      const cell = document.createElement("div");
      const weekday = day.toLocaleString("en", { weekday: "short" });
      cell.textContent = `${weekday} ${day.toLocaleString("en", { day: "numeric", month: "short", year: "numeric" })}`;
      return cell;
    }),
  );
  // Columns without any mark of their day, and chips placed above them.
  byId("grid").replaceChildren(...days().map(() => document.createElement("div")));
  for (const item of items) {
    const column = days().findIndex((day) => item.zacatek.startsWith(day.toString()));
    if (column < 0 || !item.nazev.includes(search)) continue;
    const chip = document.createElement("div");
    chip.className = "rez";
    chip.textContent = `${item.zacatek.slice(11)} ${item.nazev.slice(0, 200)}`;
    if (query.get("znacky")) {
      chip.dataset.uid = item.uid;
      chip.append(` ${item.klient?.kontakt.mobil ?? ""}`);
    }
    chip.style.left = `${(column / span) * 100}%`;
    chip.style.width = `${100 / span - 0.5}%`;
    chip.style.top = `${(minutes(item.zacatek) / 1440) * 100}%`;
    chip.style.height = "1.2rem";
    chip.addEventListener("click", () => edit(item));
    byId("grid").append(chip);
  }
}

async function list(from, to) {
  if (globalThis.transport) return transport.list(from, to);
  const answer = await fetch(`/rezervace/seznam?od=${from}&do=${to}`);
  return (await answer.json()).data.rezervace;
}

let asked = 0;
async function load() {
  const mine = ++asked;
  spinner.hidden = false;
  const listed = await list(first, first.add({ days: span }));
  if (mine !== asked) return;
  items = listed;
  spinner.hidden = true;
  draw();
}

function edit(item) {
  office.elements.id.value = item?.uid ?? "";
  office.elements.name.value = item?.nazev ?? "";
  office.elements.phone.value = item?.klient?.kontakt.mobil ?? "";
  office.elements.start.value = item?.zacatek.replace(" ", "T") ?? "";
  office.elements.end.value = item?.konec.replace(" ", "T") ?? "";
  office.querySelector("[role=alert]").textContent = "";
}

/** Over `fetch` or `XMLHttpRequest`, or in a way that no manifest can follow. */
async function send(method, path, body) {
  if (globalThis.transport) return transport.send(method, path, body);
  if (query.get("potichu")) {
    // As through a worker: nobody in the page sees it.
    const source = `onmessage = async ({ data: [url, method, body] }) => {
      const answer = await fetch(url, { method, body });
      postMessage([answer.status, await answer.text()]);
    }`;
    const worker = new Worker(URL.createObjectURL(new Blob([source])));
    worker.postMessage([new URL(path, location.href).href, method, body && JSON.stringify(body)]);
    const [status, text] = await new Promise((resolve) => {
      worker.onmessage = ({ data }) => resolve(data);
    });
    worker.terminate();
    return { status, text };
  }
  if (method === "POST" && path.endsWith("termin")) {
    const answer = await fetch(path, { method, body: JSON.stringify(body) });
    return { status: answer.status, text: await answer.text() };
  }
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    xhr.open(method, path);
    xhr.onload = () => resolve({ status: xhr.status, text: xhr.responseText });
    xhr.onerror = () => reject(new Error("Spojení selhalo."));
    xhr.send(body ? JSON.stringify(body) : null);
  });
}

/** Shown at once; taken back when the server does not agree. */
async function change(next, method, path, body) {
  const before = items;
  items = next;
  draw();
  try {
    const { status, text } = await send(method, path, body);
    if (status > 299 || (text !== "" && JSON.parse(text).ok !== true)) throw new Error("Nejde to.");
    edit(null);
    await load();
  } catch (error) {
    items = before;
    draw();
    office.querySelector("[role=alert]").textContent = error.message;
  }
}

office.addEventListener("submit", (event) => {
  event.preventDefault();
  const [id, name, phone, start, end] = ["id", "name", "phone", "start", "end"].map(
    (field) => office.elements[field].value,
  );
  const times = { zacatek: start.replace("T", " "), konec: end.replace("T", " ") };
  if (id === "") {
    const drawn = {
      uid: `new-${Date.now()}`,
      nazev: name,
      klient: { jmeno: name, kontakt: { mobil: phone } },
      ...times,
    };
    void change([...items, drawn], "POST", "/rezervace/termin", { nazev: name, mobil: phone, ...times });
  } else {
    const moved = items.map((item) => (item.uid === id ? { ...item, ...times } : item));
    void change(moved, "POST", `/rezervace/termin/${id}`, times);
  }
});
byId("remove").addEventListener("click", () => {
  const id = office.elements.id.value;
  void change(
    items.filter(({ uid }) => uid !== id),
    "DELETE",
    `/rezervace/termin/${id}`,
  );
});
byId("new").addEventListener("click", () => edit(null));
byId("search").addEventListener("input", ({ target }) => {
  search = target.value;
  draw();
});
for (const [id, by] of [
  ["prev", -1],
  ["next", 1],
]) {
  byId(id).addEventListener("click", () => {
    first = first.add({ days: by * span });
    items = [];
    draw();
    void load();
  });
}
addEventListener("focus", () => void load());
addEventListener("redraw", draw);
draw();
void load();
