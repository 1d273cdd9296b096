import type { ConversationSummary } from "../../../lib/domain/outbox/conversation.ts";
import { statusOf } from "../../../lib/domain/outbox/message.ts";
import { formatPhone } from "../../../lib/domain/phone.ts";
import { formatNear } from "../../ui/moment.ts";
import { StatusPill } from "../../ui/status-pill.tsx";
import { useWords } from "../words.ts";
import { conversationHash } from "./address.ts";
import "./conversation.css";

/** Whom the practice wrote to, each with the last word. */
export function ConversationList({
  conversations,
  timeZone,
}: {
  conversations: readonly ConversationSummary[];
  timeZone: string;
}) {
  const { options } = useWords();
  return (
    <ul class="conversations" aria-label={options.log.views.conversations}>
      {conversations.map((summary) => (
        <Summary key={summary.phone} summary={summary} timeZone={timeZone} />
      ))}
    </ul>
  );
}

function Summary({
  summary: { phone, name, last, waits },
  timeZone,
}: {
  summary: ConversationSummary;
  timeZone: string;
}) {
  const { common, options, locale } = useWords();
  const words = options.conversation;
  const { message, reply, at } = last;
  const status = statusOf(message);
  return (
    <li class={waits ? "conversation-row waits" : "conversation-row"}>
      <a class="link" href={conversationHash({ by: "message", id: message.id })}>
        {name || options.log.noName}
      </a>
      <span class="small mute number conversation-end">{formatNear(at, timeZone, locale)}</span>
      <span class="small mute conversation-last">
        <span class="visually-hidden">{reply ? words.patient : words.practice}: </span>
        {reply ? (
          <>
            <span aria-hidden="true">↩ </span>
            {reply.text}
          </>
        ) : (
          message.text || common.kinds[message.kind]
        )}
      </span>
      <span class="conversation-end">
        {waits ? (
          <span class="status warn">{words.waits}</span>
        ) : (
          !reply && <StatusPill status={status} label={common.statuses[status]} />
        )}
      </span>
      <span class="small mute number">{formatPhone(phone)}</span>
    </li>
  );
}
