// @vitest-environment node
import { useState } from "preact/hooks";
import { beforeEach, describe, expect, test } from "vitest";
import { SendControls } from "../../components/bulk/send-controls.tsx";
import { CallRow } from "../../components/options/call-row.tsx";
import { ConfirmRemoval } from "../../components/options/confirm-removal.tsx";
import type { ToCall } from "../../components/options/model.ts";
import { DoingContext, useDoing } from "../../components/waiting/act.tsx";
import type { WaitingActions } from "../../components/waiting/model.ts";
import { WaitingList } from "../../components/waiting/waiting-list.tsx";
import { WriteDialog } from "../../components/writing/write-dialog.tsx";
import type { Message } from "../../lib/domain/outbox/message.ts";
import { defaultSettings } from "../../lib/domain/settings.ts";
import { noWords } from "../../lib/domain/text/kept-text.ts";
import { buttons, draw, openPage, press, type } from "./support/drawn-page.tsx";
import { sampleMessage } from "./support/sample-message.ts";

/** A double click, whose second half falls on whatever came up under it meanwhile. */

openPage();

let done: string[];
beforeEach(() => {
  done = [];
});

/** What stands where a button was pressed by then, pressed by the second half. */
async function doubleClick(first: string, under: string): Promise<void> {
  await press(buttons(first)[0], 1);
  await press(buttons(under)[0], 2);
}

describe("what waits for a person", () => {
  const zone = { timeZone: "Europe/Prague", now: 2_000_000, paused: false };
  /** What is decided on is gone from the list, as everywhere. */
  function Waiting({ rows }: { rows: Message[] }) {
    const [left, setLeft] = useState(rows);
    const decide = async (id: string, what: string) => {
      done.push(`${what} ${id}`);
      setLeft((before) => before.filter((row) => row.id !== id));
    };
    const actions = {
      decide: (ids: string[], decision: string) => decide(ids[0] ?? "", decision),
      sendAgain: (id: string) => decide(id, "sendAgain"),
      replyRead: (id: string, _: string, verdict: string, scope = "") => decide(id, `${verdict} ${scope}`),
    } as unknown as WaitingActions;
    return (
      <DoingContext.Provider value={useDoing()}>
        <WaitingList
          items={left.map((message) => ({ type: "row", message, isEarlier: false }))}
          actions={actions}
          {...zone}
        />
      </DoingContext.Provider>
    );
  }
  const two = (change: Partial<Message>) => ["1", "2"].map((id) => sampleMessage({ id, ...change }));

  test.for<[button: string, change: Partial<Message>, decision: string]>([
    ["Odeslat", { state: "held", reason: { code: "proposed" } }, "send"],
    ["Neodesílat", { state: "held", reason: { code: "proposed" } }, "doNotSend"],
    ["Odeslat znovu", { state: "rejected", reason: { code: "refused" } }, "sendAgain"],
    ["Skrýt", { state: "rejected", reason: { code: "refused" } }, "dismiss"],
  ])("„%s“ decides nothing about the next row", async ([button, change, decision]) => {
    await draw(<Waiting rows={two(change)} />);
    await doubleClick(button, button);
    expect(done).toEqual([`${decision} 1`]);
    // Another press is one, also where the first half of a double click fell elsewhere.
    await press(buttons(button)[0], 1);
    expect(done).toEqual([`${decision} 1`, `${decision} 2`]);
  });

  test("who wants no texts is asked for, and not answered by the same double click", async () => {
    const replies = [{ id: "r", text: "STOP", at: 1, verdict: null }];
    await draw(<Waiting rows={[sampleMessage({ id: "1", replies })]} />);
    await doubleClick("Nechce SMS", "Jen tento pacient");
    expect(done).toEqual([]);
    await press(buttons("Všichni na tomto čísle")[0]);
    expect(done).toEqual(["optsOut number 1"]);
  });
});

test("a letter that was just sent is not given up", async () => {
  await draw(
    <WriteDialog
      to={{ name: "Jana Vzorová", phone: "+420601000001", code: "7" }}
      model={{ language: "cs", settings: defaultSettings }}
      actions={{
        write: async ({ id }) => {
          done.push("written");
          return { ok: true, id, leavesAt: 0 };
        },
        giveUp: async () => {
          done.push("given up");
          return true;
        },
        quote: async () => [],
        find: async () => [],
      }}
      onClose={() => done.push("closed")}
    />,
  );
  await type(document.querySelector("textarea"), "Vemte si prosim kartu.");
  await doubleClick("Odeslat", "Neodesílat");
  expect(done).toEqual(["written"]);
  await press(buttons("Neodesílat")[0]);
  expect(done).toEqual(["written", "given up"]);
});

test("a day that was just sent is not stopped", async () => {
  function Controls() {
    const [isSent, setSent] = useState(false);
    return (
      <SendControls
        count={isSent ? 0 : 3}
        people={3}
        day="2026-03-11"
        kind="reminder"
        ownWords={noWords}
        busy={null}
        blocked={false}
        failed={0}
        brake={isSent ? { waiting: 3, stopped: 0, leavesAt: Date.now() + 10_000 } : null}
        paused={false}
        hasSend={!isSent}
        onSend={() => {
          done.push("sent");
          setSent(true);
        }}
        onSendAgain={() => {}}
        onStop={() => done.push("stopped")}
        onDry={() => {}}
      />
    );
  }
  await draw(<Controls />);
  await doubleClick("Odeslat 3× připomenutí na středu 11. 3.", "Zastavit");
  expect(done).toEqual(["sent"]);
});

test("whom somebody has just called is not to be called again", async () => {
  function Calls() {
    const [called, setCalled] = useState<ToCall["called"]>(null);
    const { appointment, calendarId } = sampleMessage();
    return (
      <CallRow
        row={{
          calendarId,
          appointment,
          called,
          ...{ phone: "", kind: null, status: null, reason: null, answer: null },
        }}
        timeZone="Europe/Prague"
        actions={{
          noteCall: async () => setCalled({ at: 1, note: "" }),
          undoCall: async () => {
            done.push("undone");
          },
        }}
        onChanged={() => {}}
      />
    );
  }
  await draw(<Calls />);
  await doubleClick("Zavoláno", "Vrátit");
  expect(done).toEqual([]);
  await press(buttons("Vrátit")[0]);
  expect(done).toEqual(["undone"]);
});

test("a question that a double click has opened is not answered by it", async () => {
  await draw(
    <ConfirmRemoval
      title="Odebrat?"
      label="Odebrat"
      onCancel={() => {}}
      onRemove={() => done.push("removed")}
    >
      {null}
    </ConfirmRemoval>,
  );
  await press(buttons("Odebrat")[0], 2);
  expect(done).toEqual([]);
  await press(buttons("Odebrat")[0]);
  expect(done).toEqual(["removed"]);
});
