import { useState } from "preact/hooks";
import type { Message } from "../../lib/domain/outbox/message.ts";
import { isReleasedTogether } from "../../lib/domain/outbox/predicates.ts";
import type { Reason } from "../../lib/domain/outbox/reason.ts";
import { isForgotten } from "../../lib/domain/outbox/retention.ts";
import { type Choice, choicesFor, taken } from "../../lib/domain/outbox/today.ts";
import { BusyButton } from "../ui/busy-button.tsx";
import { Notice } from "../ui/controls.tsx";
import { formatMoment, instantOf } from "../ui/moment.ts";
import { formatMoney } from "../ui/money.ts";
import { Replies } from "../ui/replies.tsx";
import { WriteButton } from "../writing/writing.tsx";
import { conversationHash } from "./conversation/address.ts";
import type { OptionsActions } from "./model.ts";
import { Outside } from "./section.tsx";
import { useWords } from "./words.ts";

interface LogDetailsProps {
  message: Message;
  timeZone: string;
  actions: OptionsActions;
  onDone: () => void;
}

type ActionName = "release" | Choice;

/** What a person can do with a text, the likeliest first. The log has room for more than the list of what waits. */
function actionsFor(message: Message, now: number): ActionName[] {
  const { state, acknowledged } = message;
  if (state === "queued") return ["doNotSend"];
  if (state === "unknown" && acknowledged) return [taken(message, now)];
  const choices = choicesFor(message, now);
  const isHeldAlone = state !== "held" || choices.includes("send") || !isReleasedTogether(message);
  return isHeldAlone ? choices : ["release", ...choices];
}

export function LogDetails({ message, timeZone, actions, onDone }: LogDetailsProps) {
  const { common, options, locale } = useWords();
  const words = options.log;
  const [doing, setDoing] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  const moment = (millis: number) => formatMoment(instantOf(millis), timeZone, locale);
  const say = (reason: Reason) => common.reason(reason, reason.at === undefined ? "" : moment(reason.at));
  const { id, state, creditBefore, creditAfter } = message;
  const currency = message.currency ?? "CZK";
  const who = message.appointment.patient;

  const run = async (name: string, work: () => Promise<void>) => {
    setDoing(name);
    setFailed(false);
    try {
      await work();
      onDone();
    } catch {
      setFailed(true);
    }
    setDoing(null);
  };
  const act = (name: ActionName) =>
    run(name, () => {
      if (name === "release") return actions.release();
      return name === "sendAgain" || name === "sendMended" ? actions.sendAgain(id) : actions.decide(id, name);
    });

  const possible = actionsFor(message, Date.now());
  return (
    <div class="details-body">
      <div class="stack tight">
        <div>
          <div class="label">{words.text}</div>
          {isForgotten(message) ? (
            <p class="small mute">{words.forgottenText}</p>
          ) : (
            <p class="bubble">{message.text}</p>
          )}
          <p class="small mute number">{words.parts(message.parts)}</p>
          {message.bundle.length > 1 && <p class="small mute">{common.bundled(message.bundle.length)}</p>}
        </div>
        {state === "unknown" && (
          <p class="small">
            {words.unknownHelp}{" "}
            <Outside href="https://app.gosms.eu/" hint={options.gosms.newWindow}>
              {words.unknownLink}
            </Outside>
          </p>
        )}
        {state === "unknown" && creditBefore !== null && creditAfter !== null && (
          <p class="small">
            {words.credit(
              formatMoney(creditBefore, currency, locale),
              formatMoney(creditAfter, currency, locale),
            )}{" "}
            {creditAfter < creditBefore ? words.creditLess : words.creditSame}
          </p>
        )}
        {possible.includes("release") && <p class="small">{words.heldHelp}</p>}
        {possible.length > 0 && (
          <fieldset class="actions">
            <legend class="visually-hidden">{words.actions}</legend>
            {possible.map((name) => (
              <BusyButton
                key={name}
                busy={doing === name}
                blocked={doing !== null}
                busyLabel={words.working}
                onPress={() => act(name)}
              >
                {words[name]}
              </BusyButton>
            ))}
          </fieldset>
        )}
        <Replies
          message={message}
          words={common.reply}
          when={moment}
          button={({ reply, verdict, scope, label, proposed }) => {
            const name = `${reply.id} ${verdict} ${scope ?? ""}`;
            return (
              <BusyButton
                key={name}
                busy={doing === name}
                blocked={doing !== null}
                busyLabel={words.working}
                {...(proposed ? { tone: "primary" as const } : {})}
                onPress={() => run(name, () => actions.replyRead(id, reply.id, verdict, scope))}
              >
                {label}
              </BusyButton>
            );
          }}
        />
        {failed && <Notice tone="bad">{common.failed}</Notice>}
      </div>
      <div class="stack tight">
        <div>
          <div class="label">{words.history}</div>
          <ol class="history">
            {message.history.map((entry) => (
              <li key={`${entry.at} ${entry.state} ${entry.delivery ?? ""}`}>
                <span class="number mute small">{moment(entry.at)}</span>
                <span>
                  {entry.delivery === "delivered" || entry.delivery === "undelivered"
                    ? words[entry.delivery]
                    : words.states[entry.state]}
                  {entry.reason && <span class="small mute why">{say(entry.reason)}</span>}
                </span>
              </li>
            ))}
          </ol>
        </div>
        {message.phone !== "" && (
          <div class="actions">
            <a class="link" href={conversationHash({ by: "message", id })}>
              {options.conversation.whole}
            </a>
            <WriteButton to={{ name: who?.name ?? "", phone: message.phone, code: who?.id ?? null }} />
          </div>
        )}
        <dl class="facts small">
          <div>
            <dt>{words.origin}</dt>
            <dd>{words.origins[message.origin]}</dd>
          </div>
          {message.schedule && (
            <div>
              <dt>{words.sendAt}</dt>
              <dd class="number">{moment(message.schedule.sendAt)}</dd>
            </div>
          )}
          {message.gatewayId && (
            <div>
              <dt>{words.gatewayId}</dt>
              <dd class="number">{message.gatewayId}</dd>
            </div>
          )}
        </dl>
      </div>
    </div>
  );
}
