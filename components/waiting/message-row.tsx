import { useEffect, useId, useRef, useState } from "preact/hooks";
import { isLetter } from "../../lib/domain/outbox/letter.ts";
import { type Message, type MessageStatus, statusOf } from "../../lib/domain/outbox/message.ts";
import { isDoubtful, needsDecision } from "../../lib/domain/outbox/predicates.ts";
import { type Choice, choicesFor, taken } from "../../lib/domain/outbox/today.ts";
import { formatPhone } from "../../lib/domain/phone.ts";
import { hasUnread } from "../../lib/domain/thread/reply.ts";
import { formatMoment, instantOf } from "../ui/moment.ts";
import { formatMoney } from "../ui/money.ts";
import { Replies } from "../ui/replies.tsx";
import { StatusPill } from "../ui/status-pill.tsx";
import { Act } from "./act.tsx";
import { gosmsAddress, type WaitingActions } from "./model.ts";
import { formatClock, formatDay, formatSeconds } from "./moment.ts";
import { useWords } from "./words.ts";

/** In words alone; the colour only underlines them. */
const toneOf: Record<MessageStatus, string> = {
  waiting: "",
  sending: "",
  scheduled: "",
  withdrawing: "",
  sent: "",
  delivered: "",
  undelivered: "text-bad",
  notSent: "text-bad",
  unknown: "text-warn",
};

interface MessageRowProps {
  message: Message;
  timeZone: string;
  now: number;
  paused: boolean;
  /** Of an earlier day, which the row then tells. */
  dated?: boolean;
  /** In one line, as what left last is told. */
  brief?: boolean;
  actions: WaitingActions;
}

export function MessageRow(props: MessageRowProps) {
  const { message, timeZone, now, paused, dated = false, brief = false, actions } = props;
  const { common, waiting, locale } = useWords();
  const [open, setOpen] = useState(false);
  const panelId = useId();
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    if (open) panel.current?.scrollIntoView({ block: "nearest" });
  }, [open]);
  const { appointment, kind, state, createdAt, notBefore, schedule } = message;
  const patient = appointment.patient?.name || waiting.noName;
  const status = statusOf(message);
  const undecided = state === "unknown" && needsDecision(message);
  const choices = choicesFor(message, now);

  const start = isLetter(message) ? "" : formatMoment(appointment.start, timeZone, locale);
  const about = [waiting.kinds[kind], start].filter(Boolean).join(" · ");
  const waits =
    schedule && (state === "planned" || state === "scheduled")
      ? waiting.leavesOn(formatMoment(instantOf(schedule.sendAt), timeZone, locale))
      : state === "held"
        ? waiting.held
        : state !== "queued"
          ? ""
          : paused
            ? waiting.leavesWhenResumed
            : notBefore > now
              ? waiting.leavesAt(formatSeconds(notBefore, timeZone, locale))
              : waiting.leavesSoon;

  if (brief) {
    const said = message.replies.findLast(({ verdict }) => verdict !== null)?.verdict;
    return (
      <li class="text brief" tabIndex={-1}>
        <time class="text-time number" dateTime={instantOf(createdAt)}>
          {formatClock(createdAt, timeZone, locale)}
        </time>
        <div class="text-body">
          <span class="text-patient">{patient}</span>, {waiting.kinds[kind]},{" "}
          <strong class={toneOf[status]}>{waits || common.statuses[status].toLowerCase()}</strong>
          <Why message={message} timeZone={timeZone} />
          {said && <div class="small mute">{common.reply.said[said]}</div>}
        </div>
        {choices.length > 0 && (
          <div class="text-actions small">
            <Choices choices={choices} look="link" message={message} patient={patient} actions={actions} />
          </div>
        )}
      </li>
    );
  }
  return (
    <li class="text" tabIndex={-1}>
      <time class="text-time number" dateTime={instantOf(createdAt)}>
        {dated && <span class="small mute">{formatDay(createdAt, timeZone, locale)}</span>}
        {formatClock(createdAt, timeZone, locale)}
      </time>
      <div class="text-body">
        <div class="text-patient">{patient}</div>
        {(!undecided || open) && <div class="small mute">{[waits, about].filter(Boolean).join(" · ")}</div>}
        {undecided && (
          <div class="small mute">
            {waiting.questions[taken(message, now)]}{" "}
            <button
              type="button"
              class="link"
              aria-expanded={open}
              aria-controls={open ? panelId : undefined}
              aria-label={waiting.choiceFor(waiting.decide, patient)}
              onClick={() => setOpen(!open)}
            >
              {waiting.decide}
            </button>
          </div>
        )}
        <Why message={message} timeZone={timeZone} />
        {message.bundle.length > 1 && <div class="small mute">{common.bundled(message.bundle.length)}</div>}
        <Replies
          message={message}
          words={common.reply}
          when={(at) => formatMoment(instantOf(at), timeZone, locale)}
          nameOf={(label) => waiting.choiceFor(label, patient)}
          button={({ reply, verdict, scope, label, proposed }) => (
            <Act
              key={label}
              group={message.id}
              look={proposed ? "primary" : "button"}
              label={waiting.choiceFor(label, patient)}
              act={() => actions.replyRead(message.id, reply.id, verdict, scope)}
            >
              {label}
            </Act>
          )}
        />
        {!undecided && choices.length > 0 && (
          <div class="text-actions small">
            <Choices choices={choices} look="link" message={message} patient={patient} actions={actions} />
          </div>
        )}
      </div>
      {/* Whoever answers has it, and the answer needs the room. */}
      {!hasUnread(message) && <StatusPill status={status} label={common.statuses[status]} />}
      {undecided && open && (
        <section
          ref={panel}
          class="decision"
          id={panelId}
          aria-label={waiting.choiceFor(waiting.known, patient)}
        >
          <Known message={message} />
          <div class="decision-actions">
            <Choices choices={choices} look="button" message={message} patient={patient} actions={actions} />
          </div>
        </section>
      )}
    </li>
  );
}

