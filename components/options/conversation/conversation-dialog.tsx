import { useEffect, useRef, useState } from "preact/hooks";
import { daysOf, namesIn, turnsOf } from "../../../lib/domain/outbox/conversation.ts";
import { formatPhone } from "../../../lib/domain/phone.ts";
import { Notice } from "../../ui/controls.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import type { Recipient } from "../../writing/model.ts";
import { WriteButton } from "../../writing/writing.tsx";
import type { OptionsActions } from "../model.ts";
import { useWords } from "../words.ts";
import type { ConversationOf, FoundConversation } from "./model.ts";
import { TurnView } from "./turn-view.tsx";
import { useConversation } from "./use-conversation.ts";
import "./conversation.css";

const pageSize = 60;

interface ConversationDialogProps {
  of: ConversationOf;
  timeZone: string;
  actions: Pick<OptionsActions, "conversation" | "watchLog" | "replyRead">;
  onClose: () => void;
}

/** What was sent to somebody and what came back, oldest first, with the newest in sight. */
export function ConversationDialog({ of, timeZone, actions, onClose }: ConversationDialogProps) {
  const { common, options } = useWords();
  const words = options.conversation;
  const { found, failed } = useConversation(actions, of);
  const who = found ? found.name || namesIn(found.rows)[0] || options.log.noName : "";
  return (
    <Dialog
      title={who ? words.title(who) : words.titleAlone}
      onCancel={onClose}
      actions={
        <>
          <button type="button" class="button" onClick={onClose}>
            {common.close}
          </button>
          {found && found.phone !== "" && <WriteButton look="button" to={recipientIn(found)} />}
        </>
      }
    >
      {failed && <Notice tone="bad">{common.failed}</Notice>}
      {found === undefined && !failed && <p role="status">{options.loading}</p>}
      {found === null && <p>{words.gone}</p>}
      {found && <Turns found={found} timeZone={timeZone} actions={actions} />}
    </Dialog>
  );
}

function recipientIn({ name, phone, rows }: FoundConversation): Recipient {
  const newest = rows.toSorted((a, b) => b.createdAt - a.createdAt).find((row) => row.phone === phone);
  const who = newest?.appointment.patient;
  return { name: name || who?.name || "", phone, code: who?.id ?? null };
}

interface TurnsProps extends Pick<ConversationDialogProps, "timeZone" | "actions"> {
  found: FoundConversation;
}

function Turns({ found: { phone, rows }, timeZone, actions }: TurnsProps) {
  const { options, locale } = useWords();
  const words = options.conversation;
  const [shown, setShown] = useState(pageSize);
  const list = useRef<HTMLElement>(null);
  const all = turnsOf(rows);
  const newest = all.at(-1)?.at;
  const names = namesIn(rows);
  useEffect(() => {
    list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [newest]);
  const thisYear = Temporal.Now.plainDateISO(timeZone).year;
  const dayName = (day: string) => {
    const date = Temporal.PlainDate.from(day);
    return date.toLocaleString(locale, {
      weekday: "long",
      day: "numeric",
      month: "numeric",
      ...(date.year === thisYear ? {} : { year: "numeric" }),
    });
  };
  return (
    <>
      {phone !== "" && <p class="number">{formatPhone(phone)}</p>}
      {names.length > 1 && <p class="small">{words.shared(names.join(", "))}</p>}
      {all.length === 0 && <p>{words.empty}</p>}
      {all.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever uses the keyboard scrolls it.
        <section ref={list} class="conversation" aria-label={words.list} tabIndex={0}>
          {all.length > shown && (
            <button type="button" class="link small" onClick={() => setShown(shown + pageSize)}>
              {words.earlier}
            </button>
          )}
          {daysOf(all.slice(-shown), timeZone).map(({ day, turns }) => (
            <div key={day}>
              <h3 class="conversation-day small mute">{dayName(day)}</h3>
              <ol class="turns">
                {turns.map((turn) => (
                  <TurnView
                    key={`${turn.message.id} ${turn.reply?.id ?? ""}`}
                    turn={turn}
                    timeZone={timeZone}
                    phone={phone}
                    isShared={names.length > 1}
                    actions={actions}
                  />
                ))}
              </ol>
            </div>
          ))}
        </section>
      )}
    </>
  );
}
