// @vitest-environment node
import { describe, expect, test } from "vitest";
import type { Appointment } from "../../lib/domain/appointment.ts";
import type { MessageKind } from "../../lib/domain/text/message-kind.ts";
import { calendarId } from "./support/clinic.ts";
import {
  at,
  cancel,
  clinic,
  create,
  first,
  jana,
  move,
  openDoors,
  reassign,
  remind,
  second,
  sent,
  settled,
  switchOn,
  withGrace,
} from "./support/doors-practice.ts";

/** A day's list that was read before the calendar's own page changed an appointment, and is sent from after that. */

openDoors();

const words = "text z okna";
const send = (about: Appointment, readAt: number, kind: MessageKind = "reminder") =>
  settled(clinic.intake.sendBulk(calendarId, [{ appointment: about, kind, text: words, readAt }]));
const codes = ({ refused }: Awaited<ReturnType<typeof send>>) => refused.map(({ reason }) => reason.code);
const later = { ...jana, phone: "601 000 002" };

describe("what the list says is no longer so", () => {
  test.for<[what: string, change: () => Promise<unknown>]>([
    ["moved", () => move(first, second)],
    ["cancelled", () => cancel()],
    ["somebody else's", () => reassign(at(first, { patient: { ...later, id: "8", name: "Petr Ukázkový" } }))],
    ["with another number", () => reassign(at(first, { patient: later }))],
  ])("%s since", async ([, change]) => {
    await switchOn("confirmation", "cancellation");
    await settled(create());
    const readAt = Date.now();
    await settled(change());
    expect(codes(await send(at(first), readAt))).toHaveLength(1);
    expect(sent()).not.toContain(words);
  });

  test.for<MessageKind>(["confirmation", "cancellation", "own", "reminder"])(
    "nor does a text of the kind %s leave by the old time",
    async (kind) => {
      await switchOn("confirmation");
      await settled(create());
      const readAt = Date.now();
      await settled(move(first, second));
      expect(codes(await send(at(first), readAt, kind))).toEqual(["superseded"]);
      expect(sent()).not.toContain(words);
    },
  );

  test("also before the calendar's own text has left", async () => {
    await switchOn("confirmation");
    await withGrace();
    await create();
    const readAt = Date.now();
    await move(first, second);
    expect(codes(await send(at(first), readAt))).toEqual(["superseded"]);
    expect(sent()).not.toContain(words);
  });

  test("also where the calendar's changes are told by reminders alone", async () => {
    await settled(create());
    const readAt = Date.now();
    await settled(move(first, second));
    expect(codes(await send(at(first), readAt))).toEqual(["superseded"]);
  });
});

describe("what the list says is so", () => {
  test("of what was changed before it was read", async () => {
    await remind(false);
    await switchOn("confirmation");
    await settled(create());
    await settled(move(first, second));
    // Somebody has moved it back where nobody saw it.
    expect(codes(await send(at(first), Date.now()))).toEqual([]);
    expect(sent()).toContain(words);
  });

  test("of what was moved there and back since", async () => {
    await remind(false);
    await switchOn("confirmation");
    await settled(create());
    const readAt = Date.now();
    await settled(move(first, second));
    await settled(move(second, first));
    expect(codes(await send(at(first), readAt))).toEqual([]);
  });

  test("of what was moved there and back before anything was told of it", async () => {
    await switchOn("confirmation");
    await settled(create());
    await withGrace();
    const readAt = Date.now();
    await move(first, second);
    await move(second, first);
    expect(codes(await send(at(first), readAt, "own"))).toEqual([]);
  });

  test("of what was created since, or of which the window itself wrote", async () => {
    await remind(false);
    await switchOn("confirmation");
    const readAt = Date.now();
    await settled(create());
    expect(codes(await send(at(first), readAt))).toEqual([]);
    expect(codes(await send(at(first), readAt, "own"))).toEqual([]);
  });
});