function Choices({
  choices,
  look,
  message: { id },
  patient,
  actions,
}: {
  choices: Choice[];
  look: "link" | "button";
  message: Message;
  patient: string;
  actions: WaitingActions;
}) {
  const { waiting } = useWords();
  return (
    <>
      {choices.map((choice) => (
        <Act
          key={choice}
          group={id}
          look={look}
          label={waiting.choiceFor(waiting.choices[choice], patient)}
          act={() =>
            choice === "sendAgain" || choice === "sendMended"
              ? actions.sendAgain(id)
              : actions.decide([id], choice)
          }
        >
          {waiting.choices[choice]}
        </Act>
      ))}
    </>
  );
}

/** Why it did not go well, or waits. What is held is told once for all, above. */
function Why({ message, timeZone }: { message: Message; timeZone: string }) {
  const { common, waiting, locale } = useWords();
  const { state, delivery, reason, acknowledged } = message;
  if (delivery === "undelivered") return <div class="small text-bad">{waiting.undelivered}</div>;
  if (!reason || state === "held" || state === "unknown") return null;
  const when = reason.at === undefined ? "" : formatMoment(instantOf(reason.at), timeZone, locale);
  const isBad = !acknowledged && (state === "rejected" || isDoubtful(message));
  return <div class={isBad ? "small text-bad" : "small mute"}>{common.explain({ state, reason }, when)}</div>;
}

/** All that helps to decide whether it went out. */
function Known({ message }: { message: Message }) {
  const { common, waiting, locale } = useWords();
  const { state, phone, text, reason, creditBefore, creditAfter } = message;
  const money = (amount: number) => formatMoney(amount, message.currency ?? "CZK", locale);
  return (
    <>
      {reason && <p class="small">{common.explain({ state, reason })}</p>}
      <p class="bubble small">
        <span class="visually-hidden">{waiting.text}: </span>
        {text}
      </p>
      <p class="small number mute">{formatPhone(phone)}</p>
      {creditBefore !== null && creditAfter !== null && (
        <p class="small">
          {waiting.credit(money(creditBefore), money(creditAfter))}{" "}
          {creditAfter < creditBefore ? waiting.creditLess : waiting.creditSame}
        </p>
      )}
      <p class="small mute">
        {waiting.check}{" "}
        <a href={gosmsAddress} target="_blank" rel="noopener noreferrer">
          {waiting.gosms} <span aria-hidden="true">↗</span>
          <span class="visually-hidden"> ({waiting.newTab})</span>
        </a>
      </p>
    </>
  );
}
