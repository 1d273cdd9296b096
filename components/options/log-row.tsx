import { useId, useRef, useState } from "preact/hooks";
import { isLetter } from "../../lib/domain/outbox/letter.ts";
import { type Message, statusOf } from "../../lib/domain/outbox/message.ts";
import { isDoubtful, isSentElsewhere, needsPerson } from "../../lib/domain/outbox/predicates.ts";
import { isForgotten } from "../../lib/domain/outbox/retention.ts";
import { formatPhone } from "../../lib/domain/phone.ts";
import { formatMoment, instantOf } from "../ui/moment.ts";
import { formatMoney } from "../ui/money.ts";
import { StatusPill } from "../ui/status-pill.tsx";
import { LogDetails } from "./log-details.tsx";
import type { OptionsActions } from "./model.ts";
import { useWords } from "./words.ts";

interface LogRowProps {
  message: Message;
  timeZone: string;
  actions: OptionsActions;
}

export function LogRow({ message, timeZone, actions }: LogRowProps) {
  const { common, options, locale } = useWords();
  const [open, setOpen] = useState(false);
  const toggle = useRef<HTMLButtonElement>(null);
  const id = useId();
  const { appointment, state, reason } = message;
  const status = statusOf(message);
  const lastReply = message.replies.at(-1);
  const classes = ["log-row", open && "open", needsPerson(message) && "attention"].filter(Boolean).join(" ");
  return (
    <>
      <tr class={classes}>
        <td class="at number" data-label={options.log.queuedAt}>
          {formatMoment(instantOf(message.createdAt), timeZone, locale)}
        </td>
        <td class="who">
          <button
            ref={toggle}
            type="button"
            class="row-toggle"
            aria-expanded={open}
            aria-controls={open ? id : undefined}
            onClick={() => setOpen(!open)}
          >
            <span class="chevron" aria-hidden="true" />
            {appointment.patient?.name || (isForgotten(message) ? options.log.forgotten : options.log.noName)}
          </button>
          {reason &&
            (isDoubtful(message) ||
              isSentElsewhere(message) ||
              (status !== "sent" && status !== "delivered")) && (
              <div class="small mute why">
                {common.explain(
                  { state, reason },
                  reason.at === undefined ? "" : formatMoment(instantOf(reason.at), timeZone, locale),
                )}
              </div>
            )}
          {lastReply && (
            <div class="small reply-line">
              <span aria-hidden="true">↩ </span>
              <span class="visually-hidden">{common.reply.title}: </span>
              {lastReply.text}
            </div>
          )}
        </td>
        <td class="phone number">{formatPhone(message.phone)}</td>
        <td class="kind">{common.kinds[message.kind]}</td>
        <td class="start number" data-label={isLetter(message) ? undefined : options.log.appointment}>
          {!isLetter(message) && formatMoment(appointment.start, timeZone, locale)}
        </td>
        <td class="state">
          <StatusPill
            status={status}
            label={message.state === "held" ? options.log.states.held : common.statuses[status]}
          />
        </td>
        <td class="price number end">
          {message.price !== null && formatMoney(message.price, message.currency ?? "CZK", locale)}
        </td>
      </tr>
      {open && (
        <tr class="details">
          <td colSpan={7} id={id}>
            <LogDetails
              message={message}
              timeZone={timeZone}
              actions={actions}
              // The pressed button is gone by then.
              onDone={() => toggle.current?.focus()}
            />
          </td>
        </tr>
      )}
    </>
  );
}
