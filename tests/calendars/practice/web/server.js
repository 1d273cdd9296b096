/** What the server refused or what kept us from asking it, in words for people. */
export class Refused extends Error {}

const UNREACHABLE = "Server neodpovídá. Zkontrolujte připojení.";

async function sendByFetch(method, address, body) {
  try {
    const response = await fetch(address, {
      method,
      headers: body === null ? {} : { "Content-Type": "application/json" },
      body,
    });
    return { status: response.status, text: await response.text() };
  } catch {
    throw new Refused(UNREACHABLE);
  }
}

function sendByXhr(method, address, body) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, address);
    if (body !== null) request.setRequestHeader("Content-Type", "application/json");
    request.onload = () => resolve({ status: request.status, text: request.responseText });
    request.onerror = () => reject(new Refused(UNREACHABLE));
    request.send(body);
  });
}

function parsed(text) {
  try {
    return text === "" ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

export function connect(transport) {
  const send = transport === "xhr" ? sendByXhr : sendByFetch;

  async function ask(method, address, data) {
    const { status, text } = await send(method, address, data === undefined ? null : JSON.stringify(data));
    const answer = parsed(text);
    if (status >= 400 || answer?.ok === false)
      throw new Refused(answer?.error ?? `Chyba serveru (${status}).`);
    return answer;
  }

  return {
    appointments: (query) => ask("GET", `/api/appointments?${new URLSearchParams(query)}`),
    patients: (text) => ask("GET", `/api/patients?${new URLSearchParams({ q: text })}`),
    create: (data) => ask("POST", "/api/appointments", data),
    change: (id, data) => ask("PATCH", `/api/appointments/${id}`, data),
    cancel: (id) => ask("DELETE", `/api/appointments/${id}`),
  };
}
