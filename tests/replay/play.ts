import type { Page } from "@playwright/test";
import type { Recorded } from "./recording.ts";

/** Sends a recorded request once more from the page, as its own script or form would. */
export async function playWrite(
  page: Page,
  { method, url, body, requestType }: Recorded,
  asForm: boolean,
): Promise<void> {
  if (asForm) {
    // The answer is a page of its own.
    const loaded = page.waitForEvent("load", { timeout: 10_000 }).catch(() => null);
    await page.evaluate(submitForm, { method, url, body });
    await loaded;
    return;
  }
  await page.evaluate(sendRequest, { method, url, body, requestType });
}

function submitForm({ method, url, body }: { method: string; url: string; body: string | null }): void {
  const form = document.createElement("form");
  form.method = method;
  form.action = url;
  form.hidden = true;
  for (const [name, value] of new URLSearchParams(body ?? "")) {
    const field = document.createElement("input");
    [field.type, field.name, field.value] = ["hidden", name, value];
    form.append(field);
  }
  document.body.append(form);
  HTMLFormElement.prototype.submit.call(form);
}

async function sendRequest(request: {
  method: string;
  url: string;
  body: string | null;
  requestType: string | null;
}): Promise<void> {
  const { method, url, body, requestType } = request;
  const headers = requestType === null ? {} : { "content-type": requestType };
  try {
    await (await fetch(url, { method, headers, body, credentials: "include" })).text();
  } catch {
    // A connection that ended is an answer as well.
  }
}
