import type { PracticeDatabase } from "./database.ts";

export type Transport = "fetch" | "xhr";

/** What the server tells its page. */
export interface PageConfig {
  readonly transport: Transport;
  readonly pollMs: number;
  /** Only when it is not the real one. */
  readonly today: string | null;
}

const escaped = (text: string) => text.replace(/[&<>"']/g, (char) => `&#${char.codePointAt(0)};`);

const jsonInScript = (value: unknown) => JSON.stringify(value).replaceAll("<", "\\u003c");

const DURATIONS = [10, 15, 20, 30, 45, 60, 90, 120];

export function renderPage(db: PracticeDatabase, practiceName: string, config: PageConfig): string {
  const doctors = db.doctors
    .map(({ id, name }) => `<option value="${id}">${escaped(name)}</option>`)
    .join("");
  const durations = DURATIONS.map((m) => `<option value="${m}">${m} minut</option>`).join("");
  return `<!doctype html>
<html lang="cs">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Kalendář – ${escaped(practiceName)}</title>
<link rel="icon" href="/assets/icon.svg">
<link rel="stylesheet" href="/assets/style.css">
</head>
<body>
<header class="bar">
  <div class="bar-name"><img src="/assets/icon.svg" alt="" width="28" height="28"><h1>${escaped(practiceName)}</h1></div>
  <div class="bar-tools">
    <label class="filter"><span>Lékař</span><select id="filter"><option value="">Všichni lékaři</option>${doctors}</select></label>
    <button type="button" class="primary" id="new">Nový termín</button>
  </div>
</header>
<main>
  <p id="message" role="status" hidden></p>
  <div id="calendar"></div>
</main>

<dialog id="editor" aria-labelledby="editor-title">
  <form method="dialog" autocomplete="off">
    <h2 id="editor-title"></h2>
    <div class="field">
      <label for="patient">Pacient</label>
      <input id="patient" type="text" role="combobox" aria-autocomplete="list" aria-expanded="false"
        aria-controls="patients" placeholder="Hledat podle jména nebo telefonu">
      <ul id="patients" role="listbox" aria-label="Nalezení pacienti" hidden></ul>
      <p class="chosen" id="chosen" hidden><span></span> <button type="button" id="unchoose">Odebrat</button></p>
    </div>
    <label class="field" id="title-field"><span>Název bez pacienta</span><input id="title" type="text" maxlength="200" placeholder="Oběd, porada…"></label>
    <div class="row">
      <label class="field"><span>Datum</span><input id="date" type="date" required></label>
      <label class="field timed"><span>Začátek</span><input id="time" type="time" step="300" required></label>
      <label class="field timed"><span>Délka</span><select id="duration">${durations}</select></label>
      <label class="field whole"><span>Počet dní</span><input id="days" type="number" min="1" max="60" value="1" required></label>
    </div>
    <label class="check"><input id="allday" type="checkbox"> Celý den</label>
    <label class="field"><span>Lékař</span><select id="doctor">${doctors}</select></label>
    <label class="field"><span>Poznámka</span><textarea id="note" rows="2" maxlength="1000"></textarea></label>
    <p class="error" id="error" role="alert" hidden></p>
    <div class="actions">
      <button type="button" class="danger" id="cancel">Zrušit termín</button>
      <button type="button" id="close">Zavřít</button>
      <button type="submit" class="primary" id="save">Uložit</button>
    </div>
  </form>
</dialog>

<dialog id="confirm" aria-labelledby="confirm-title">
  <form method="dialog">
    <h2 id="confirm-title">Zrušit termín?</h2>
    <p id="confirm-text"></p>
    <div class="actions">
      <button value="keep">Ponechat</button>
      <button value="cancel" class="danger">Ano, zrušit</button>
    </div>
  </form>
</dialog>

<script type="application/json" id="config">${jsonInScript(config)}</script>
<script src="/assets/fullcalendar.js"></script>
<script src="/assets/fullcalendar.cs.js"></script>
<script type="module" src="/assets/main.js"></script>
</body>
</html>
`;
}
