import { playDay } from "../demo/day.ts";
import { bound } from "../machine.ts";
import { test } from "./fixtures.ts";

test("a receptionist's day, from the first call to the last look", async ({ extension, gosms, practice }) => {
  test.setTimeout(bound(300_000));
  await extension.configure(gosms.account, ({ sending }) => {
    // Of a number, so that patients can answer.
    Object.assign(sending, { settleSeconds: 3, channel: 2 });
  });
  await extension.enable(practice.url, "Ordinace Na Náměstí");
  await playDay({ extension, gosms, practice, picture: async () => {} }, (title, play) =>
    test.step(title, play),
  );
});
