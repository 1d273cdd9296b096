// @vitest-environment node
import { expect, test } from "vitest";
import { appointment, calendarId } from "./support/clinic.ts";
import { realTimeout, shortWaits } from "./support/short-waits.ts";
import { type Computer, openTwo } from "./support/two-computers.ts";

/** What leaves while a computer begins to ask the others is told to them as well. */

shortWaits();

const press = (computer: Computer) =>
  computer.sending.sendBulk(calendarId, [
    { appointment: appointment("1", 9), kind: "reminder", text: "Zveme vas" },
  ]);

/** GoSMS takes its time with the next text. */
function slowly(account: { answer(request: Request): Promise<Response> }) {
  const arrived = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const answer = account.answer.bind(account);
  account.answer = async (request) => {
    const isText = request.method === "POST" && new URL(request.url).pathname === "/api/v1/messages";
    if (isText) {
      arrived.resolve();
      await goOn.promise;
    }
    return answer(request);
  };
  return { arrived: arrived.promise, goOn: goOn.resolve };
}

/** The first one asks the others by now. The text that it has on its way arrives, and no other computer repeats it. */
async function arriveOnce(
  { practice, one, two, texts }: Awaited<ReturnType<typeof openTwo>>,
  gosms: ReturnType<typeof slowly>,
  first: Promise<void>,
): Promise<void> {
  const second = one.dispatch();
  await new Promise((resolve) => realTimeout(resolve, 100));
  // Nor does it leave from another one meanwhile.
  await press(two);
  await two.dispatch();
  expect(texts).toEqual([]);
  gosms.goOn();
  await Promise.all([first, second]);
  practice.passTime();
  await two.dispatch();
  expect(texts).toHaveLength(1);
  expect(await two.rows()).toMatchObject([{ state: "sent", reason: { code: "sentElsewhere" } }]);
}

test("a text on its way as the computer joins", async () => {
  const both = await openTwo();
  const { practice, one } = both;
  await one.change({ mode: "alone" });
  const gosms = slowly(practice.account);
  await press(one);
  const first = one.dispatch();
  await gosms.arrived;
  await one.change({ mode: "shared", isPublished: false, stamp: 2 });
  await arriveOnce(both, gosms, first);
});

test("a text on its way without asking as the others are reached again", async () => {
  const both = await openTwo();
  const { practice, one } = both;
  const gosms = slowly(practice.account);
  practice.registry.cut = "before";
  await press(one);
  await one.change({ withoutAsking: true });
  const first = one.dispatch();
  await gosms.arrived;
  practice.registry.cut = null;
  await arriveOnce(both, gosms, first);
});

test("a text that nobody was asked for does not leave once somebody is to be", async () => {
  await openTwo();
  const { byItself } = await import("../../lib/background/sending/unasked.ts");
  const { alone } = await import("../../lib/domain/workstations.ts");
  const right = (current: Partial<typeof alone>) => byItself("1", alone, () => ({ ...alone, ...current }));
  expect(await right({ name: "recepce" }).begin()).toBe(true);
  expect(await right({ mode: "shared" }).begin()).toBe(false);
  expect(await right({ sends: false, stamp: 1 }).begin()).toBe(false);
});
