import { providers, services } from "./model.ts";

/** What the server tells its page. */
export interface PageConfig {
  readonly view: "default" | "table";
  readonly pollMs: number;
  readonly token: string;
}

const option = ({ id }: { id: number }, text: string, type = ""): string =>
  `<option value="${id}"${type && ` type="${type}"`}>${text}</option>`;
const nameOf = (one: { first_name: string; last_name: string }) => `${one.first_name} ${one.last_name}`;

const filter = (view: PageConfig["view"]): string =>
  view === "table"
    ? [1, 3, 7]
        .map((days) => `<option value="${days}"${days === 3 ? " selected" : ""}>${days}</option>`)
        .join("")
    : // As there, this one alone has no type.
      `<option value="all">All</option>
       <optgroup label="Providers">${providers.map((one) => option(one, nameOf(one), "provider")).join("")}</optgroup>
       <optgroup label="Services">${services.map((one) => option(one, one.name, "service")).join("")}</optgroup>`;

const field = (label: string, name: string) => `<label>${label} <input id="${name}" type="text"></label>`;

const statuses = ["Booked", "Confirmed", "Rescheduled", "Cancelled", "Draft"];

export const renderPage = (config: PageConfig): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Calendar | Ordinace Na Zkoušku</title>
<style>
body { font-family: system-ui, sans-serif; margin: 0; padding: 0.5rem 1rem; }
#calendar-toolbar { display: flex; justify-content: space-between; padding: 0.5rem 0; }
#calendar-actions { display: flex; gap: 0.3rem; }
.calendar-view { display: flex; }
.date-column { flex: 1; min-width: 0; }
.provider-column { height: 700px; }
.popover { position: fixed; right: 1rem; bottom: 1rem; z-index: 20; padding: 1rem; background: #fff; border: 1px solid #888; }
.dropdown { position: relative; }
.dropdown-menu { position: absolute; right: 0; z-index: 30; padding: 0.5rem; background: #fff; border: 1px solid #888; }
#notification { position: fixed; left: 1rem; bottom: 1rem; z-index: 20; background: #fff; }
</style>
</head>
<body>
<main id="calendar-page">
  <div id="calendar-toolbar">
    <div id="calendar-filter"><select id="select-filter-item">${filter(config.view)}</select></div>
    <div id="calendar-actions">
      <button id="reload-appointments" class="btn btn-light" type="button" title="Reload">⟳</button>
      <div class="dropdown">
        <button id="insert-dropdown" class="btn btn-light dropdown-toggle" type="button" title="Add">+</button>
        <div class="dropdown-menu" hidden><a class="dropdown-item" id="insert-appointment" href="#">Appointment</a></div>
      </div>
    </div>
  </div>
  <div id="calendar"></div>
</main>
<div id="notification" role="status"></div>
<dialog id="appointments-modal">
  <form method="dialog">
    <input type="hidden" id="appointment-id"><input type="hidden" id="customer-id">
    <label>Service <select id="select-service">${services.map((one) => option(one, one.name)).join("")}</select></label>
    <label>Provider <select id="select-provider">${providers.map((one) => option(one, nameOf(one))).join("")}</select></label>
    ${field("Start", "start-datetime")}
    ${field("End", "end-datetime")}
    <label>Status <select id="appointment-status">${statuses.map((one) => `<option>${one}</option>`).join("")}</select></label>
    <button id="select-customer" type="button">Select</button>
    <button id="new-customer" type="button">New</button>
    <div id="existing-customers-list" hidden></div>
    ${field("First Name", "first-name")}
    ${field("Last Name", "last-name")}
    ${field("Email", "email")}
    ${field("Phone Number", "phone-number")}
    <p class="modal-message" role="alert"></p>
    <button id="close-dialog" type="button">Close</button>
    <button id="save-appointment" class="btn btn-primary" type="button">Save</button>
  </form>
</dialog>
<dialog id="message-modal">
  <h2 class="message-title"></h2>
  <p class="message-body"></p>
  <textarea id="cancellation-reason" hidden></textarea>
  <div class="message-buttons"></div>
</dialog>
<script type="application/json" id="vars">${JSON.stringify({ ...config, providers }).replaceAll("<", "\\u003c")}</script>
<script src="/assets/jquery.js"></script>
<script src="/assets/fullcalendar.js"></script>
<script src="/assets/dialogs.js"></script>
<script src="/assets/app.js"></script>
</body>
</html>
`;
