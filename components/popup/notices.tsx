import { useId } from "preact/hooks";
import type { Message } from "../../lib/domain/outbox/message.ts";
import { isFound, isOverCap, isReleasedTogether } from "../../lib/domain/outbox/predicates.ts";
import type { ReasonCode } from "../../lib/domain/outbox/reason.ts";
import type { HeldGroup } from "../../lib/domain/outbox/today.ts";
import { formatMoment, instantOf } from "../ui/moment.ts";
import { UnreadableRows } from "../ui/unreadable-rows.tsx";
import { Act } from "./act.tsx";
import { addresses, gosmsAddress, type PopupActions } from "./model.ts";
import { useWords } from "./words.ts";

/** Held until somebody mends the settings. */
const byMending: ReadonlySet<ReasonCode> = new Set(["credentials", "credentialsMissing", "channel"]);

/** Decided on in one press, however many they are; a single new number has its buttons at its own row. */
export const isDecidedTogether = ({ reason, count }: HeldGroup): boolean =>
  isOverCap({ state: "held", reason }) ||
  ((reason.code === "newNumber" || isFound({ state: "held", reason })) && count > 1);

function titleOf(
  { reason: { code, detail = "" }, count }: HeldGroup,
  popup: ReturnType<typeof useWords>["popup"],
): string {
  if (code === "appeared") return popup.foundTitle(count, detail);
  return code === "disappeared" ? popup.goneTitle(count, detail) : popup.groupTitle(count);
}

/** One line for all that waits for one reason. */
export function HeldGroupNotice({ group, actions }: { group: HeldGroup; actions: PopupActions }) {
  const { common, popup } = useWords();
  const id = useId();
  const { reason, count } = group;
  const decide = (decision: "send" | "doNotSend") => () => actions.decideHeld(group, decision);
  return (
    <section class="notice warn block" aria-labelledby={id}>
      <h2 id={id} class="block-title">
        {titleOf(group, popup)}
      </h2>
      <p>{common.explain({ state: "held", reason })}</p>
      <div class="block-actions">
        {/* What is gone may only have moved to another day: each is looked at by itself. */}
        {reason.code !== "disappeared" && (
          <Act group={id} look="primary" act={decide("send")}>
            {count === 1 ? popup.choices.send : popup.sendAll(count)}
          </Act>
        )}
        <Act group={id} look="button" act={decide("doNotSend")}>
          {count === 1 ? popup.choices.doNotSend : popup.sendNone}
        </Act>
        {isFound({ state: "held", reason }) && (
          <a href={addresses.log} target="_blank" rel="noopener">
            {popup.review}
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
  actions: PopupActions;
}) {
  const { common, popup } = useWords();
  const count = groups.reduce((sum, group) => sum + group.count, 0);
  const toSettings = groups.some(({ reason }) => byMending.has(reason.code));
  const toGosms = groups.some(({ reason }) => reason.code === "credit");
  const [only] = groups;
  return (
    <section class="notice warn block" aria-labelledby="held-title">
      <h2 id="held-title" class="block-title">
        {popup.heldTitle(count)}
      </h2>
      {groups.length === 1 && only ? (
        <p>{common.explain({ state: "held", ...only })}</p>
      ) : (
        <ul class="reasons">
          {groups.map((group) => (
            <li key={group.reason.code}>
              <strong class="number">{popup.heldCount(group.count)}</strong>{" "}
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
            {popup.release}
          </Act>
        )}
        {toSettings && (
          <a href={addresses.gosms} target="_blank" rel="noopener">
            {popup.settings}
          </a>
        )}
        {toGosms && (
          <a href={gosmsAddress} target="_blank" rel="noopener noreferrer">
            {popup.gosms} <span aria-hidden="true">↗</span>
            <span class="visually-hidden"> ({popup.newTab})</span>
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
  actions: PopupActions;
}) {
  const { popup, locale } = useWords();
  const id = useId();
  const patient = messages[0]?.appointment.patient?.name || popup.noName;
  const times = messages
    .slice(0, mostTimes)
    .map(
      ({ kind, appointment }) => `${popup.kinds[kind]} ${formatMoment(appointment.start, timeZone, locale)}`,
    );
  if (messages.length > mostTimes) times.push(popup.seriesMore(messages.length - mostTimes));
  const ids = messages.map((message) => message.id);
  const decide = (decision: "send" | "doNotSend") => () => actions.decide(ids, decision);
  return (
    <section class="notice warn block" aria-labelledby={id}>
      <h2 id={id} class="block-title">
        {popup.seriesTitle(patient)}
      </h2>
      <p>{popup.seriesText(messages.length, times.join(", "))}</p>
      <div class="block-actions">
        <Act group={id} look="primary" act={decide("send")}>
          {popup.sendAll(messages.length)}
        </Act>
        <Act group={id} look="button" act={decide("doNotSend")}>
          {popup.sendNone}
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
  actions: PopupActions;
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

export const resumeId = "resume";

export function StoppedNotice({ actions }: { actions: PopupActions }) {
  const { popup } = useWords();
  return (
    <section class="notice bad block" aria-labelledby="stopped-title" id={resumeId} tabIndex={-1}>
      <h2 id="stopped-title" class="block-title">
        {popup.stoppedTitle}
      </h2>
      <p>{popup.stopped}</p>
      <div class="block-actions">
        <Act group="release" look="primary" act={() => actions.setPaused(false)}>
          {popup.resume}
        </Act>
      </div>
    </section>
  );
}

export function SetupNotice() {
  const { popup } = useWords();
  return (
    <section class="notice setup block" aria-label={popup.setupAction}>
      <p>{popup.setup}</p>
      <div class="block-actions">
        <a class="button primary" href={addresses.gosms} target="_blank" rel="noopener">
          {popup.setupAction}
        </a>
      </div>
    </section>
  );
}
