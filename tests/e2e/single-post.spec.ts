import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { startGosms } from "../gosms/server.ts";
import { launchChromium } from "./chromium.ts";

/**
 * A browser repeats a POST by itself when a reused connection drops before the answer. What counts is how many
 * texts the server took, not how often `fetch` was called.
 */

const tomorrow = Temporal.Now.zonedDateTimeISO("Europe/Prague")
  .add({ days: 1 })
  .toInstant()
  .toString({ smallestUnit: "second" });

const item = (index: number) => ({
  appointment: {
    id: String(index),
    start: tomorrow,
    end: null,
    allDay: false,
    title: "",
    patient: { id: null, name: "Jana Vzorová", phone: `60100000${index}` },
  },
  kind: "reminder",
  text: `Připomínka ${index}`,
});

async function play(http2: boolean, sabotage: (build: string) => Promise<void> = async () => {}) {
  await using gosms = await startGosms({ http2 });
  await using extension = await launchChromium({ gosms, calendars: [], prepare: sabotage });
  await extension.configure(gosms.account);
  const send = (index: number) => extension.call("bulk.send", { calendarId: "test", items: [item(index)] });
  await send(1);
  await expect.poll(() => gosms.messages.length).toBe(1);
  gosms.faults.add({ kind: "dropAfter" });
  await send(2);
  await expect.poll(async () => (await extension.rows())[0]?.state).not.toMatch(/queued|sending/);
  const [row] = await extension.rows();
  return { taken: gosms.messagesTo("+420601000002").length, state: row?.state };
}

for (const http2 of [false, true]) {
  test(`a dropped answer leaves one text and an open question, over HTTP/${http2 ? 2 : 1.1}`, async () => {
    expect(await play(http2)).toEqual({ taken: 1, state: "unknown" });
  });
}

test("without the connection rule the server takes two over HTTP/1.1: the test above can fail", async () => {
  const withoutRule = async (build: string) => {
    const path = join(build, "rules/gateway.json");
    expect(await readFile(path, "utf8")).toContain("Connection");
    await writeFile(path, "[]");
  };
  expect(await play(false, withoutRule)).toEqual({ taken: 2, state: "sent" });
});
