import "./replies.css";
import type { ComponentChildren } from "preact";
import type { Message } from "../../lib/domain/outbox/message.ts";
import { proposalFor, type Reply, type ReplyVerdict, verdictsFor } from "../../lib/domain/thread/reply.ts";
import type { dictionary } from "../../lib/i18n/dictionary.ts";

interface RepliesProps {
  message: Message;
  words: ReturnType<typeof dictionary>["common"]["reply"];
  /** A moment for the eyes; given in milliseconds since the epoch. */
  when: (millis: number) => string;
  /** The page's own button by which a person says what a reply means. */
  button: (choice: {
    reply: Reply;
    verdict: ReplyVerdict;
    label: string;
    proposed: boolean;
  }) => ComponentChildren;
}

/** What a patient answered, and what each answer is said or proposed to mean. */
export function Replies({ message, words, when, button }: RepliesProps) {
  if (message.replies.length === 0) return null;
  return (
    <ul class="replies" aria-label={words.title}>
      {message.replies.map((reply) => (
        <li key={reply.id}>
          <p class="reply">
            {reply.text} <span class="small mute number">{when(reply.at)}</span>
          </p>
          {reply.verdict ? (
            <p class="small mute">{words.said[reply.verdict]}</p>
          ) : (
            <Question message={message} reply={reply} words={words} button={button} />
          )}
        </li>
      ))}
    </ul>
  );
}

function Question({ message, reply, words, button }: Omit<RepliesProps, "when"> & { reply: Reply }) {
  const proposed = proposalFor(message, reply.text);
  return (
    <>
      <p class="small">{words.proposed[proposed ?? "read"]}</p>
      <div class="reply-choices">
        {verdictsFor(message, reply.text).map((verdict) =>
          button({ reply, verdict, label: words.choices[verdict], proposed: verdict === proposed }),
        )}
      </div>
    </>
  );
}
