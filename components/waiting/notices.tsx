import "./waiting.css";
import { useId } from "preact/hooks";
import type { Message } from "../../lib/domain/outbox/message.ts";
import { isFound, isReleasedTogether } from "../../lib/domain/outbox/predicates.ts";
import type { ReasonCode } from "../../lib/domain/outbox/reason.ts";
import type { HeldGroup } from "../../lib/domain/outbox/today.ts";
import { formatMoment, instantOf } from "../ui/moment.ts";
import { UnreadableRows } from "../ui/unreadable-rows.tsx";
import { Act } from "./act.tsx";
import { addresses, gosmsAddress, type WaitingActions } from "./model.ts";
import { useWords } from "./words.ts";

/** Held until somebody mends the settings. */
const byMending: ReadonlySet<ReasonCode> = new Set(["credentials", "credentialsMissing", "channel"]);

function titleOf(
  { reason: { code, detail = "" }, count }: HeldGroup,
  waiting: ReturnType<typeof useWords>["waiting"],
): string {
  if (code === "appeared") return waiting.foundTitle(count, detail);
  return code === "disappeared" ? waiting.goneTitle(count, detail) : waiting.groupTitle(count);
}

/** One line for all that waits for one reason. */
export function HeldGroupNotice({ group, actions }: { group: HeldGroup; actions: WaitingActions }) {
  const { common, waiting } = useWords();
  const id = useId();
  const { reason, count } = group;
  const decide = (decision: "send" | "doNotSend") => () => actions.decideHeld(group, decision);
  return (
    <section class="notice warn block" aria-labelledby={id}>
      <h2 id={id} class="block-title">
        {titleOf(group, waiting)}
      </h2>
      <p>{common.explain({ state: "held", reason })}</p>
      <div class="block-actions">
        {/* What is gone may only have moved to another day: each is looked at by itself. */}
        {reason.code !== "disappeared" && (
          <Act group={id} look="primary" act={decide("send")}>
            {count === 1 ? waiting.choices.send : waiting.sendAll(count)}
          </Act>
        )}
        <Act group={id} look="button" act={decide("doNotSend")}>
          {count === 1 ? waiting.choices.doNotSend : waiting.sendNone}
        </Act>
        {isFound({ state: "held", reason }) && (
          <a href={addresses.log} target="_blank" rel="noopener">
            {waiting.review}
          </a>
        )}
      </div>
    </section>
  );
}

/** What else is held and why, once for all of it. */
export function HeldNotice({
  groups,
  releasable,
  actions,
}: {
  groups: HeldGroup[];
  /** While sending is stopped nothing can go on. */
  releasable: boolean;
  actions: WaitingActions;
}) {
  const { common, waiting } = useWords();
  const count = groups.reduce((sum, group) => sum + group.count, 0);
  const toSettings = groups.some(({ reason }) => byMending.has(reason.code));
  const toGosms = groups.some(({ reason }) => reason.code === "credit");
  const [only] = groups;
  return (
    <section class="notice warn block" aria-labelledby="held-title">
      <h2 id="held-title" class="block-title">
        {waiting.heldTitle(count)}
      </h2>
      {groups.length === 1 && only ? (
        <p>{common.explain({ state: "held", ...only })}</p>
      ) : (
        <ul class="reasons">
          {groups.map((group) => (
            <li key={group.reason.code}>
              <strong class="number">{waiting.heldCount(group.count)}</strong>{" "}
              {common.explain({ state: "held", ...group })}
            </li>
          ))}
        </ul>
      )}
      <div class="block-actions">
        {releasable && groups.some(isReleasedTogether) && (
          <Act
            group="release"
            look="button"
            act={() =>
              Promise.all(groups.filter(isReleasedTogether).map((group) => actions.decideHeld(group, "send")))
            }
          >
            {waiting.release}
          </Act>
        )}
        {toSettings && (
          <a href={addresses.gosms} target="_blank" rel="noopener">
            {waiting.settings}
          </a>
        )}
        {toGosms && (
          <a href={gosmsAddress} target="_blank" rel="noopener noreferrer">
            {waiting.gosms} <span aria-hidden="true">↗</span>
            <span class="visually-hidden"> ({waiting.newTab})</span>
          </a>
        )}
      </div>
    </section>
  );
}

