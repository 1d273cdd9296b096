import { useState } from "preact/hooks";
import type { Turn } from "../../../lib/domain/outbox/conversation.ts";
import { isLetter } from "../../../lib/domain/outbox/letter.ts";
import { statusOf } from "../../../lib/domain/outbox/message.ts";
import { formatPhone } from "../../../lib/domain/phone.ts";
import { formatTime } from "../../../lib/domain/text/when.ts";
import { BusyButton } from "../../ui/busy-button.tsx";
import { Notice } from "../../ui/controls.tsx";
import { formatMoment, instantOf } from "../../ui/moment.ts";
import { Replies } from "../../ui/replies.tsx";
import { StatusPill } from "../../ui/status-pill.tsx";
import type { OptionsActions } from "../model.ts";
import { useWords } from "../words.ts";

interface TurnViewProps {
  turn: Turn;
  timeZone: string;
  /** Which number most texts went to. */
  phone: string;
  /** Whether several people are texted on it. */
  isShared: boolean;
  actions: Pick<OptionsActions, "replyRead">;
}

export function TurnView(props: TurnViewProps) {
  const { conversation: words } = useWords().options;
  const isAnswer = props.turn.reply !== null;
  return (
    <li class={isAnswer ? "turn" : "turn ours"}>
      <span class="visually-hidden">{isAnswer ? words.patient : words.practice}: </span>
      {isAnswer ? <Answer {...props} /> : <Text {...props} />}
    </li>
  );
}

function Text({ turn: { message, at }, timeZone, phone, isShared }: TurnViewProps) {
  const { common, options, locale } = useWords();
  const { appointment, state, reason, kind, text, bundle } = message;
  const status = statusOf(message);
  const about = [
    common.kinds[kind],
    isLetter(message)
      ? ""
      : `${options.log.appointment} ${formatMoment(appointment.start, timeZone, locale)}`,
    isShared ? appointment.patient?.name : "",
    message.phone === phone ? "" : formatPhone(message.phone),
  ];
  return (
    <>
      <p class="small mute">{about.filter(Boolean).join(" · ")}</p>
      {text !== "" && <p class="bubble">{text}</p>}
      {bundle.length > 1 && <p class="small mute">{common.bundled(bundle.length)}</p>}
      <p class="turn-state small mute number">
        <StatusPill
          status={status}
          label={state === "held" ? options.log.states.held : common.statuses[status]}
        />
        <span>{formatTime(instantOf(at), timeZone, locale)}</span>
      </p>
      {reason && status !== "sent" && status !== "delivered" && (
        <p class="small mute">
          {common.explain(
            { state, reason },
            reason.at === undefined ? "" : formatMoment(instantOf(reason.at), timeZone, locale),
          )}
        </p>
      )}
    </>
  );
}

function Answer({ turn: { message, reply }, timeZone, actions }: TurnViewProps) {
  const { common, options, locale } = useWords();
  const [doing, setDoing] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  if (!reply) return null;
  return (
    <>
      <Replies
        message={{ ...message, replies: [reply] }}
        words={common.reply}
        when={(millis) => formatTime(instantOf(millis), timeZone, locale)}
        button={({ verdict, scope, label, proposed }) => {
          const name = `${verdict} ${scope ?? ""}`;
          return (
            <BusyButton
              key={name}
              busy={doing === name}
              blocked={doing !== null}
              busyLabel={options.log.working}
              {...(proposed ? { tone: "primary" as const } : {})}
              onPress={async () => {
                setDoing(name);
                setFailed(false);
                try {
                  await actions.replyRead(message.id, reply.id, verdict, scope);
                } catch {
                  setFailed(true);
                }
                setDoing(null);
              }}
            >
              {label}
            </BusyButton>
          );
        }}
      />
      {failed && <Notice tone="bad">{common.failed}</Notice>}
    </>
  );
}
