import "./replies.css";
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Message } from "../../lib/domain/outbox/message.ts";
import {
  OptOutScope,
  proposalFor,
  type Reply,
  type ReplyVerdict,
  rarerVerdictsFor,
  verdictsFor,
} from "../../lib/domain/thread/reply.ts";
import type { dictionary } from "../../lib/i18n/dictionary.ts";

interface RepliesProps {
  message: Message;
  words: ReturnType<typeof dictionary>["common"]["reply"];
  /** A moment for the eyes; given in milliseconds since the epoch. */
  when: (millis: number) => string;
  /** A button's name for those who do not see which row it belongs to. */
  nameOf?: (label: string) => string;
  /** The page's own button by which a person says what a reply means. */
  button: (choice: {
    reply: Reply;
    verdict: ReplyVerdict;
    scope?: OptOutScope;
    label: string;
    proposed: boolean;
  }) => ComponentChildren;
}

/** What a patient answered, and what each answer is said or proposed to mean. */
export function Replies({ message, words, when, ...rest }: RepliesProps) {
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
            <Question message={message} reply={reply} words={words} {...rest} />
          )}
        </li>
      ))}
    </ul>
  );
}

type QuestionProps = Omit<RepliesProps, "when"> & { reply: Reply };

function Question({ message, reply, words, nameOf = (label) => label, button }: QuestionProps) {
  const [asksScope, setAsksScope] = useState(false);
  const proposed = proposalFor(message, reply.text);
  const back = useRef<HTMLButtonElement>(null);
  // The pressed button is gone.
  useEffect(() => {
    if (asksScope) back.current?.focus();
  }, [asksScope]);
  if (asksScope) {
    return (
      <>
        <p class="small">{words.scope.question}</p>
        <div class="reply-choices">
          {OptOutScope.options.map((scope) =>
            button({ reply, verdict: "optsOut", scope, label: words.scope[scope], proposed: false }),
          )}
          <button
            type="button"
            class="link"
            ref={back}
            aria-label={nameOf(words.scope.back)}
            onClick={() => setAsksScope(false)}
          >
            {words.scope.back}
          </button>
        </div>
      </>
    );
  }
  const choice = (verdict: ReplyVerdict) => {
    const label = words.choices[verdict];
    if (verdict !== "optsOut") return button({ reply, verdict, label, proposed: verdict === proposed });
    return (
      <button
        key={verdict}
        type="button"
        class={verdict === proposed ? "button primary" : "button"}
        aria-label={nameOf(label)}
        onClick={() => setAsksScope(true)}
      >
        {label}
      </button>
    );
  };
  const rarer = rarerVerdictsFor(message, reply.text);
  return (
    <>
      <p class="small">{words.proposed[proposed ?? "read"]}</p>
      <div class="reply-choices">{verdictsFor(message, reply.text).map(choice)}</div>
      {rarer.length > 0 && (
        <details class="reply-rarer">
          <summary class="small" aria-label={nameOf(words.rarer)}>
            {words.rarer}
          </summary>
          <div class="reply-choices">{rarer.map(choice)}</div>
        </details>
      )}
    </>
  );
}
