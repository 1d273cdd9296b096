import { expect, test } from "./fixtures.ts";
import { look } from "./look.ts";

/** A computer whose clock is wrong: GoSMS's answers tell. */

const start = Temporal.Now.zonedDateTimeISO("Europe/Prague")
  .add({ days: 2 })
  .toInstant()
  .toString({ smallestUnit: "second" });

const item = (id: string) => ({
  appointment: {
    id,
    start,
    end: null,
    allDay: false,
    title: "",
    patient: { id: null, name: "Jana Vzorová", phone: `60100000${id}` },
  },
  kind: "confirmation",
  text: "Potvrzujeme termín",
});

test("a clock an hour off is told in the popup and in the window until it is right, and each text leaves once", async ({
  ready,
  gosms,
  practice,
}) => {
  const send = (id: string) => ready.call("bulk.send", { calendarId: practice.url, items: [item(id)] });
  gosms.clock.aheadMs = -58 * 60_000;
  const popup = await ready.open("popup.html");
  await send("1");
  const ahead = "Hodiny tohoto počítače jdou o 58 minut napřed.";
  await expect(popup.getByText(ahead)).toBeVisible();
  await look(popup, "popup-clock", [360]);
  const calendar = await ready.context.newPage();
  await calendar.goto(practice.url);
  await expect(calendar.getByRole("button", { name: "Hromadná SMS" })).toBeVisible();
  const bulk = await ready.open(`bulk.html?tab=${await ready.tabId(calendar.url())}`);
  await expect(bulk.getByText(ahead)).toBeVisible();

  gosms.clock.aheadMs = 60 * 60_000;
  await send("2");
  await expect(popup.getByText("Hodiny tohoto počítače jdou o 60 minut pozadu.")).toBeVisible();

  gosms.clock.aheadMs = 0;
  await send("3");
  await expect(popup.getByText("Hodiny tohoto počítače")).toHaveCount(0);
  await expect(bulk.getByText("Hodiny tohoto počítače")).toHaveCount(0);
  for (const id of ["1", "2", "3"]) await expect.poll(() => gosms.messagesTo(`60100000${id}`).length).toBe(1);
});
