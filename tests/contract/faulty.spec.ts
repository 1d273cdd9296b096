import { stripVTControlCharacters } from "node:util";
import { startFullCalendar } from "../../lib/plugins/fullcalendar/test/driver.ts";
import { expect, test } from "../e2e/fixtures.ts";
import { cases } from "./cases.ts";
import { withFaults } from "./faulty.ts";
import { type Run, startRun } from "./run.ts";
import { day } from "./week.ts";

/** Demo plugins that fail on purpose. What each breaks, where it is caught, and by which words it is known. */
const faults: readonly (readonly [fault: string, caughtBy: string, words: RegExp])[] = [
  ["tells before the answer", "reports created, moved", /Received.*created: .*Jana/s],
  ["tells what was refused", "reports nothing that the server refused", /\+ .*created: .*Jana/],
  ["believes the status alone", "reports nothing that the server refused", /\+ .*created: .*Jana/],
  ["tells twice", "reports created, moved", /\+ .*created: .*Jana/],
  ["never tells", "reports created, moved", /- .*created: .*Jana/],
  ["calls it by another name each time", "reports created, moved", /Expected: 1\s+Received: 3/],
  ["takes what vanished for cancelled", "reports nothing for turning", /\+ .*cancelled: /],
  ["takes what vanished for cancelled", "reports nothing that others did", /\+ .*cancelled: /],
  ["takes what appeared for created", "reports nothing that others did", /\+ .*created: /],
  ["takes every save for a move", "reports nothing for a visit that is saved", /\+ .*moved: .*Petr/],
  ["lists the next day, too", "lists every day exactly", /\+ .*Jana/],
  ["lists one for each hour", "lists every day exactly", /- .*Jana/],
  ["lists the first hundred", "lists a day of three hundred", /- .*Pacient 299/],
  ["reads every clock as an hour ahead of Greenwich", "is right on both days", /\+ .*T09:00:00Z .*Pacient 2/],
  ["takes a day that it does not see for an empty one", "lists a day that is not shown", /- .*Jana/],
  [
    "remembers a day that is no longer shown",
    "knows the day that was clicked",
    new RegExp(`Received: "${day(3)}"`),
  ],
  [
    "takes the first day for the chosen one",
    "knows the day that was clicked",
    new RegExp(`Received: "${day(0)}"`),
  ],
  ["knows no keyboard", "knows the day that was reached by keyboard", /Received: null/],
  ["puts up a button of its own after a click", "has one button", /Expected: 1\s+Received: (?!1\b)\d/],
  ["leaves a timer", "leaves no node", /setInterval /],
  ["leaves a listener", "leaves no node", /keydown /],
  ["leaves an observer", "leaves no node", /MutationObserver /],
  ["leaves a node", "leaves no node", /data-pipni=.*left/],
  ["takes titles for markup", "is not harmed", /harmed/],
  ["hands on titles of any length", "is not harmed", /too_big|page.bulk|unreadable|bulk\.day/],
];

// All in one worker: each would install the plugins once more.
test.describe.configure({ mode: "default" });
let run: Run;

test.beforeAll(async ({ gateway, chromium }) => {
  const options = { patience: 8_000, prepare: withFaults };
  run = await startRun(await startFullCalendar("v6"), { gateway, chromium }, options);
});
test.afterAll(async () => {
  await run?.[Symbol.asyncDispose]();
  await run?.driver[Symbol.asyncDispose]();
});
test.afterEach(async () => {
  for (const page of run.extension.context.pages())
    if (page.url().startsWith(run.driver.url)) await page.close();
});

for (const [fault, caughtBy, words] of faults) {
  test(`a plugin that ${fault} fails "${caughtBy}…"`, async () => {
    const found = cases.filter(({ name }) => name.startsWith(caughtBy));
    expect(found).toHaveLength(1);
    const { driver } = run;
    const address = (shown: Parameters<typeof driver.address>[0]) =>
      `${driver.address(shown)}&broken=${encodeURIComponent(fault)}`;
    const verdict = found[0]?.check({
      ...run,
      driver: { ...driver, address },
      open: (shown) => run.visit(address(shown)),
    });
    const failure = await verdict?.then(
      () => "it was not caught",
      (error: Error) => stripVTControlCharacters(error.message),
    );
    expect(failure).toMatch(words);
  });
}
