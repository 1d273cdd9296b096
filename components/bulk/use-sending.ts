import { useRef, useState } from "preact/hooks";
import { canSend, isSameList, lineOf } from "../../lib/domain/bulk/lines.ts";
import type { BulkText } from "../../lib/domain/bulk/texts.ts";
import type { Message } from "../../lib/domain/outbox/message.ts";
import { isProposal } from "../../lib/domain/outbox/predicates.ts";
import type { Reason, ReasonCode } from "../../lib/domain/outbox/reason.ts";
import type { MessageKind } from "../../lib/domain/text/message-kind.ts";
import type { BulkActions, BulkCalendar, BulkDay, Item } from "./model.ts";
import type { Followed } from "./use-messages.ts";
import { useWords } from "./words.ts";

type Job = "send" | "again" | "stop";

export interface Sending {
  busy: Job | null;
  /** What did not go as it should, in words. */
  failure: string | null;
  fail: (words: string) => void;
  /** Why the background did not take some appointments, by their ids. */
  refusals: ReadonlyMap<string, Reason>;
  send: (texts: readonly BulkText[], onTaken: () => void) => void;
  /** Tells one patient the calendar's time, whichever kind the window sends. */
  tellNewTime: (appointmentId: string) => void;
  sendAgain: (ids: readonly string[]) => void;
  stop: (batch: string) => void;
}

interface Given {
  calendar: BulkCalendar;
  day: string;
  kind: MessageKind;
  actions: Pick<BulkActions, "loadDay" | "send" | "sendAgain" | "decide" | "stop">;
  followed: Followed;
  reload: () => Promise<BulkDay | null>;
  /** Called when something was handed over, or stopped. */
  onDone: () => void;
}

/** A list may stand open for hours: one that was read longer ago is read anew before anything is sent from it. */
const freshMs = 10 * 60_000;

/** Why a text is not taken whose appointment, or another one that it tells of, is not as the list says. */
const ofOldList: ReadonlySet<ReasonCode> = new Set(["superseded", "bundleChanged"]);

const noRefusals: ReadonlyMap<string, Reason> = new Map();

/** What the buttons under the day's appointments do, one thing at a time. */
export function useSending({ calendar, day, kind, actions, followed, reload, onDone }: Given): Sending {
  const { bulk } = useWords();
  const { newest, followBatch, followIds } = followed;
  const [refusals, setRefusals] = useState(noRefusals);
  const [busy, setBusy] = useState<Job | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  // A second click may come before the first has been drawn.
  const working = useRef(false);

  const work = async (job: Job, run: () => Promise<void>) => {
    if (working.current) return;
    working.current = true;
    setBusy(job);
    setFailure(null);
    try {
      await run();
    } finally {
      working.current = false;
      setBusy(null);
    }
  };

  async function handOver(items: Item[], onTaken: () => void): Promise<void> {
    const { batch, queued, refused } = await actions.send(calendar.calendarId, items);
    // Of those the list was no longer right. Read anew, it is: nothing need stand against them there.
    const isOld = refused.some(({ reason }) => reason.code === "superseded");
    const lasting = refused.filter(({ reason: { code } }) => !isOld || !ofOldList.has(code));
    setRefusals(new Map(lasting.map(({ appointmentId, reason }) => [appointmentId, reason])));
    onTaken();
    if (queued.length > 0) await followBatch(batch);
    if (refused.length > 0) {
      // What the patient was told or answered since is shown, so that a person can decide by it.
      await reload();
      const changed = refused.length - lasting.length;
      const said = [
        changed > 0 ? bulk.changedMeanwhile(changed) : "",
        lasting.length > 0 ? bulk.refused(lasting.length) : "",
      ];
      setFailure(said.filter(Boolean).join(" "));
    }
    onDone();
  }

  /** @returns since when the list is known to be so; `null` where it is not, or where nobody can tell */
  async function readAtOfList(): Promise<number | null> {
    if (Date.now() - calendar.readAt <= freshMs) return calendar.readAt;
    const answer = await actions.loadDay(day, kind).catch(() => null);
    if (!answer?.ok) setFailure(bulk.notReadAnew);
    else if (!isSameList(answer.rows, calendar.rows)) {
      await reload();
      setFailure(bulk.listChanged);
    } else if (answer.age?.problem && !calendar.age?.problem) {
      // It is the same copy. Who has seen since when it is of may send from it.
      await reload();
      setFailure(bulk.feedNotRead);
    } else return answer.readAt;
    return null;
  }

  const send = (texts: readonly BulkText[], onTaken: () => void) =>
    work("send", async () => {
      setRefusals(noRefusals);
      const readAt = await readAtOfList();
      if (readAt === null) return;
      const items = texts.map(({ appointments: [appointment, ...together], text, despite }) => ({
        appointment,
        kind,
        text,
        readAt,
        ...(together.length > 0 ? { together } : {}),
        ...(despite ? { despite } : {}),
      }));
      try {
        await handOver(items, onTaken);
      } catch {
        setFailure(
          await explain(new Set(texts.flatMap(({ appointments }) => appointments.map(({ id }) => id)))),
        );
      }
    });

  const tellNewTime = (appointmentId: string) =>
    work("send", async () => {
      try {
        const answer = await actions.loadDay(day, "change");
        const row = answer.ok
          ? answer.rows.find(({ appointment }) => appointment.id === appointmentId)
          : null;
        if (!answer.ok || !row) return setFailure(bulk.failed);
        // Somebody noticed the move before, and it waits for just this word.
        if (row.latest && isProposal(row.latest)) {
          await actions.decide(row.latest.id, "send");
          await followIds([row.latest.id]);
          return onDone();
        }
        const line = lineOf(row, null, null);
        // That the patient was told this time before is why they are told it again.
        const isAsked = row.doubt !== null && row.doubt.code !== "alreadySent";
        if (!canSend(line) || isAsked) {
          const reason = line.blocked ?? row.doubt;
          if (reason) setRefusals(new Map([[appointmentId, reason]]));
          return setFailure(bulk.refused(1));
        }
        const { appointment, text } = line.row;
        const despite = row.doubt ? { despite: row.doubt.code } : {};
        const { readAt } = answer;
        await handOver([{ appointment, kind: "change", text, readAt, ...despite }], () => {});
      } catch {
        setFailure(bulk.sendFailed.unsure);
      }
    });

  /** Whether the background got the texts is not known when its answer is lost; the day tells. */
  async function explain(ids: ReadonlySet<string>): Promise<string | null> {
    const answer = await reload();
    if (!answer?.ok) return bulk.sendFailed.unsure;
    const before: (Message | null)[] = [...calendar.rows.map(({ latest }) => latest), ...newest.values()];
    const known = new Set(before.map((message) => message?.id));
    const queued = answer.rows.filter(
      ({ appointment, latest }) => latest && ids.has(appointment.id) && !known.has(latest.id),
    ).length;
    if (queued === ids.size) return null;
    return queued === 0 ? bulk.sendFailed.none(ids.size) : bulk.sendFailed.some(queued, ids.size);
  }

  const sendAgain = (ids: readonly string[]) =>
    work("again", async () => {
      try {
        await followIds(await actions.sendAgain([...ids]));
        onDone();
      } catch {
        setFailure(bulk.failed);
      }
    });

  const stop = (batch: string) =>
    work("stop", async () => {
      try {
        await actions.stop(batch);
        await followBatch(batch);
        onDone();
      } catch {
        setFailure(bulk.stopFailed);
      }
    });

  return { busy, failure, fail: setFailure, refusals, send, tellNewTime, sendAgain, stop };
}
