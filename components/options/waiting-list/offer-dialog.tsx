import { useEffect, useState } from "preact/hooks";
import { formatPhone, parsePhone } from "../../../lib/domain/phone.ts";
import { type Settings, timeZoneOf } from "../../../lib/domain/settings.ts";
import { segment } from "../../../lib/domain/text/segments.ts";
import { formatTime } from "../../../lib/domain/text/when.ts";
import type { SlotShown, WaitingListShown } from "../../../lib/domain/waiting-list/shown.ts";
import { offerPlaceholders, offerTemplate, renderOffer } from "../../../lib/domain/waiting-list/texts.ts";
import { BusyButton } from "../../ui/busy-button.tsx";
import { Check, Notice } from "../../ui/controls.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { instantOf } from "../../ui/moment.ts";
import { formatSlot } from "../../waiting/moment.ts";
import { useWords as useWaitingWords } from "../../waiting/words.ts";
import type { WritingActions } from "../../writing/model.ts";
import { PriceLine } from "../../writing/price-line.tsx";
import { problemOf } from "../../writing/problem.ts";
import { useWords as useWritingWords } from "../../writing/words.ts";
import { WordsField } from "../../writing/words-field.tsx";
import { useWords } from "../words.ts";
import type { Looked, Offered, WaitingListActions } from "./model.ts";

interface OfferDialogProps {
  slot: SlotShown;
  list: WaitingListShown;
  settings: Settings;
  quote: WritingActions["quote"];
  actions: Pick<WaitingListActions, "look" | "offer">;
  onClose: () => void;
}

/** To whom a time is offered, in which words, and what that costs. Nothing leaves before the press. */
export function OfferDialog({ slot, list, settings, quote, actions, onClose }: OfferDialogProps) {
  const { common, options, locale } = useWords();
  const { waiting } = useWaitingWords();
  const writing = useWritingWords();
  const words = options.waitingList.offer;
  const timeZone = timeZoneOf(settings);
  const [template, setTemplate] = useState(() => offerTemplate(settings, "offer"));
  const [chosen, setChosen] = useState<readonly string[]>(() =>
    slot.fits
      .filter(({ isSure }) => isSure)
      .slice(0, slot.room)
      .map(({ entryId }) => entryId),
  );
  const [looked, setLooked] = useState<Looked | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [offered, setOffered] = useState<Extract<Offered, { ok: true }> | null>(null);

  useEffect(() => {
    const unread: Looked = { isRead: false, filledBy: slot.filledBy, takesReplies: true };
    actions.look(slot.id).then(setLooked, () => setLooked(unread));
  }, [slot.id]);

  const rendered = renderOffer(template, slot.start, settings);
  const text = rendered.ok ? rendered.text : "";
  const counted = segment(text);
  const people = slot.fits.filter(({ entryId }) => chosen.includes(entryId));
  const parsed = people[0] ? parsePhone(people[0].phone, settings.sending.countries) : null;
  const isFull = people.length >= slot.room;
  const { quietUntil } = list;

  const send = async () => {
    setBusy(true);
    setFailure(null);
    try {
      const ids = people.map(({ entryId }) => entryId);
      const answer = await actions.offer(slot.id, ids, text, quietUntil !== null);
      if (answer.ok) setOffered(answer);
      else setFailure(answer.problem === "quiet" ? words.nowQuiet : words.changed);
    } catch {
      setFailure(words.failed);
    }
    setBusy(false);
  };

  const title = waiting.slots.title(formatSlot(slot.start, timeZone, locale), slot.doctor);
  if (offered)
    return (
      <Dialog
        title={title}
        onCancel={onClose}
        actions={
          <button type="button" class="button" onClick={onClose}>
            {common.close}
          </button>
        }
      >
        <div class="stack tight">
          {offered.told.some(({ ok }) => ok) && (
            <Notice tone="ok">
              {settings.sending.paused ? words.waits : words.done(offered.told.filter(({ ok }) => ok).length)}
            </Notice>
          )}
          {offered.told
            .filter(({ ok }) => !ok)
            .map(({ name, reason }) => (
              <Notice key={name} tone="bad">
                {words.notTaken(name, reason ? common.reason(reason) : "")}
              </Notice>
            ))}
        </div>
      </Dialog>
    );

  return (
    <Dialog
      title={title}
      onCancel={onClose}
      actions={
        <>
          <button type="button" class="button" onClick={onClose}>
            {common.cancel}
          </button>
          <BusyButton
            tone="primary"
            busy={busy}
            busyLabel={words.sending}
            blocked={people.length === 0 || !text || looked === null}
            onPress={send}
          >
            {quietUntil === null ? words.send(people.length) : words.sendNow(people.length)}
          </BusyButton>
        </>
      }
    >
      <div class="stack tight waiting-form">
        {quietUntil !== null && (
          <Notice tone="warn">{words.quiet(formatTime(instantOf(quietUntil), timeZone, locale))}</Notice>
        )}
        {looked?.filledBy != null && (
          <Notice tone="warn">
            {waiting.slots.filledBy(looked.filledBy)} {words.filled}
          </Notice>
        )}
        {looked && !looked.isRead && <p class="small mute">{words.notRead}</p>}
        {looked?.takesReplies === false && <Notice tone="warn">{words.noReplies}</Notice>}
        {settings.sending.paused && <Notice tone="wait">{words.paused}</Notice>}
        <fieldset>
          <legend class="label">{words.to}</legend>
          <ul class="recipients">
            {slot.fits.map(({ entryId, name, phone, since, isSure }) => (
              <li key={entryId}>
                <Check
                  label={[
                    name,
                    formatPhone(phone),
                    options.waitingList.since(Temporal.PlainDate.from(since).toLocaleString(locale)),
                    isSure ? "" : words.doctorUnknown,
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                  checked={chosen.includes(entryId)}
                  disabled={busy || (isFull && !chosen.includes(entryId))}
                  onChange={(event) =>
                    setChosen(
                      event.currentTarget.checked
                        ? [...chosen, entryId]
                        : chosen.filter((id) => id !== entryId),
                    )
                  }
                />
              </li>
            ))}
          </ul>
          <span class="hint">{words.room(slot.room)}</span>
        </fieldset>
        {slot.others.length > 0 && (
          <details>
            <summary class="small">{words.others(slot.others.length)}</summary>
            <ul class="plain-list small">
              {slot.others.map(({ entryId, name, why, reason }) => (
                <li key={entryId}>
                  {waiting.slots.notTold(name, reason ? common.reason(reason) : waiting.slots.obstacles[why])}
                </li>
              ))}
            </ul>
          </details>
        )}
        <WordsField
          label={writing.writing.text}
          text={template}
          placeholders={offerPlaceholders}
          problem={problemOf(rendered, writing.writing)}
          disabled={busy}
          onEdit={setTemplate}
        />
        {text !== "" && (
          <div class="words-preview">
            <span class="small mute">{writing.writing.preview}</span>
            <p class="bubble">{text}</p>
          </div>
        )}
        <PriceLine
          characters={counted.characters}
          parts={counted.parts}
          sample={parsed?.ok && text ? { text, phone: parsed.e164, country: parsed.country } : null}
          quote={quote}
        />
        {people.length > 1 && <p class="small mute">{words.each(people.length)}</p>}
        {failure && <Notice tone="bad">{failure}</Notice>}
      </div>
    </Dialog>
  );
}