/** As many times as are read at a glance. */
const mostTimes = 4;

/** The texts about a recurring appointment that one act in the calendar left to tell. */
export function SeriesNotice({
  messages,
  timeZone,
  actions,
}: {
  /** At least two, the next appointment first. */
  messages: readonly Message[];
  timeZone: string;
  actions: WaitingActions;
}) {
  const { waiting, locale } = useWords();
  const id = useId();
  const patient = messages[0]?.appointment.patient?.name || waiting.noName;
  const times = messages
    .slice(0, mostTimes)
    .map(
      ({ kind, appointment }) =>
        `${waiting.kinds[kind]} ${formatMoment(appointment.start, timeZone, locale)}`,
    );
  if (messages.length > mostTimes) times.push(waiting.seriesMore(messages.length - mostTimes));
  const ids = messages.map((message) => message.id);
  const decide = (decision: "send" | "doNotSend") => () => actions.decide(ids, decision);
  return (
    <section class="notice warn block" aria-labelledby={id}>
      <h2 id={id} class="block-title">
        {waiting.seriesTitle(patient)}
      </h2>
      <p>{waiting.seriesText(messages.length, times.join(", "))}</p>
      <div class="block-actions">
        <Act group={id} look="primary" act={decide("send")}>
          {waiting.sendAll(messages.length)}
        </Act>
        <Act group={id} look="button" act={decide("doNotSend")}>
          {waiting.sendNone}
        </Act>
      </div>
    </section>
  );
}

export function UnreadableNotice({
  count,
  since,
  timeZone,
  actions,
}: {
  count: number;
  since: number;
  timeZone: string;
  actions: WaitingActions;
}) {
  const { common, locale } = useWords();
  const words = common.unreadable;
  return (
    <UnreadableRows count={count} since={formatMoment(instantOf(since), timeZone, locale)} words={words}>
      <Act group="unreadable" look="button" act={actions.exportUnreadable}>
        {words.save}
      </Act>
      <Act group="unreadable" look="button" act={actions.acknowledgeUnreadable}>
        {words.acknowledge}
      </Act>
    </UnreadableRows>
  );
}

export function LossNotice({
  at,
  timeZone,
  actions,
}: {
  at: number;
  timeZone: string;
  actions: WaitingActions;
}) {
  const { waiting, locale } = useWords();
  const { title, text, left, todo, backup, gosms, acknowledge } = waiting.lost;
  const id = useId();
  return (
    <section class="notice bad block" aria-labelledby={id}>
      <h2 id={id} class="block-title">
        {title}
      </h2>
      <p>{text(formatMoment(instantOf(at), timeZone, locale))}</p>
      <p>{left}</p>
      <p>{todo}</p>
      <div class="block-actions">
        <a class="button" href={addresses.gosms} target="_blank" rel="noopener">
          {gosms}
        </a>
        <a class="button" href={addresses.backup} target="_blank" rel="noopener">
          {backup}
        </a>
        <Act group="lost" look="button" act={actions.acknowledgeLoss}>
          {acknowledge}
        </Act>
      </div>
    </section>
  );
}

export const resumeId = "resume";

export function StoppedNotice({ actions }: { actions: WaitingActions }) {
  const { waiting } = useWords();
  return (
    <section class="notice bad block" aria-labelledby="stopped-title" id={resumeId} tabIndex={-1}>
      <h2 id="stopped-title" class="block-title">
        {waiting.stoppedTitle}
      </h2>
      <p>{waiting.stopped}</p>
      <div class="block-actions">
        <Act group="release" look="primary" act={() => actions.setPaused(false)}>
          {waiting.resume}
        </Act>
      </div>
    </section>
  );
}
